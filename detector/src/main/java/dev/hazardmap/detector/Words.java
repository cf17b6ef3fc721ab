package dev.hazardmap.detector;

/**
 * One access in 64 bits: time, thread slot, place; from the highest bits to the lowest. 0 is no access.
 *
 * <p>An access that does not fit (a thread that released 2^28 times, the 16,384th thread alive) is kept in a
 * {@link FieldLocation} instead, which has no such limits.
 */
final class Words {
    private static final int WHERE_BITS = 22;
    private static final int SLOT_BITS = 14;
    private static final int TIME_BITS = 28;

    /** What stands in a word's place when the location's accesses are kept elsewhere. No access packs to this. */
    static final long ELSEWHERE = -1L;

    static final int SLOTS = 1 << SLOT_BITS;
    static final long TIMES = (1L << TIME_BITS) - 1;

    private static final int WHERE_MASK = (1 << WHERE_BITS) - 1;
    private static final int SLOT_MASK = SLOTS - 1;

    private Words() {}

    /** Whether what {@code thread} does now fits. */
    static boolean fits(ThreadState thread) {
        return thread.clock < TIMES && thread.slot < SLOTS;
    }

    static long of(ThreadState thread, int where) {
        return at(thread, thread.clock, where);
    }

    static long at(ThreadState thread, long time, int where) {
        return (time << SLOT_BITS | thread.slot) << WHERE_BITS | where & WHERE_MASK;
    }

    /** Time and slot of a word, as {@link ThreadState#epoch} has them. */
    static long epoch(long word) {
        return word >>> WHERE_BITS;
    }

    static long epoch(ThreadState thread) {
        return thread.clock << SLOT_BITS | thread.slotInWords;
    }

    static long time(long word) {
        return word >>> WHERE_BITS + SLOT_BITS;
    }

    static int slot(long word) {
        return (int) (word >>> WHERE_BITS) & SLOT_MASK;
    }

    static int where(long word) {
        return (int) word & WHERE_MASK;
    }

    /** The low bits of an epoch for this slot; for one that does not fit, bits that no word has. */
    static long slotBits(int slot) {
        return slot < SLOTS ? slot : 1L << 62;
    }

    /** Whether {@code word}'s access happens before what {@code thread} does now (or there was none). */
    static boolean ordered(long word, ThreadState thread) {
        int slot = slot(word);
        return word == 0 || slot == thread.slot || thread.knownTime(slot) >= time(word);
    }
}
