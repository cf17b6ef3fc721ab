package dev.hazardmap.trace.format;

import java.util.Arrays;

/** Numbers that get more. */
final class LongList {
    private long[] values = new long[64];
    private int size;

    void add(long value) {
        if (size == values.length) {
            values = Arrays.copyOf(values, 2 * size);
        }
        values[size++] = value;
    }

    int size() {
        return size;
    }

    long get(int i) {
        return values[i];
    }

    /** The numbers, and unused room behind them. */
    long[] array() {
        return values;
    }

    void clear() {
        size = 0;
    }
}
