package dev.hazardmap.maps;

/**
 * What the tables of one map have in common.
 *
 * @param seed the seed of the hash
 * @param maxSlots the largest table, a power of two and at least 8: beyond it a table splits
 * @param oneStepSlots tables up to this many slots migrate within one write
 */
record TableLayout(long seed, int maxSlots, int oneStepSlots) {
    /**
     * The largest table. Larger ones make a smaller directory, whose tables' headers stay in the cache; smaller ones make
     * cheaper copies after a snapshot and shorter waits for the lock.
     */
    static final int MAX_SLOTS = 4096;

    /** Copying 256 slots costs a few microseconds, no more than the pause of a thread switch. */
    static final int ONE_STEP_SLOTS = 256;

    /** What maps are made with unless a test says otherwise. */
    static TableLayout standard() {
        return new TableLayout(Hashes.randomSeed(), MAX_SLOTS, ONE_STEP_SLOTS);
    }

    /** For tests. */
    static TableLayout of(int maxSlots, long seed) {
        return new TableLayout(seed, maxSlots, ONE_STEP_SLOTS);
    }
}
