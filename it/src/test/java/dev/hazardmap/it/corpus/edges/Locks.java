package dev.hazardmap.it.corpus.edges;

import static dev.hazardmap.it.corpus.Threads.both;
import static dev.hazardmap.it.corpus.Threads.inOrder;
import static dev.hazardmap.it.corpus.Threads.pair;

import dev.hazardmap.it.corpus.Corpus;
import dev.hazardmap.it.corpus.Hint;
import dev.hazardmap.it.corpus.Mode;
import dev.hazardmap.it.corpus.Raced;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;

/** Lock's documentation: a successful unlock happens-before a successful lock, in each of its forms. */
@Corpus(Mode.MAPS)
class Locks {
    private static void locked(Lock lock, Runnable body) {
        lock.lock();
        try {
            body.run();
        } finally {
            lock.unlock();
        }
    }

    static void noRace_lock() throws Exception {
        Map<String, Integer> map = new HashMap<>();
        Lock lock = new ReentrantLock();
        pair(() -> locked(lock, () -> map.put("a", 1)), () -> locked(lock, () -> map.get("a")));
    }

    @Raced(
            on = HashMap.class,
            ops = {"put", "get"})
    static void race_twoLocks() throws Exception {
        Map<String, Integer> map = new HashMap<>();
        Lock one = new ReentrantLock();
        Lock two = new ReentrantLock();
        pair(() -> locked(one, () -> map.put("a", 1)), () -> locked(two, () -> map.get("a")));
    }

    static void noRace_fairLock() throws Exception {
        Map<String, Integer> map = new HashMap<>();
        Lock lock = new ReentrantLock(true);
        both(() -> locked(lock, () -> map.put("a", 1)), () -> locked(lock, () -> map.put("b", 1)));
    }

    @Raced(
            on = HashMap.class,
            ops = {"put", "get"})
    static void race_onlyTheWriterLocks() throws Exception {
        Map<String, Integer> map = new HashMap<>();
        Lock lock = new ReentrantLock();
        pair(() -> locked(lock, () -> map.put("a", 1)), () -> map.get("a"));
    }

    @Raced(
            on = HashMap.class,
            ops = {"put", "get"})
    static void race_putAfterTheUnlock() throws Exception {
        Map<String, Integer> map = new HashMap<>();
        Lock lock = new ReentrantLock();
        inOrder(
                () -> {
                    locked(lock, () -> map.size());
                    map.put("a", 1);
                },
                () -> locked(lock, () -> map.get("a")));
    }

    static void noRace_tryLock() throws Exception {
        Map<String, Integer> map = new HashMap<>();
        Lock lock = new ReentrantLock();
        pair(
                () -> {
                    if (lock.tryLock()) {
                        map.put("a", 1);
                        lock.unlock();
                    }
                },
                () -> {
                    if (lock.tryLock(1, TimeUnit.SECONDS)) {
                        map.get("a");
                        lock.unlock();
                    }
                });
    }

    /** Contended: the second thread is parked in the queue when the first one lets go. */
    static void noRace_lockInterruptiblyUnderContention() throws Exception {
        Map<String, Integer> map = new HashMap<>();
        Lock lock = new ReentrantLock();
        Hint held = new Hint();
        both(
                () -> {
                    lock.lock();
                    held.give();
                    Thread.sleep(3);
                    map.put("a", 1);
                    lock.unlock();
                },
                () -> {
                    held.await();
                    lock.lockInterruptibly();
                    map.get("a");
                    lock.unlock();
                });
    }

    static void noRace_reentrantHolds() throws Exception {
        Map<String, Integer> map = new HashMap<>();
        Lock lock = new ReentrantLock();
        pair(
                () -> locked(lock, () -> {
                    locked(lock, () -> map.size());
                    map.put("a", 1);
                }),
                () -> locked(lock, () -> map.get("a")));
    }

    static void noRace_conditionAwaitAndSignal() throws Exception {
        Map<String, Integer> map = new HashMap<>();
        Lock lock = new ReentrantLock();
        Condition changed = lock.newCondition();
        both(
                () -> {
                    lock.lock();
                    map.put("a", 1);
                    changed.signalAll();
                    lock.unlock();
                },
                () -> {
                    lock.lock();
                    while (map.isEmpty()) {
                        changed.await();
                    }
                    map.get("a");
                    lock.unlock();
                });
    }

    static void noRace_conditionAwaitReleasesTheLock() throws Exception {
        Map<String, Integer> map = new HashMap<>();
        Lock lock = new ReentrantLock();
        Condition changed = lock.newCondition();
        Hint held = new Hint();
        both(
                () -> {
                    lock.lock();
                    map.put("a", 1);
                    held.give();
                    while (map.size() < 2) {
                        changed.await();
                    }
                    lock.unlock();
                },
                () -> {
                    held.await();
                    locked(lock, () -> {
                        map.put("b", 2);
                        changed.signal();
                    });
                });
    }

    @Raced(
            on = HashMap.class,
            ops = {"put", "get"})
    static void race_getAfterTheLockOfTheCondition() throws Exception {
        Map<String, Integer> map = new HashMap<>();
        Lock lock = new ReentrantLock();
        Condition changed = lock.newCondition();
        inOrder(
                () -> {
                    lock.lock();
                    changed.await(1, TimeUnit.MILLISECONDS);
                    lock.unlock();
                    map.put("a", 1);
                },
                () -> {
                    lock.lock();
                    changed.signalAll();
                    lock.unlock();
                    map.get("a");
                });
    }
}
