package dev.hazardmap.detector;

/**
 * A lock of one int, for sections of a few dozen instructions that call nothing but the detector.
 *
 * <p>Not {@code synchronized}: hooks run on virtual threads (monitors would pin them before JDK 24) and at places where
 * the application holds the monitor of the very object that is looked up. A waiter gives up after a bounded number of
 * yields, so that a holder that died in the section (OutOfMemoryError, StackOverflowError) can never hang the
 * application: the check at hand is then skipped.
 */
class SpinLock {
    private static final long LOCK = Mem.offset(SpinLock.class, "lock");
    private static final int SPINS = 64;
    private static final int YIELDS = 100_000;

    /** 0 free, 1 held. Written by CAS (acquire) and by a release store. */
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
        return Mem.U.compareAndSetInt(holder, offset, 0, 1) || await(holder, offset);
    }

    static void unlock(Object holder, long offset) {
        Mem.U.putIntRelease(holder, offset, 0);
    }

    private static boolean await(Object holder, long offset) {
        for (int i = 0; i < YIELDS; i++) {
            if (Mem.U.getInt(holder, offset) == 0 && Mem.U.compareAndSetInt(holder, offset, 0, 1)) {
                return true;
            }
            if (i < SPINS) {
                Thread.onSpinWait();
            } else {
                Thread.yield();
            }
        }
        return false;
    }
}
