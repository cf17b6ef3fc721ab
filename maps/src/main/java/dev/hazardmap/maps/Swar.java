package dev.hazardmap.maps;

/**
 * Eight control bytes in one {@code long}, compared at once (SWAR: SIMD within a register).
 *
 * <p>A control byte says what a slot holds: {@link #EMPTY}, {@link #DELETED}, or the top 7 bits of the hash of its key
 * ("H2", high bit clear). Byte {@code i} of the word belongs to slot {@code i} of its group. A mask has 0x80 in each byte
 * that matched; {@code Long.numberOfTrailingZeros(mask) >>> 3} is the first such slot. Source: Go's
 * internal/runtime/maps/group.go, Abseil's raw_hash_set.h.
 */
final class Swar {
    /** Slots in a group: as many as control bytes fit in a word. */
    static final int GROUP = 8;

    static final int EMPTY = 0x80;
    static final int DELETED = 0xFE;

    static final long ONES = 0x0101010101010101L;
    private static final long HIGHS = 0x8080808080808080L;

    /** A word of eight empty slots. */
    static final long ALL_EMPTY = HIGHS;

    private Swar() {}

    /** The 7 bits of the hash that the control byte keeps; the directory and the group use other bits. */
    static int h2(long hash) {
        return (int) (hash >>> 57);
    }

    /**
     * The slots whose byte equals {@code pattern}, which is {@code h2 * ONES}. Exact for empty and deleted slots; may add a
     * full slot whose H2 differs in the lowest bit, right above a true match (a borrow), so the caller compares keys.
     */
    static long match(long word, long pattern) {
        long x = word ^ pattern;
        return (x - ONES) & ~x & HIGHS;
    }

    /** The empty slots: high bit set and the next-to-lowest clear. */
    static long matchEmpty(long word) {
        return word & ~(word << 6) & HIGHS;
    }

    static long matchEmptyOrDeleted(long word) {
        return word & HIGHS;
    }

    static long matchFull(long word) {
        return ~word & HIGHS;
    }

    static int first(long mask) {
        return Long.numberOfTrailingZeros(mask) >>> 3;
    }

    static long with(long word, int slot, int control) {
        int shift = slot << 3;
        return (word & ~(0xFFL << shift)) | ((long) control << shift);
    }

    /** {@link #with} for a slot that is empty. */
    static long fill(long word, int slot, int control) {
        return word ^ ((long) (control ^ EMPTY) << (slot << 3));
    }

    static int control(long word, int slot) {
        return (int) (word >>> (slot << 3)) & 0xFF;
    }
}
