package dev.hazardmap.it.corpus.edges;

import static dev.hazardmap.it.corpus.Threads.inOrder;

import dev.hazardmap.it.corpus.Corpus;
import dev.hazardmap.it.corpus.Hint;
import dev.hazardmap.it.corpus.Mode;
import dev.hazardmap.it.corpus.Raced;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;

/** Things that take time, share a helper or wake a thread up, and order nothing. */
@Corpus(Mode.MAPS)
class NoEdges {
    @Raced(
            on = HashMap.class,
            ops = {"put", "get"})
    static void race_sleepIsNoEdge() throws Exception {
        Map<String, Integer> map = new HashMap<>();
        inOrder(
                () -> {
                    map.put("a", 1);
                    Thread.sleep(2);
                },
                () -> {
                    Thread.sleep(2);
                    map.get("a");
                });
    }

    @Raced(
            on = HashMap.class,
            ops = {"put", "get"})
    static void race_yieldAndOnSpinWaitAreNoEdge() throws Exception {
        Map<String, Integer> map = new HashMap<>();
        inOrder(
                () -> {
                    map.put("a", 1);
                    Thread.yield();
                    Thread.onSpinWait();
                },
                () -> {
                    Thread.yield();
                    Thread.onSpinWait();
                    map.get("a");
                });
    }

    @Raced(
            on = HashMap.class,
            ops = {"put", "get"})
    static void race_clocksAreNoEdge() throws Exception {
        Map<String, Integer> map = new HashMap<>();
        long[] wrote = new long[1];
        inOrder(
                () -> {
                    map.put("a", 1);
                    System.nanoTime();
                },
                () -> {
                    wrote[0] = System.nanoTime() + System.currentTimeMillis();
                    map.get("a");
                });
    }

    @Raced(
            on = HashMap.class,
            ops = {"put", "get"})
    static void race_threadLocalIsNoEdge() throws Exception {
        Map<String, Integer> map = new HashMap<>();
        ThreadLocal<String> local = ThreadLocal.withInitial(() -> "x");
        inOrder(
                () -> {
                    map.put("a", 1);
                    local.set("y");
                },
                () -> {
                    local.get();
                    map.get("a");
                });
    }

    /** LockSupport promises nothing about memory; park may return for no reason at all. */
    @Raced(
            on = HashMap.class,
            ops = {"put", "get"})
    static void race_unparkAndParkAreNoEdge() throws Exception {
        Map<String, Integer> map = new HashMap<>();
        Hint parked = new Hint();
        Thread reader = new Thread(() -> {
            parked.give();
            LockSupport.park();
            map.get("a");
        });
        reader.start();
        parked.await();
        map.put("a", 1);
        LockSupport.unpark(reader);
        reader.join();
    }

    /** Two threads that count down one latch release, and never acquire. */
    @Raced(
            on = HashMap.class,
            ops = {"put", "put"})
    static void race_countDownDoesNotOrderTheCounters() throws Exception {
        Map<String, Integer> map = new HashMap<>();
        CountDownLatch latch = new CountDownLatch(3);
        inOrder(
                () -> {
                    latch.countDown();
                    map.put("a", 1);
                },
                () -> {
                    latch.countDown();
                    map.put("b", 2);
                });
    }

    /** The contract: what came before countDown happens-before the return from await, and nothing else does. */
    @Raced(
            on = HashMap.class,
            ops = {"put", "put"})
    static void race_countDownIsNoAcquire() throws Exception {
        Map<String, Integer> map = new HashMap<>();
        CountDownLatch latch = new CountDownLatch(3);
        inOrder(
                () -> {
                    map.put("a", 1);
                    latch.countDown();
                },
                () -> {
                    latch.countDown();
                    map.put("b", 2);
                });
    }

    /** The lock is held, the attempt fails: nothing was acquired. */
    @Raced(
            on = HashMap.class,
            ops = {"put", "get"})
    static void race_failedTryLockIsNoEdge() throws Exception {
        Map<String, Integer> map = new HashMap<>();
        ReentrantLock lock = new ReentrantLock();
        inOrder(
                () -> {
                    lock.lock();
                    map.put("a", 1);
                },
                () -> {
                    if (!lock.tryLock()) {
                        map.get("a");
                    }
                });
    }

    /** Both call one class's static methods, and share its loader and its initialisation, long past. */
    @Raced(
            on = HashMap.class,
            ops = {"put", "get"})
    static void race_sharedLibraryCodeIsNoEdge() throws Exception {
        Map<String, Integer> map = new HashMap<>();
        inOrder(
                () -> {
                    map.put("a", 1);
                    Math.max(1, Integer.parseInt("42"));
                },
                () -> {
                    Math.max(1, Integer.parseInt("42"));
                    map.get("a");
                });
    }

    /** Each thread locks a monitor of its own. */
    @Raced(
            on = HashMap.class,
            ops = {"put", "get"})
    static void race_threadConfinedLocksAreNoEdge() throws Exception {
        Map<String, Integer> map = new HashMap<>();
        inOrder(
                () -> {
                    Object lock = new Object();
                    synchronized (lock) {
                        map.put("a", 1);
                    }
                },
                () -> {
                    Object lock = new Object();
                    synchronized (lock) {
                        map.get("a");
                    }
                });
    }
}
