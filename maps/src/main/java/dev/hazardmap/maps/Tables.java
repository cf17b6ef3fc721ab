package dev.hazardmap.maps;

/** Arithmetic on table sizes, and the form in which a broken invariant is reported. */
final class Tables {
    private static final long LARGEST = 1L << 40;

    private Tables() {}

    /** The slots that hold so many entries without a migration: a power of two, at least one group. */
    static long slotsFor(long expectedSize) {
        long entries = Math.min(LARGEST, expectedSize);
        long needed = entries <= TableLayout.ONE_STEP_SLOTS ? entries * 8 / 7 + 1 : entries * 4 / 3 + 1;
        return Math.max(Swar.GROUP, Long.highestOneBit(needed - 1) << 1);
    }

    static int ceilingPowerOfTwo(int n) {
        return Integer.highestOneBit(n - 1) << 1;
    }

    static long checkExpectedSize(long expectedSize) {
        if (expectedSize < 0) {
            throw new IllegalArgumentException("expectedSize must not be negative: " + expectedSize);
        }
        return expectedSize;
    }

    static void check(boolean holds, String what, Object found, Object expected) {
        if (!holds) {
            throw new AssertionError("invariant failed: " + what + ": found " + found + ", expected " + expected);
        }
    }
}
