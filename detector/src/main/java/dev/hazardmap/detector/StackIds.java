package dev.hazardmap.detector;

/**
 * Hashes to numbers: open-addressed; read by anyone without a lock, written under the caller's lock. A hash of 0 does
 * not occur.
 */
final class StackIds {
    /** Pairs of hash and number, replaced as a whole when it grows. */
    private long[] table = new long[2 * 512];

    private int size;

    /** The number of {@code hash}; 0 when it has none (or is being added at this moment). */
    int find(long hash) {
        long[] at = table;
        int mask = at.length - 2;
        for (int i = index(hash, mask); at[i] != 0; i = i + 2 & mask) {
            if (at[i] == hash) {
                return (int) at[i + 1];
            }
        }
        return 0;
    }

    void put(long hash, int id) {
        if (4 * (size + 1) > table.length) {
            grow();
        }
        if (insert(table, hash, id)) {
            size++;
        }
    }

    private void grow() {
        long[] grown = new long[2 * table.length];
        for (int i = 0; i < table.length; i += 2) {
            if (table[i] != 0) {
                insert(grown, table[i], (int) table[i + 1]);
            }
        }
        Mem.U.storeFence(); // the copy before the reference to it
        table = grown;
    }

    private static boolean insert(long[] at, long hash, int id) {
        int mask = at.length - 2;
        int i = index(hash, mask);
        while (at[i] != 0) {
            if (at[i] == hash) {
                return false;
            }
            i = i + 2 & mask;
        }
        at[i + 1] = id;
        Mem.U.storeFence(); // whoever finds the hash finds its number
        at[i] = hash;
        return true;
    }

    private static int index(long hash, int mask) {
        return (int) (hash >>> 20) & mask & ~1;
    }
}
