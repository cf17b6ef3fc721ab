package dev.hazardmap.it.corpus.virtual;

import dev.hazardmap.it.corpus.Corpus;
import dev.hazardmap.it.corpus.Hint;
import dev.hazardmap.it.corpus.Mode;
import dev.hazardmap.it.corpus.Raced;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;

/** The edges of platform threads hold for virtual ones; their scheduler adds none. */
@Corpus(value = Mode.MAPS, since = 21)
class VirtualThreads {
    static void noRace_putBeforeStartAndAfterJoin() throws Exception {
        Map<String, Integer> map = new HashMap<>();
        map.put("a", 1);
        Thread thread = Virtual.start(() -> map.put("a", 2));
        thread.join();
        map.get("a");
    }

    @Raced(
            on = HashMap.class,
            ops = {"put", "get"})
    static void race_putAfterStart() throws Exception {
        Map<String, Integer> map = new HashMap<>();
        Hint inside = new Hint();
        Hint put = new Hint();
        Thread thread = Virtual.start(() -> {
            inside.give();
            put.await();
            map.get("a");
        });
        inside.await();
        map.put("a", 1);
        put.give();
        thread.join();
    }

    @Raced(
            on = HashMap.class,
            ops = {"put", "get"})
    static void race_getBeforeJoin() throws Exception {
        Map<String, Integer> map = new HashMap<>();
        Hint submitted = new Hint();
        Hint put = new Hint();
        Thread thread = Virtual.start(() -> {
            submitted.await();
            map.put("a", 1);
            put.give();
        });
        submitted.give();
        put.await();
        map.get("a");
        thread.join();
    }

    @Raced(
            on = HashMap.class,
            ops = {"put", "put"})
    static void race_twoVirtualThreads() throws Exception {
        Map<String, Integer> map = new HashMap<>();
        Hint started = new Hint();
        Hint put = new Hint();
        Thread one = Virtual.start(() -> {
            started.await();
            map.put("a", 1);
            put.give();
        });
        Thread two = Virtual.start(() -> {
            put.await();
            map.put("b", 2);
        });
        started.give();
        one.join();
        two.join();
    }

    /** Between the two accesses both are unmounted and mounted again, perhaps on each other's carrier: no edge. */
    @Raced(
            on = HashMap.class,
            ops = {"put", "put"})
    static void race_unmountedInBetween() throws Exception {
        Map<String, Integer> map = new HashMap<>();
        Hint started = new Hint();
        Hint put = new Hint();
        Thread one = Virtual.start(() -> {
            started.await();
            map.put("a", 1);
            Thread.sleep(1);
            Thread.yield();
            put.give();
        });
        Thread two = Virtual.start(() -> {
            put.await();
            Thread.sleep(1);
            Thread.yield();
            map.put("b", 2);
        });
        started.give();
        one.join();
        two.join();
    }

    /** A thread keeps its own past when it resumes on another carrier. */
    static void noRace_ownAccessesAcrossUnmounts() throws Exception {
        Map<String, Integer> map = new HashMap<>();
        Thread thread = Virtual.start(() -> {
            for (int i = 0; i < 5; i++) {
                map.merge("a", 1, Integer::sum);
                Thread.sleep(1);
            }
        });
        Thread other = Virtual.start(() -> Thread.sleep(3));
        thread.join();
        other.join();
        map.get("a");
    }

    static void noRace_queueBetweenVirtualThreads() throws Exception {
        Map<String, Integer> map = new HashMap<>();
        SynchronousQueue<String> queue = new SynchronousQueue<>();
        Thread one = Virtual.start(() -> {
            map.put("a", 1);
            queue.put("x");
        });
        Thread two = Virtual.start(() -> {
            queue.take();
            map.get("a");
        });
        one.join();
        two.join();
    }

    static void noRace_monitorBetweenVirtualThreads() throws Exception {
        Map<String, Integer> map = new HashMap<>();
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            threads.add(Virtual.start(() -> {
                synchronized (map) {
                    map.merge("a", 1, Integer::sum);
                    Thread.yield();
                }
            }));
        }
        for (Thread thread : threads) {
            thread.join();
        }
        map.get("a");
    }

    static void noRace_aThousandUnderALock() throws Exception {
        Map<String, Integer> map = new HashMap<>();
        ReentrantLock lock = new ReentrantLock();
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < 1_000; i++) {
            threads.add(Virtual.start(() -> {
                lock.lock();
                map.merge("a", 1, Integer::sum);
                lock.unlock();
            }));
        }
        for (Thread thread : threads) {
            thread.join();
        }
        map.get("a");
    }

    /** One of a thousand forgets the lock. */
    @Raced(
            on = HashMap.class,
            ops = {"merge", "get"})
    static void race_oneOfAThousandWithoutTheLock() throws Exception {
        Map<String, Integer> map = new HashMap<>();
        ReentrantLock lock = new ReentrantLock();
        Hint all = new Hint();
        List<Thread> threads = new ArrayList<>();
        Thread careless = Virtual.start(() -> {
            all.await();
            map.get("a");
        });
        for (int i = 0; i < 1_000; i++) {
            threads.add(Virtual.start(() -> {
                lock.lock();
                map.merge("a", 1, Integer::sum);
                lock.unlock();
            }));
        }
        for (Thread thread : threads) {
            thread.join();
        }
        all.give();
        careless.join();
    }

    static void noRace_executorPerTask() throws Exception {
        Map<String, Integer> map = new HashMap<>();
        map.put("a", 0);
        try (Closing pool = new Closing(Virtual.executorPerTask())) {
            pool.executor().submit(() -> map.put("a", 1)).get();
            map.get("a");
        }
    }

    @Raced(
            on = HashMap.class,
            ops = {"put", "get"})
    static void race_executorPerTaskBeforeGet() throws Exception {
        Map<String, Integer> map = new HashMap<>();
        Hint submitted = new Hint();
        Hint put = new Hint();
        try (Closing pool = new Closing(Virtual.executorPerTask())) {
            Future<?> future = pool.executor().submit(() -> {
                submitted.await();
                map.put("a", 1);
                put.give();
            });
            submitted.give();
            put.await();
            map.get("a");
            future.get();
        }
    }

    /** Parked and woken up by another thread: LockSupport orders nothing, for virtual threads neither. */
    @Raced(
            on = HashMap.class,
            ops = {"put", "get"})
    static void race_unparkIsNoEdge() throws Exception {
        Map<String, Integer> map = new HashMap<>();
        Hint parking = new Hint();
        Thread reader = Virtual.start(() -> {
            parking.give();
            LockSupport.park();
            map.get("a");
        });
        parking.await();
        map.put("a", 1);
        LockSupport.unpark(reader);
        reader.join();
    }

    /** An executor as a resource, which it is not yet in 17. */
    private record Closing(ExecutorService executor) implements AutoCloseable {
        @Override
        public void close() {
            executor.shutdown();
        }
    }
}
