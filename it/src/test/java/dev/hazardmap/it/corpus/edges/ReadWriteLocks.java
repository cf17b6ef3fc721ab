package dev.hazardmap.it.corpus.edges;

import static dev.hazardmap.it.corpus.Threads.inOrder;
import static dev.hazardmap.it.corpus.Threads.pair;

import dev.hazardmap.it.corpus.Corpus;
import dev.hazardmap.it.corpus.Mode;
import dev.hazardmap.it.corpus.Raced;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.concurrent.locks.StampedLock;

/** Writers are ordered with everybody, readers only with writers: two readers that write have no order. */
@Corpus(Mode.MAPS)
class ReadWriteLocks {
    private static void locked(Lock lock, Runnable body) {
        lock.lock();
        try {
            body.run();
        } finally {
            lock.unlock();
        }
    }

    static void noRace_writeLockAndReadLock() throws Exception {
        Map<String, Integer> map = new HashMap<>();
        ReadWriteLock lock = new ReentrantReadWriteLock();
        pair(() -> locked(lock.writeLock(), () -> map.put("a", 1)), () -> locked(lock.readLock(), () -> map.get("a")));
    }

    static void noRace_writeLockTwice() throws Exception {
        Map<String, Integer> map = new HashMap<>();
        ReadWriteLock lock = new ReentrantReadWriteLock(true);
        pair(
                () -> locked(lock.writeLock(), () -> map.put("a", 1)),
                () -> locked(lock.writeLock(), () -> map.remove("a")));
    }

    static void noRace_readersThatRead() throws Exception {
        Map<String, Integer> map = new HashMap<>(Map.of("a", 1));
        ReadWriteLock lock = new ReentrantReadWriteLock();
        pair(() -> locked(lock.readLock(), () -> map.size()), () -> locked(lock.readLock(), () -> map.get("a")));
    }

    @Raced(
            on = HashMap.class,
            ops = {"put", "get"})
    static void race_putUnderTheReadLock() throws Exception {
        Map<String, Integer> map = new HashMap<>();
        ReadWriteLock lock = new ReentrantReadWriteLock();
        pair(() -> locked(lock.readLock(), () -> map.put("a", 1)), () -> locked(lock.readLock(), () -> map.get("a")));
    }

    /** The classic: a cache whose get reorders, guarded by the lock that lets readers in together. */
    @Raced(
            on = java.util.LinkedHashMap.class,
            ops = {"get", "get"})
    static void race_accessOrderUnderTheReadLock() throws Exception {
        Map<String, Integer> map = new java.util.LinkedHashMap<>(16, 0.75f, true);
        map.put("a", 1);
        map.put("b", 2);
        map.put("c", 3);
        ReadWriteLock lock = new ReentrantReadWriteLock();
        pair(() -> locked(lock.readLock(), () -> map.get("a")), () -> locked(lock.readLock(), () -> map.get("b")));
    }

    @Raced(
            on = HashMap.class,
            ops = {"put", "get"})
    static void race_writeLockOfOneAndReadLockOfAnother() throws Exception {
        Map<String, Integer> map = new HashMap<>();
        ReadWriteLock one = new ReentrantReadWriteLock();
        ReadWriteLock two = new ReentrantReadWriteLock();
        pair(() -> locked(one.writeLock(), () -> map.put("a", 1)), () -> locked(two.readLock(), () -> map.get("a")));
    }

    static void noRace_downgrade() throws Exception {
        Map<String, Integer> map = new HashMap<>();
        ReadWriteLock lock = new ReentrantReadWriteLock();
        inOrder(
                () -> {
                    lock.writeLock().lock();
                    map.put("a", 1);
                    lock.readLock().lock();
                    lock.writeLock().unlock();
                    map.get("a");
                    lock.readLock().unlock();
                },
                () -> locked(lock.writeLock(), () -> map.put("b", 2)));
    }

    /** After the downgrade the thread is a reader: what it writes then, other readers are not ordered with. */
    @Raced(
            on = HashMap.class,
            ops = {"put", "get"})
    static void race_putAfterTheDowngrade() throws Exception {
        Map<String, Integer> map = new HashMap<>();
        ReadWriteLock lock = new ReentrantReadWriteLock();
        inOrder(
                () -> {
                    lock.writeLock().lock();
                    lock.readLock().lock();
                    lock.writeLock().unlock();
                    map.put("a", 1);
                    lock.readLock().unlock();
                },
                () -> locked(lock.readLock(), () -> map.get("a")));
    }

    static void noRace_stampedWriteAndRead() throws Exception {
        Map<String, Integer> map = new HashMap<>();
        StampedLock lock = new StampedLock();
        pair(
                () -> {
                    long stamp = lock.writeLock();
                    map.put("a", 1);
                    lock.unlockWrite(stamp);
                },
                () -> {
                    long stamp = lock.readLock();
                    map.get("a");
                    lock.unlockRead(stamp);
                });
    }

    @Raced(
            on = HashMap.class,
            ops = {"put", "get"})
    static void race_stampedPutUnderTheReadLock() throws Exception {
        Map<String, Integer> map = new HashMap<>();
        StampedLock lock = new StampedLock();
        pair(
                () -> {
                    long stamp = lock.readLock();
                    map.put("a", 1);
                    lock.unlockRead(stamp);
                },
                () -> {
                    long stamp = lock.readLock();
                    map.get("a");
                    lock.unlockRead(stamp);
                });
    }

    static void noRace_stampedConvertedToWrite() throws Exception {
        Map<String, Integer> map = new HashMap<>();
        StampedLock lock = new StampedLock();
        pair(
                () -> {
                    long stamp = lock.tryConvertToWriteLock(lock.readLock());
                    map.put("a", 1);
                    lock.unlock(stamp);
                },
                () -> {
                    long stamp = lock.readLock();
                    map.get("a");
                    lock.unlock(stamp);
                });
    }

    @Raced(
            on = HashMap.class,
            ops = {"put", "get"})
    static void race_stampedPutAfterConversionToRead() throws Exception {
        Map<String, Integer> map = new HashMap<>();
        StampedLock lock = new StampedLock();
        inOrder(
                () -> {
                    long stamp = lock.tryConvertToReadLock(lock.writeLock());
                    map.put("a", 1);
                    lock.unlockRead(stamp);
                },
                () -> {
                    long stamp = lock.readLock();
                    map.get("a");
                    lock.unlockRead(stamp);
                });
    }

    static void noRace_stampedViewsAsLocks() throws Exception {
        Map<String, Integer> map = new HashMap<>();
        StampedLock lock = new StampedLock();
        pair(
                () -> locked(lock.asWriteLock(), () -> map.put("a", 1)),
                () -> locked(lock.asReadLock(), () -> map.get("a")));
    }
}
