package dev.hazardmap.it.corpus.edges;

import static dev.hazardmap.it.corpus.Threads.all;

import dev.hazardmap.it.corpus.Action;
import dev.hazardmap.it.corpus.Corpus;
import dev.hazardmap.it.corpus.Hint;
import dev.hazardmap.it.corpus.Mode;
import dev.hazardmap.it.corpus.Raced;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Exchanger;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.concurrent.locks.StampedLock;
import java.util.stream.IntStream;

/**
 * Correct programs under contention, thousands of operations each: a detector that is right for two threads that meet once
 * may still go wrong when locks are handed over in a queue, or when its own shadow is contended.
 */
@Corpus(Mode.MAPS)
class Contended {
    private static final int ROUNDS = 1_500;

    private static void fourTimes(Action body) throws Exception {
        Action rounds = () -> {
            for (int i = 0; i < ROUNDS; i++) {
                body.run();
            }
        };
        all(rounds, rounds, rounds, rounds);
    }

    static void noRace_monitor() throws Exception {
        Map<Integer, Integer> map = new HashMap<>();
        fourTimes(() -> {
            synchronized (map) {
                map.merge(map.size() & 63, 1, Integer::sum);
            }
        });
        map.get(1);
    }

    static void noRace_reentrantLock() throws Exception {
        Map<Integer, Integer> map = new HashMap<>();
        Lock lock = new ReentrantLock();
        fourTimes(() -> {
            lock.lock();
            try {
                map.merge(map.size() & 63, 1, Integer::sum);
            } finally {
                lock.unlock();
            }
        });
        map.get(1);
    }

    static void noRace_readWriteLock() throws Exception {
        Map<Integer, Integer> map = new HashMap<>();
        ReentrantReadWriteLock lock = new ReentrantReadWriteLock();
        AtomicInteger turn = new AtomicInteger();
        fourTimes(() -> {
            Lock half = turn.getAndIncrement() % 4 == 0 ? lock.writeLock() : lock.readLock();
            half.lock();
            try {
                if (half == lock.writeLock()) {
                    map.merge(map.size() & 63, 1, Integer::sum);
                } else {
                    map.get(7);
                }
            } finally {
                half.unlock();
            }
        });
    }

    static void noRace_stampedLock() throws Exception {
        Map<Integer, Integer> map = new HashMap<>();
        StampedLock lock = new StampedLock();
        AtomicInteger turn = new AtomicInteger();
        fourTimes(() -> {
            if (turn.getAndIncrement() % 4 == 0) {
                long stamp = lock.writeLock();
                map.merge(map.size() & 63, 1, Integer::sum);
                lock.unlockWrite(stamp);
            } else {
                long stamp = lock.readLock();
                map.get(7);
                lock.unlockRead(stamp);
            }
        });
    }

    static void noRace_semaphoreAsAMutex() throws Exception {
        Map<Integer, Integer> map = new HashMap<>();
        Semaphore semaphore = new Semaphore(1);
        fourTimes(() -> {
            semaphore.acquire();
            map.merge(map.size() & 63, 1, Integer::sum);
            semaphore.release();
        });
    }

    static void noRace_spinLock() throws Exception {
        Map<Integer, Integer> map = new HashMap<>();
        AtomicBoolean held = new AtomicBoolean();
        fourTimes(() -> {
            while (!held.compareAndSet(false, true)) {
                Thread.yield();
            }
            map.merge(map.size() & 63, 1, Integer::sum);
            held.setRelease(false);
        });
    }

    static void noRace_synchronizedMap() throws Exception {
        Map<Integer, Integer> map = Collections.synchronizedMap(new HashMap<>());
        fourTimes(() -> map.merge(map.size() & 63, 1, Integer::sum));
    }

    /** Keys in the same bin and in others, with the table growing under them. */
    static void noRace_concurrentMapOfMaps() throws Exception {
        ConcurrentMap<Integer, Map<Integer, Integer>> maps = new ConcurrentHashMap<>();
        AtomicInteger next = new AtomicInteger();
        fourTimes(() -> maps.compute(next.getAndIncrement() % 97, (k, map) -> {
            Map<Integer, Integer> inner = map == null ? new HashMap<>() : map;
            inner.merge(1, 1, Integer::sum);
            return inner;
        }));
    }

    static void noRace_queueOfMaps() throws Exception {
        BlockingQueue<Map<Integer, Integer>> queue = new ArrayBlockingQueue<>(8);
        for (int i = 0; i < 4; i++) {
            queue.put(new HashMap<>());
        }
        fourTimes(() -> {
            Map<Integer, Integer> map = queue.take();
            map.merge(map.size() & 15, 1, Integer::sum);
            queue.put(map);
        });
    }

    static void noRace_exchangedMaps() throws Exception {
        Exchanger<Map<Integer, Integer>> exchanger = new Exchanger<>();
        Action rounds = () -> {
            Map<Integer, Integer> map = new HashMap<>();
            for (int i = 0; i < 300; i++) {
                map.merge(map.size() & 15, 1, Integer::sum);
                map = exchanger.exchange(map, 9, TimeUnit.SECONDS);
            }
        };
        all(rounds, rounds);
    }

    /** Each phase, each thread writes its own map and reads its neighbour's of the phase before. */
    static void noRace_barrierPhases() throws Exception {
        CyclicBarrier barrier = new CyclicBarrier(2);
        Map<Integer, Integer> left = new HashMap<>();
        Map<Integer, Integer> right = new HashMap<>();
        all(() -> phases(barrier, left, right), () -> phases(barrier, right, left));
    }

    private static void phases(CyclicBarrier barrier, Map<Integer, Integer> mine, Map<Integer, Integer> other)
            throws Exception {
        for (int i = 0; i < 150; i++) {
            mine.put(i, i);
            barrier.await();
            other.get(i);
            barrier.await();
        }
    }

    static void noRace_chainsOfStages() {
        IntStream.range(0, 100).forEach(i -> {
            Map<Integer, Integer> map = new HashMap<>();
            CompletableFuture.runAsync(() -> map.put(1, i))
                    .thenRunAsync(() -> map.put(2, i))
                    .thenCombineAsync(CompletableFuture.supplyAsync(() -> i), (x, y) -> map.put(3, y))
                    .join();
            map.get(3);
        });
    }

    static void noRace_manySmallTasks() throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(4);
        for (int i = 0; i < 500; i++) {
            Map<Integer, Integer> map = new HashMap<>();
            map.put(1, i);
            pool.submit(() -> map.put(2, 2)).get();
            map.get(2);
        }
        pool.shutdown();
        pool.awaitTermination(9, TimeUnit.SECONDS);
    }

    /** Both offer a map of their own; whoever loses reads the winner's, which the failed attempt has acquired. */
    static void noRace_loserOfACompareAndSetReadsTheWinners() throws Exception {
        List<AtomicReference<Map<Integer, Integer>>> slots = new ArrayList<>();
        for (int i = 0; i < ROUNDS; i++) {
            slots.add(new AtomicReference<>());
        }
        AtomicInteger arrived = new AtomicInteger();
        Action rounds = () -> {
            int round = 0;
            for (AtomicReference<Map<Integer, Integer>> slot : slots) {
                arrived.getAndIncrement();
                round += 2;
                while (arrived.get() < round) {
                    Thread.yield();
                }
                Map<Integer, Integer> map = new HashMap<>();
                map.put(1, round);
                if (!slot.compareAndSet(null, map)) {
                    slot.get().get(1);
                }
            }
        };
        all(rounds, rounds);
    }

    /** A race among all that locking is still found. */
    @Raced(
            on = HashMap.class,
            ops = {"merge", "merge"})
    static void race_oneOfFourUsesAnotherLock() throws Exception {
        Map<Integer, Integer> map = new HashMap<>();
        Lock lock = new ReentrantLock();
        Lock wrong = new ReentrantLock();
        Hint end = new Hint();
        Action right = () -> {
            for (int i = 0; i < ROUNDS; i++) {
                locked(lock, () -> map.merge(1, 1, Integer::sum));
            }
            end.give();
        };
        all(right, () -> {
            end.await();
            locked(wrong, () -> map.merge(1, 1, Integer::sum));
        });
    }

    private static void locked(Lock lock, Runnable body) {
        lock.lock();
        try {
            body.run();
        } finally {
            lock.unlock();
        }
    }
}
