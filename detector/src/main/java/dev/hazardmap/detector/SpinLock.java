package dev.hazardmap.detector;

/**
 * A lock of one int, for sections of a few dozen instructions that call nothing but the detector.
 *
 * <p>Not {@code synchronized}: hooks run on virtual threads (monitors would pin them before JDK 24) and at places where
 * the application holds the monitor of the very object that is looked up. A waiter gives up after a bounded time, so
 * that a holder that died in the section (OutOfMemoryError, StackOverflowError) can never hang the application: the
 * check at hand is then skipped, and so is every later one at once, until somebody unlocks after all.
 *
 * <p>The time is long, because a waiter that gives up on a live holder loses an edge, which shows as a false report: on
 * two busy cores a holder that is preempted in the section was seen to be away for 50 ms.
 */
class SpinLock {
    private static final long LOCK = Mem.offset(SpinLock.class, "lock");
    private static final int SPINS = 64;
    private static final int YIELDS_PER_LOOK = 256;
    private static final long PATIENCE_NANOS = 2_000_000_000L;

    private static final int FREE = 0;
    private static final int HELD = 1;
    /** Held by somebody who is given up for dead; free again once unlocked. */
    private static final int GIVEN_UP = 2;

    /** One of the three. Written by CAS (acquire) and by a release store. */
    private int lock;

    /** Whether the lock was taken; false after a bounded wait. */
    final boolean tryLock() {
        return tryLock(this, LOCK);
    }

    final void unlock() {
        unlock(this, LOCK);
    }

    /** The same lock as an int field of an object that extends something else. */
    static boolean tryLock(Object holder, long offset) {
        return Mem.U.compareAndSetInt(holder, offset, FREE, HELD) || await(holder, offset);
    }

    static void unlock(Object holder, long offset) {
        Mem.U.putIntRelease(holder, offset, FREE);
    }

    private static boolean await(Object holder, long offset) {
        long start = 0;
        for (int i = 1; ; i++) {
            int state = Mem.U.getInt(holder, offset);
            if (state == FREE && Mem.U.compareAndSetInt(holder, offset, FREE, HELD)) {
                return true;
            }
            if (state == GIVEN_UP) {
                return false;
            }
            if (i < SPINS) {
                Thread.onSpinWait();
                continue;
            }
            Thread.yield();
            if (i % YIELDS_PER_LOOK == 0) {
                long now = System.nanoTime();
                start = start == 0 ? now : start;
                if (now - start > PATIENCE_NANOS) {
                    Mem.U.compareAndSetInt(holder, offset, HELD, GIVEN_UP);
                    return false;
                }
            }
        }
    }
}
