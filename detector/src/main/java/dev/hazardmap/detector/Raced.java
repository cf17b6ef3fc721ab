package dev.hazardmap.detector;

/** The accesses that one access races with: a thread's scratch, filled under a chunk's lock, reported after it. */
final class Raced {
    private static final int MAX = 16;

    final long[] words = new long[MAX];
    final long[] masks = new long[MAX];
    final boolean[] writes = new boolean[MAX];
    int count;

    void add(long word, long mask, boolean write) {
        if (count < MAX) {
            words[count] = word;
            masks[count] = mask;
            writes[count] = write;
            count++;
        }
    }
}
