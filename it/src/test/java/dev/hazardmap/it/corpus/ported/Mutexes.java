package dev.hazardmap.it.corpus.ported;

import static dev.hazardmap.it.corpus.Threads.both;
import static dev.hazardmap.it.corpus.Threads.inOrder;
import static dev.hazardmap.it.corpus.Threads.pair;

import dev.hazardmap.it.corpus.Corpus;
import dev.hazardmap.it.corpus.Mode;
import dev.hazardmap.it.corpus.Raced;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.concurrent.locks.StampedLock;

/** mutex_test.go, rwmutex_test.go and cond_test.go. */
@Corpus(Mode.FIELDS)
class Mutexes {
    private static int guarded;
    private static int halfGuarded;

    private static synchronized void bump() {
        guarded++;
    }

    private static synchronized void bumpHalf() {
        halfGuarded++;
    }

    private interface Section {
        void run() throws Exception;
    }

    private static void under(Lock lock, Section section) throws Exception {
        lock.lock();
        try {
            section.run();
        } finally {
            lock.unlock();
        }
    }

    static void noRace_staticSynchronized() throws Exception {
        pair(() -> bump(), () -> bump());
    }

    static void noRace_staticSynchronizedAndClassLock() throws Exception {
        pair(() -> bump(), () -> {
            synchronized (Mutexes.class) {
                guarded++;
            }
        });
    }

    @Raced(on = Mutexes.class)
    static void race_onlyOneSideLocks() throws Exception {
        pair(() -> bumpHalf(), () -> halfGuarded++);
    }

    @Raced(on = Cell.class)
    static void race_twoDifferentLocks() throws Exception {
        Cell c = new Cell();
        Lock a = new ReentrantLock();
        Lock b = new ReentrantLock();
        pair(() -> under(a, () -> c.v++), () -> under(b, () -> c.v++));
    }

    @Raced(on = Cell.class)
    static void race_lockAndMonitorOfTheSameObject() throws Exception {
        Cell c = new Cell();
        ReentrantLock lock = new ReentrantLock();
        pair(() -> under(lock, () -> c.v++), () -> {
            synchronized (lock) {
                c.v++;
            }
        });
    }

    @Raced(on = Cell.class)
    static void race_tryLockThatFailed() throws Exception {
        Cell c = new Cell();
        ReentrantLock lock = new ReentrantLock();
        dev.hazardmap.it.corpus.Hint held = new dev.hazardmap.it.corpus.Hint();
        dev.hazardmap.it.corpus.Hint done = new dev.hazardmap.it.corpus.Hint();
        both(
                () -> under(lock, () -> {
                    c.v = 1;
                    held.give();
                    done.await();
                }),
                () -> {
                    held.await();
                    if (!lock.tryLock()) {
                        c.v++;
                    }
                    done.give();
                });
    }

    static void noRace_tryLockThatSucceeded() throws Exception {
        Cell c = new Cell();
        ReentrantLock lock = new ReentrantLock();
        both(() -> under(lock, () -> c.v++), () -> {
            while (!lock.tryLock(1, TimeUnit.MILLISECONDS)) {
                Thread.onSpinWait();
            }
            c.v++;
            lock.unlock();
        });
    }

    static void noRace_reentrant() throws Exception {
        Cell c = new Cell();
        ReentrantLock lock = new ReentrantLock(true);
        pair(() -> under(lock, () -> under(lock, () -> c.v++)), () -> under(lock, () -> c.v++));
    }

    @Raced(on = Cell.class)
    static void race_accessAfterUnlock() throws Exception {
        Cell c = new Cell();
        ReentrantLock lock = new ReentrantLock();
        inOrder(
                () -> {
                    under(lock, () -> c.other = 1);
                    c.v++;
                },
                () -> {
                    under(lock, () -> c.other = 2);
                    c.v++;
                });
    }

    static void noRace_readersThenWriter() throws Exception {
        Cell c = new Cell();
        ReadWriteLock lock = new ReentrantReadWriteLock();
        pair(() -> under(lock.readLock(), () -> c.ref.hashCode()), () -> under(lock.writeLock(), () -> c.ref = "n"));
    }

    @Raced(on = Cell.class)
    static void race_writeUnderTheReadLock() throws Exception {
        Cell c = new Cell();
        ReadWriteLock lock = new ReentrantReadWriteLock();
        pair(() -> under(lock.readLock(), () -> c.v++), () -> under(lock.readLock(), () -> c.v++));
    }

    @Raced(on = Cell.class)
    static void race_memoUnderTheReadLock() throws Exception {
        Cell c = new Cell();
        ReadWriteLock lock = new ReentrantReadWriteLock(true);
        pair(() -> under(lock.readLock(), () -> memo(c)), () -> under(lock.readLock(), () -> memo(c)));
    }

    private static void memo(Cell c) {
        if (c.v == 0) {
            c.v = 42;
        }
    }

    static void noRace_downgrade() throws Exception {
        Cell c = new Cell();
        ReentrantReadWriteLock lock = new ReentrantReadWriteLock();
        pair(
                () -> {
                    lock.writeLock().lock();
                    c.v = 1;
                    lock.readLock().lock();
                    lock.writeLock().unlock();
                    c.other = c.v;
                    lock.readLock().unlock();
                },
                () -> under(lock.writeLock(), () -> c.v++));
    }

    static void noRace_stampedWriteAndRead() throws Exception {
        Cell c = new Cell();
        StampedLock lock = new StampedLock();
        pair(() -> under(lock.asWriteLock(), () -> c.v++), () -> under(lock.asReadLock(), () -> c.ref = c.v));
    }

    static void noRace_stampedOptimistic() throws Exception {
        Cell c = new Cell();
        StampedLock lock = new StampedLock();
        both(
                () -> {
                    for (int i = 0; i < 50; i++) {
                        long stamp = lock.writeLock();
                        c.v++;
                        c.other--;
                        lock.unlockWrite(stamp);
                    }
                },
                () -> {
                    for (int i = 0; i < 50; i++) {
                        optimisticSum(lock, c);
                    }
                });
    }

    private static int optimisticSum(StampedLock lock, Cell c) {
        long stamp = lock.tryOptimisticRead();
        int sum = c.v + c.other;
        if (!lock.validate(stamp)) {
            stamp = lock.readLock();
            sum = c.v + c.other;
            lock.unlockRead(stamp);
        }
        return sum;
    }

    @Raced(on = Cell.class)
    static void race_optimisticWithoutValidation() throws Exception {
        Cell c = new Cell();
        StampedLock lock = new StampedLock();
        inOrder(
                () -> {
                    long stamp = lock.writeLock();
                    c.v++;
                    lock.unlockWrite(stamp);
                },
                () -> c.other = c.v);
    }

    static void noRace_semaphoreAsMutex() throws Exception {
        Cell c = new Cell();
        Semaphore permit = new Semaphore(1);
        pair(() -> permitted(permit, c), () -> permitted(permit, c));
    }

    private static void permitted(Semaphore permit, Cell c) throws InterruptedException {
        permit.acquire();
        c.v++;
        permit.release();
    }

    @Raced(on = Cell.class)
    static void race_semaphoreWithTwoPermits() throws Exception {
        Cell c = new Cell();
        Semaphore permit = new Semaphore(0);
        inOrder(
                () -> {
                    permit.release(2);
                    c.v++;
                },
                () -> permitted(permit, c));
    }

    static void noRace_waitAndNotify() throws Exception {
        Cell c = new Cell();
        Object lock = new Object();
        boolean[] ready = new boolean[1];
        both(
                () -> {
                    c.v = 1;
                    synchronized (lock) {
                        ready[0] = true;
                        lock.notifyAll();
                    }
                },
                () -> {
                    synchronized (lock) {
                        while (!ready[0]) {
                            lock.wait(1000);
                        }
                    }
                    c.v++;
                });
    }

    static void noRace_conditionVariable() throws Exception {
        Cell c = new Cell();
        ReentrantLock lock = new ReentrantLock();
        Condition changed = lock.newCondition();
        both(
                () -> under(lock, () -> {
                    c.v = 1;
                    changed.signalAll();
                }),
                () -> under(lock, () -> {
                    while (c.v == 0) {
                        changed.awaitNanos(1_000_000);
                    }
                    c.v++;
                }));
    }

    static void noRace_conditionOfAWriteLock() throws Exception {
        Cell c = new Cell();
        Lock lock = new ReentrantReadWriteLock().writeLock();
        Condition changed = lock.newCondition();
        both(
                () -> under(lock, () -> {
                    c.v = 1;
                    changed.signal();
                }),
                () -> under(lock, () -> {
                    while (c.v == 0) {
                        changed.await(1, TimeUnit.MILLISECONDS);
                    }
                }));
    }

    @Raced(on = Cell.class)
    static void race_lockTakenTooLate() throws Exception {
        Cell c = new Cell();
        Object lock = new Object();
        inOrder(
                () -> {
                    synchronized (lock) {
                        c.v = 1;
                    }
                },
                () -> {
                    int seen = c.v;
                    synchronized (lock) {
                        c.other = seen;
                    }
                });
    }

    @Raced(on = Cell.class)
    static void race_newLockEachTime() throws Exception {
        Cell c = new Cell();
        pair(() -> freshLock(c), () -> freshLock(c));
    }

    private static void freshLock(Cell c) {
        Object lock = new Object();
        synchronized (lock) {
            c.v++;
        }
    }

    static void noRace_monitorReleasedByAnException() throws Exception {
        Cell c = new Cell();
        Object lock = new Object();
        pair(
                () -> {
                    try {
                        synchronized (lock) {
                            c.v++;
                            throw new IllegalStateException("expected");
                        }
                    } catch (IllegalStateException expected) {
                        c.ref.hashCode();
                    }
                },
                () -> {
                    synchronized (lock) {
                        c.v++;
                    }
                });
    }

    static void noRace_lockGuardsAfterItWasReplacedUnderIt() throws Exception {
        Cell c = new Cell();
        c.ref = new ReentrantLock();
        Object outer = new Object();
        pair(() -> replaceable(outer, c), () -> replaceable(outer, c));
    }

    private static void replaceable(Object outer, Cell c) {
        synchronized (outer) {
            ReentrantLock lock = (ReentrantLock) c.ref;
            lock.lock();
            c.v++;
            lock.unlock();
            c.ref = new ReentrantLock();
        }
    }
}
