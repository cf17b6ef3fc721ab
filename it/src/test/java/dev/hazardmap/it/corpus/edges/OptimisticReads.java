package dev.hazardmap.it.corpus.edges;

import static dev.hazardmap.it.corpus.Threads.both;
import static dev.hazardmap.it.corpus.Threads.inOrder;

import dev.hazardmap.it.corpus.Corpus;
import dev.hazardmap.it.corpus.Hint;
import dev.hazardmap.it.corpus.Mode;
import dev.hazardmap.it.corpus.Raced;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.locks.StampedLock;

/** StampedLock: what was read since tryOptimisticRead counts only when validate says yes, and is in order then. */
@Corpus(Mode.MAPS)
class OptimisticReads {
    private static void putLocked(StampedLock lock, Map<String, Integer> map) {
        long stamp = lock.writeLock();
        try {
            map.put("a", 2);
        } finally {
            lock.unlockWrite(stamp);
        }
    }

    static void noRace_validatedReadAfterAWrite() throws Exception {
        Map<String, Integer> map = new HashMap<>(Map.of("a", 1));
        StampedLock lock = new StampedLock();
        inOrder(() -> putLocked(lock, map), () -> {
            long stamp = lock.tryOptimisticRead();
            map.get("a");
            if (!lock.validate(stamp)) {
                throw new IllegalStateException("nobody wrote since");
            }
        });
    }

    static void noRace_validatedReadBeforeAWrite() throws Exception {
        Map<String, Integer> map = new HashMap<>(Map.of("a", 1));
        StampedLock lock = new StampedLock();
        inOrder(
                () -> {
                    long stamp = lock.tryOptimisticRead();
                    map.get("a");
                    if (!lock.validate(stamp)) {
                        throw new IllegalStateException("nobody wrote since");
                    }
                },
                () -> putLocked(lock, map));
    }

    /** The write came in between: the read is thrown away and done again under the lock. */
    static void noRace_invalidReadRepeatedUnderTheLock() throws Exception {
        Map<String, Integer> map = new HashMap<>(Map.of("a", 1));
        StampedLock lock = new StampedLock();
        Hint stamped = new Hint();
        Hint written = new Hint();
        both(
                () -> {
                    stamped.await();
                    putLocked(lock, map);
                    written.give();
                },
                () -> {
                    long stamp = lock.tryOptimisticRead();
                    stamped.give();
                    written.await();
                    map.get("a");
                    if (!lock.validate(stamp)) {
                        stamp = lock.readLock();
                        map.get("a");
                        lock.unlockRead(stamp);
                    }
                });
    }

    @Raced(
            on = HashMap.class,
            ops = {"put", "get"})
    static void race_neverValidated() throws Exception {
        Map<String, Integer> map = new HashMap<>(Map.of("a", 1));
        StampedLock lock = new StampedLock();
        Hint stamped = new Hint();
        Hint written = new Hint();
        both(
                () -> {
                    stamped.await();
                    putLocked(lock, map);
                    written.give();
                },
                () -> {
                    if (lock.tryOptimisticRead() != 0) {
                        stamped.give();
                        written.await();
                        map.get("a");
                    }
                });
    }

    /** Read after the validation: nothing covers it. */
    @Raced(
            on = HashMap.class,
            ops = {"put", "get"})
    static void race_readAfterTheValidation() throws Exception {
        Map<String, Integer> map = new HashMap<>(Map.of("a", 1));
        StampedLock lock = new StampedLock();
        inOrder(
                () -> {
                    if (lock.validate(lock.tryOptimisticRead())) {
                        map.get("a");
                    }
                },
                () -> putLocked(lock, map));
    }
}
