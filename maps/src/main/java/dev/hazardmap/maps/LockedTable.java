package dev.hazardmap.maps;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * What all tables share, whatever their keys and values are: control words, the lock word, counters, the place in the
 * directory.
 *
 * <h2>The lock word</h2>
 * One {@code long}: LOCKED, COMPUTING, DEAD, and a version above them that each unlock raises. It is a CAS bit and no
 * monitor because monitors pin virtual threads before JDK 24.
 * <ul>
 *   <li>COMPUTING (with LOCKED): the holder runs a user's function and has written nothing since it took the lock, so
 *       {@code size()} and {@code snapshot()} need not wait for it. Before it writes, the holder clears the bit and looks at
 *       the map's generation again.
 *   <li>DEAD: the directory has a replacement; never cleared. Set together with the unlock, after the directory was written.
 * </ul>
 *
 * <h2>Memory order</h2>
 * <ul>
 *   <li>{@code soControl}: release, so that whoever sees the control byte sees the key and the value of the slot.
 *   <li>{@code unlock}: volatile, a full fence after the writes of each operation. A release store would let this thread's
 *       next read overtake them (the store-buffer test: put(x) get(y) against put(y) get(x), both reads null), which is not
 *       linearizable. One fence per write; reads have none. On x86 acquire loads are plain loads; on ARM they are {@code ldar}.
 *   <li>{@code live} is written under the lock; {@code size()} reads it between two reads of the lock word.
 * </ul>
 */
abstract class LockedTable {
    private static final VarHandle STATE;
    private static final VarHandle LIVE;
    private static final VarHandle CONTROL = MethodHandles.arrayElementVarHandle(long[].class);

    static {
        try {
            MethodHandles.Lookup lookup = MethodHandles.lookup();
            STATE = lookup.findVarHandle(LockedTable.class, "state", long.class);
            LIVE = lookup.findVarHandle(LockedTable.class, "live", int.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    static final long LOCKED = 1;
    static final long COMPUTING = 2;
    static final long DEAD = 4;
    private static final long VERSION = 8;

    final long[] control;

    /** How many low hash bits all keys here have in common, and which they are. */
    final int depth;

    final int prefix;
    final TableLayout layout;

    /** So many used slots begin a migration: at once when small; when large early enough to end before {@link #maxUsed}. */
    final int growAt;

    /** The map's generation up to which this table may be written; older ones belong to a snapshot. Set before publication. */
    long generation;

    /** Entries; guarded by the lock. */
    private int live;

    /** Slots that are not empty, dead ones included; guarded by the lock. */
    int used;

    @Nullable
    Migration migration;

    private volatile long state;

    LockedTable(long[] control, int depth, int prefix, TableLayout layout, long generation) {
        this.control = control;
        this.depth = depth;
        this.prefix = prefix;
        this.layout = layout;
        this.generation = generation;
        this.growAt = control.length * (migratesInOneStep() ? 7 : 6);
    }

    static long[] emptyControl(int slots) {
        long[] words = new long[slots / Swar.GROUP];
        Arrays.fill(words, Swar.ALL_EMPTY);
        return words;
    }

    final int groups() {
        return control.length;
    }

    final int slotCount() {
        return control.length * Swar.GROUP;
    }

    /** No table is filled beyond 7/8: every probe must meet an empty slot. */
    final int maxUsed() {
        return control.length * 7;
    }

    final boolean migratesInOneStep() {
        return slotCount() <= layout.oneStepSlots();
    }

    /** Entries that live in slots: all, but for those a subclass keeps elsewhere. */
    int liveSlots() {
        return live;
    }

    /** A quarter of the slots is dead, or the table is nearly empty and was not always so. */
    final boolean tooManyDead() {
        int slots = slotCount();
        int live = liveSlots();
        int dead = used - live;
        return dead > slots / 4 || (dead > slots / 16 && live < slots / 16);
    }

    /** An empty table that takes over from this one, at the same generation. */
    abstract LockedTable successor(int slots, int depth, int prefix);

    /** Copies the live entries of one group into the successors, which do not hold them yet. */
    abstract void moveGroup(int group, Migration to);

    /** {@link #moveGroup} for every group. */
    void moveAll(Migration to) {
        for (int group = 0; group < control.length; group++) {
            moveGroup(group, to);
        }
    }

    /** The same table, migration included, to be written from now on; born locked. */
    abstract LockedTable copyForWriting(long newGeneration);

    /** Called once on each side when all groups have been moved: hands over what does not live in slots. */
    void finishMigration(Migration to) {}

    final int live() {
        return live;
    }

    final void addLive(int delta) {
        LIVE.setOpaque(this, live + delta);
    }

    final int loLive() {
        return (int) LIVE.getOpaque(this);
    }

    final long laControl(int group) {
        return (long) CONTROL.getAcquire(control, group);
    }

    static long laControl(long[] control, int group) {
        return (long) CONTROL.getAcquire(control, group);
    }

    final void soControl(int group, long word) {
        CONTROL.setRelease(control, group, word);
    }

    final long lvState() {
        return state;
    }

    /** Takes the lock; false if the table is dead, and then the lock is not held. */
    final boolean lock() {
        long seen = state;
        if ((seen & (LOCKED | DEAD)) == 0 && casState(seen, seen | LOCKED)) {
            return true;
        }
        return lockSlowly();
    }

    /**
     * Takes the lock if it has been free all the time since {@link #lvState} returned {@code seen}: the version says so. What the caller
     * read in between is then still true.
     */
    final boolean lockUnchanged(long seen) {
        return (seen & (LOCKED | DEAD)) == 0 && casState(seen, seen | LOCKED);
    }

    private boolean lockSlowly() {
        Backoff backoff = new Backoff();
        while (true) {
            long seen = state;
            if ((seen & DEAD) != 0) {
                return false;
            }
            if ((seen & LOCKED) == 0 && casState(seen, seen | LOCKED)) {
                return true;
            }
            backoff.pause();
        }
    }

    final void unlock() {
        state = nextVersion() & ~(LOCKED | COMPUTING);
    }

    /** Unlocks for good: the directory holds a replacement. */
    final void unlockDead() {
        migration = null;
        state = (nextVersion() | DEAD) & ~(LOCKED | COMPUTING);
    }

    final void setComputing() {
        state = nextVersion() | COMPUTING;
    }

    final void clearComputing() {
        state = nextVersion() & ~COMPUTING;
    }

    /** Before the table is published: the caller holds the lock from birth. */
    final void bornLocked() {
        state = LOCKED;
    }

    private long nextVersion() {
        return state + VERSION;
    }

    static boolean isQuiet(long state) {
        return (state & LOCKED) == 0 || (state & COMPUTING) != 0;
    }

    /** Quiet, and still in the directory. */
    static boolean isSettled(long state) {
        return isQuiet(state) && (state & DEAD) == 0;
    }

    final void awaitQuiet() {
        if (!isQuiet(state)) {
            Backoff backoff = new Backoff();
            while (!isQuiet(state)) {
                backoff.pause();
            }
        }
    }

    /** Recomputes what the counters claim; the table must not be written meanwhile. */
    abstract void checkInvariants();

    private boolean casState(long expected, long next) {
        return STATE.compareAndSet(this, expected, next);
    }
}
