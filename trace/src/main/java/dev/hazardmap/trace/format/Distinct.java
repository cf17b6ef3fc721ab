package dev.hazardmap.trace.format;

import java.util.Arrays;

/** The distinct numbers of a column, as long as there are few: an open-addressed set that gives up when it is full. */
final class Distinct {
    private final int limit;
    private final long[] table;
    private final boolean[] used;
    private final long[] found;
    private int size;

    Distinct(int limit) {
        this.limit = limit;
        this.table = new long[4 * limit];
        this.used = new boolean[4 * limit];
        this.found = new long[limit];
    }

    /** Whether there are at most {@code limit} distinct values, and at most half as many as values. */
    boolean fill(long[] values, int count) {
        Arrays.fill(used, false);
        size = 0;
        int most = Math.min(limit, count / 2);
        for (int i = 0; i < count; i++) {
            if ((i == 0 || values[i] != values[i - 1]) && add(values[i]) && size > most) {
                return false;
            }
        }
        return true;
    }

    private boolean add(long value) {
        int mask = table.length - 1;
        int at = (int) (value * 0x9E3779B97F4A7C15L >>> 40) & mask;
        while (used[at]) {
            if (table[at] == value) {
                return false;
            }
            at = at + 1 & mask;
        }
        used[at] = true;
        table[at] = value;
        if (size < found.length) {
            found[size] = value;
        }
        size++;
        return true;
    }

    long[] sorted() {
        long[] words = Arrays.copyOf(found, size);
        Arrays.sort(words);
        return words;
    }
}
