package dev.hazardmap.trace.recorder;

import org.jspecify.annotations.Nullable;

/**
 * Finds the lane of a thread: through a direct-mapped array by thread id, whose entries are hints that are checked
 * by the id; behind it the list of all lanes, walked under a spin lock. A virtual thread is found by its own
 * identity.
 */
public final class Lanes {
    private static final long TID = Mem.offset(Thread.class, "tid");
    private static final int DIRECT = 1 << 12;
    /** Full blocks of all rings together: 32 KB each. */
    private static final int MAX_BLOCKS = maxBlocks();

    private static final long LOCK = Mem.offset(Guard.class, "held");
    private static final long BLOCKS = Mem.offset(Guard.class, "blocks");

    /** What is guarded by the spin lock, and the lock. */
    private static final class Guard {
        @SuppressWarnings("unused") // by offset
        int held;

        @SuppressWarnings("unused") // by offset
        int blocks;

        @Nullable
        Lane first;

        @Nullable
        Lane[] buckets = new @Nullable Lane[DIRECT];

        int count;
    }

    private static final Guard GUARD = new Guard();
    private static final @Nullable Lane[] HINTS = new @Nullable Lane[DIRECT];

    private Lanes() {}

    private static int maxBlocks() {
        long eighth = Runtime.getRuntime().maxMemory() / 8;
        return (int) Math.max(64, Math.min(4096, eighth / (8L * Block.FULL)));
    }

    /** The current thread's lane; made when the thread was not known. */
    static Lane current() {
        Thread thread = Thread.currentThread();
        long id = Mem.U.getLong(thread, TID); // never used again for another thread
        Lane hint = HINTS[(int) id & DIRECT - 1];
        return hint != null && hint.id == id ? hint : lookUp(thread, 0);
    }

    /** The lane of a thread that is about to be started by the current one. */
    static Lane starting(Thread child, long starter) {
        return lookUp(child, starter);
    }

    /** The lane of a thread when it has one. */
    static @Nullable Lane of(Thread thread) {
        long id = Mem.U.getLong(thread, TID);
        Lane hint = HINTS[(int) id & DIRECT - 1];
        return hint != null && hint.id == id ? hint : null;
    }

    static long id(Thread thread) {
        return Mem.U.getLong(thread, TID);
    }

    private static Lane lookUp(Thread thread, long starter) {
        long id = Mem.U.getLong(thread, TID);
        lock();
        Lane lane = GUARD.buckets[(int) id & GUARD.buckets.length - 1];
        while (lane != null && lane.id != id) {
            lane = lane.nextInBucket;
        }
        if (lane == null) {
            lane = add(new Lane(thread, id, starter));
        }
        Mem.U.putIntRelease(GUARD, LOCK, 0);
        HINTS[(int) id & DIRECT - 1] = lane;
        return lane;
    }

    private static Lane add(Lane lane) {
        if (++GUARD.count > GUARD.buckets.length) {
            rebuild(2 * GUARD.buckets.length);
        }
        lane.following = GUARD.first;
        GUARD.first = lane;
        intoBucket(lane);
        return lane;
    }

    private static void rebuild(int size) {
        GUARD.buckets = new Lane[size];
        for (Lane lane = GUARD.first; lane != null; lane = lane.following) {
            intoBucket(lane);
        }
    }

    private static void intoBucket(Lane lane) {
        int i = (int) lane.id & GUARD.buckets.length - 1;
        lane.nextInBucket = GUARD.buckets[i];
        GUARD.buckets[i] = lane;
    }

    private static void lock() {
        while (!Mem.U.compareAndSetInt(GUARD, LOCK, 0, 1)) {
            Thread.onSpinWait();
        }
    }

    /** All lanes as they are now, linked by {@link #following}. For the recorder's thread. */
    public static @Nullable Lane first() {
        lock();
        Lane first = GUARD.first;
        Mem.U.putIntRelease(GUARD, LOCK, 0);
        return first;
    }

    /** The lane after this one. */
    public static @Nullable Lane following(Lane lane) {
        return lane.following;
    }

    /** Lets go of all lanes that are {@link Lane#gone}. */
    public static void forgetGone() {
        lock();
        Lane kept = null;
        int count = 0;
        for (Lane lane = GUARD.first; lane != null; ) {
            Lane following = lane.following;
            if (!lane.gone) {
                lane.following = kept;
                kept = lane;
                count++;
            } else if (HINTS[(int) lane.id & DIRECT - 1] == lane) {
                HINTS[(int) lane.id & DIRECT - 1] = null;
            }
            lane = following;
        }
        GUARD.first = kept;
        GUARD.count = count;
        rebuild(GUARD.buckets.length);
        Mem.U.putIntRelease(GUARD, LOCK, 0);
    }

    /** Whether one more block may be made. */
    static boolean mayGrow() {
        if (Mem.U.getAndAddInt(GUARD, BLOCKS, 1) < MAX_BLOCKS) {
            return true;
        }
        Mem.U.getAndAddInt(GUARD, BLOCKS, -1);
        return false;
    }

    /** A block was let go. */
    static void shrunk() {
        Mem.U.getAndAddInt(GUARD, BLOCKS, -1);
    }

    /** Nothing that the current thread does is recorded from now on: for the recorder's own threads. */
    public static void exemptCurrent() {
        current().busy++;
    }
}
