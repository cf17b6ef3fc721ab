package dev.hazardmap.detector;

/** Called from {@code StampedLock}'s conversions, which give one hold up and take another. */
public final class StampHooks {
    private static final long WRITE_BIT = 1L << 7;
    private static final long READ_BITS = WRITE_BIT - 1;

    private StampHooks() {}

    /**
     * Before a conversion: what the stamp's holder did is published, as its hold may be gone after it. If the
     * conversion fails nobody can take the lock before the real unlock publishes again.
     */
    public static void converting(Object lock, long stamp) {
        if ((stamp & WRITE_BIT) != 0) {
            SyncHooks.writeUnlocking(lock, lock);
        } else if ((stamp & READ_BITS) != 0) {
            SyncHooks.readUnlocking(lock, lock);
        }
    }

    /** After a conversion to the write lock; 0 when it failed. */
    public static void convertedToWriteLock(Object lock, long stamp) {
        if (stamp != 0) {
            judgeOptimistic(lock);
            SyncHooks.writeLocked(lock, lock);
        } else {
            SyncHooks.dropOptimistic();
        }
    }

    /** After a conversion to the read lock; 0 when it failed. */
    public static void convertedToReadLock(Object lock, long stamp) {
        if (stamp != 0) {
            judgeOptimistic(lock);
            SyncHooks.readLocked(lock, lock);
        } else {
            SyncHooks.dropOptimistic();
        }
    }

    /** After a conversion to an optimistic read; 0 when it failed. */
    public static void convertedToOptimisticRead(Object lock, long stamp) {
        if (stamp != 0) {
            SyncHooks.optimisticRead(stamp);
        }
    }

    /** A conversion of an optimistic stamp that succeeds says that the stamp was valid. */
    private static void judgeOptimistic(Object lock) {
        SyncHooks.validated(lock, true);
    }
}
