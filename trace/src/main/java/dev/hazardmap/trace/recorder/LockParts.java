package dev.hazardmap.trace.recorder;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.ReentrantLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;

/** A lock is known by its synchronizer, the object in which its threads queue. */
final class LockParts {
    private static final long REENTRANT = Mem.offsetOrNone(ReentrantLock.class, "sync");
    private static final long READ_WRITE = Mem.offsetOrNone(ReentrantReadWriteLock.class, "sync");
    private static final long SEMAPHORE = Mem.offsetOrNone(Semaphore.class, "sync");
    private static final long LATCH = Mem.offsetOrNone(CountDownLatch.class, "sync");

    private LockParts() {}

    static Object of(Object lock) {
        long offset = lock instanceof ReentrantLock
                ? REENTRANT
                : lock instanceof ReentrantReadWriteLock
                        ? READ_WRITE
                        : lock instanceof Semaphore ? SEMAPHORE : lock instanceof CountDownLatch ? LATCH : -1;
        Object sync = offset < 0 ? null : Mem.U.getReference(lock, offset);
        return sync == null ? lock : sync;
    }
}
