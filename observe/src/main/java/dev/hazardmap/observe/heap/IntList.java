package dev.hazardmap.observe.heap;

import java.util.Arrays;

/** A growing array of ints: a heap's edges are too many for boxes. */
final class IntList {
    private int[] items = new int[1 << 16];
    private int size;

    void add(int item) {
        if (size == items.length) {
            items = Arrays.copyOf(items, Math.max(size + 1, (int) Math.min(Integer.MAX_VALUE - 8L, size * 2L)));
        }
        items[size++] = item;
    }

    int size() {
        return size;
    }

    int get(int at) {
        return items[at];
    }

    int pop() {
        return items[--size];
    }

    boolean isEmpty() {
        return size == 0;
    }

    /** The array behind it, longer than the list. */
    int[] array() {
        return items;
    }
}
