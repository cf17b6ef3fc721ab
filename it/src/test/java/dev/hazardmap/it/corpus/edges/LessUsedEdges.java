package dev.hazardmap.it.corpus.edges;

import static dev.hazardmap.it.corpus.Threads.both;
import static dev.hazardmap.it.corpus.Threads.inOrder;
import static dev.hazardmap.it.corpus.Threads.thread;

import dev.hazardmap.it.corpus.Corpus;
import dev.hazardmap.it.corpus.Hint;
import dev.hazardmap.it.corpus.Mode;
import dev.hazardmap.it.corpus.Raced;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.LinkedBlockingDeque;
import java.util.concurrent.LinkedTransferQueue;
import java.util.concurrent.Phaser;
import java.util.concurrent.Semaphore;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.atomic.DoubleAdder;
import java.util.concurrent.atomic.LongAccumulator;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.concurrent.locks.StampedLock;

/** The same edges through the less travelled methods of the same classes. */
@Corpus(Mode.MAPS)
class LessUsedEdges {
    static void noRace_drainTo() throws Exception {
        Map<String, Integer> map = new HashMap<>();
        BlockingQueue<String> queue = new LinkedBlockingDeque<>();
        inOrder(
                () -> {
                    map.put("a", 1);
                    queue.put("x");
                },
                () -> {
                    List<String> all = new ArrayList<>();
                    if (queue.drainTo(all) == 1) {
                        map.get("a");
                    }
                });
    }

    static void noRace_timedOfferAndPoll() throws Exception {
        Map<String, Integer> map = new HashMap<>();
        SynchronousQueue<String> queue = new SynchronousQueue<>();
        both(
                () -> {
                    map.put("a", 1);
                    queue.offer("x", 9, TimeUnit.SECONDS);
                },
                () -> {
                    if (queue.poll(9, TimeUnit.SECONDS) != null) {
                        map.get("a");
                    }
                });
    }

    static void noRace_tryTransfer() throws Exception {
        Map<String, Integer> map = new HashMap<>();
        LinkedTransferQueue<String> queue = new LinkedTransferQueue<>();
        both(
                () -> {
                    map.put("a", 1);
                    queue.tryTransfer("x", 9, TimeUnit.SECONDS);
                },
                () -> {
                    queue.take();
                    map.get("a");
                });
    }

    static void noRace_skipListSet() throws Exception {
        Map<String, Integer> map = new HashMap<>();
        ConcurrentSkipListSet<String> set = new ConcurrentSkipListSet<>();
        inOrder(
                () -> {
                    map.put("a", 1);
                    set.add("x");
                },
                () -> set.forEach(s -> map.get("a")));
    }

    static void noRace_concurrentMapReplaceAndMerge() throws Exception {
        Map<String, Integer> map = new HashMap<>();
        ConcurrentHashMap<String, Integer> shared = new ConcurrentHashMap<>(Map.of("x", 0));
        inOrder(
                () -> {
                    map.put("a", 1);
                    shared.replace("x", 0, 1);
                },
                () -> {
                    if (shared.merge("x", 1, Integer::sum) == 2) {
                        map.get("a");
                    }
                });
    }

    static void noRace_concurrentMapParallelReduce() throws Exception {
        Map<String, Integer> map = new HashMap<>();
        ConcurrentHashMap<String, Integer> shared = new ConcurrentHashMap<>();
        inOrder(
                () -> {
                    map.put("a", 1);
                    shared.put("x", 1);
                },
                () -> {
                    if (shared.reduceValues(1, Integer::sum) == 1) {
                        map.get("a");
                    }
                });
    }

    static void noRace_tryAcquireAndDrainPermits() throws Exception {
        Map<String, Integer> map = new HashMap<>();
        Semaphore semaphore = new Semaphore(0);
        inOrder(
                () -> {
                    map.put("a", 1);
                    semaphore.release(2);
                },
                () -> {
                    if (semaphore.tryAcquire() && semaphore.drainPermits() == 1) {
                        map.get("a");
                    }
                });
    }

    static void noRace_stampedTryWriteLock() throws Exception {
        Map<String, Integer> map = new HashMap<>();
        StampedLock lock = new StampedLock();
        inOrder(
                () -> {
                    long stamp = lock.tryWriteLock();
                    map.put("a", 1);
                    lock.unlock(stamp);
                },
                () -> {
                    long stamp = lock.tryReadLock(1, TimeUnit.SECONDS);
                    map.get("a");
                    lock.unlockRead(stamp);
                });
    }

    static void noRace_tryWriteLockAfterTimedReadLock() throws Exception {
        Map<String, Integer> map = new HashMap<>(Map.of("a", 1));
        ReentrantReadWriteLock lock = new ReentrantReadWriteLock();
        inOrder(
                () -> {
                    lock.readLock().tryLock(1, TimeUnit.SECONDS);
                    map.get("a");
                    lock.readLock().unlock();
                },
                () -> {
                    if (lock.writeLock().tryLock()) {
                        map.put("a", 2);
                        lock.writeLock().unlock();
                    }
                });
    }

    static void noRace_tieredPhaser() throws Exception {
        Map<String, Integer> map = new HashMap<>();
        Phaser root = new Phaser();
        Phaser left = new Phaser(root, 1);
        Phaser right = new Phaser(root, 1);
        both(
                () -> {
                    map.put("a", 1);
                    left.arrive();
                },
                () -> {
                    right.arriveAndAwaitAdvance();
                    map.get("a");
                });
    }

    /** Whoever gets the BrokenBarrierException got it through the barrier's lock. */
    static void noRace_brokenBarrier() throws Exception {
        Map<String, Integer> map = new HashMap<>();
        CyclicBarrier barrier = new CyclicBarrier(2);
        both(
                () -> {
                    try {
                        barrier.await();
                    } catch (BrokenBarrierException e) {
                        map.get("a");
                    }
                },
                () -> {
                    while (barrier.getNumberWaiting() == 0) {
                        Thread.yield();
                    }
                    map.put("a", 1);
                    barrier.reset();
                });
    }

    static void noRace_latchGetCountThatSawZero() throws Exception {
        Map<String, Integer> map = new HashMap<>();
        CountDownLatch latch = new CountDownLatch(1);
        inOrder(
                () -> {
                    map.put("a", 1);
                    latch.countDown();
                },
                () -> {
                    if (latch.getCount() == 0) {
                        map.get("a");
                    }
                });
    }

    static void noRace_completeOnTimeoutAndDelayedExecutor() {
        Map<String, Integer> map = new HashMap<>();
        map.put("a", 1);
        new CompletableFuture<String>()
                .completeOnTimeout("x", 1, TimeUnit.MILLISECONDS)
                .thenRunAsync(() -> map.put("a", 2), CompletableFuture.delayedExecutor(1, TimeUnit.MILLISECONDS))
                .join();
        map.get("a");
    }

    static void noRace_invokeAny() throws Exception {
        Map<String, Integer> map = new HashMap<>();
        ExecutorService pool = Executors.newCachedThreadPool();
        pool.invokeAny(List.of(() -> map.put("a", 1)));
        map.get("a");
        pool.shutdown();
    }

    static void noRace_workStealingPoolQuiescence() {
        Map<String, Integer> map = new HashMap<>();
        ForkJoinPool pool = new ForkJoinPool(2);
        pool.execute(() -> map.put("a", 1));
        pool.awaitQuiescence(9, TimeUnit.SECONDS);
        map.get("a");
        pool.shutdown();
    }

    static void noRace_longAccumulatorAndDoubleAdder() throws Exception {
        Map<String, Integer> map = new HashMap<>();
        LongAccumulator most = new LongAccumulator(Math::max, 0);
        DoubleAdder adder = new DoubleAdder();
        inOrder(
                () -> {
                    map.put("a", 1);
                    most.accumulate(5);
                    adder.add(1);
                },
                () -> {
                    if (most.get() == 5 && adder.sum() == 1) {
                        map.get("a");
                    }
                });
    }

    static void noRace_atomicLongArray() throws Exception {
        Map<String, Integer> map = new HashMap<>();
        AtomicLongArray array = new AtomicLongArray(4);
        inOrder(
                () -> {
                    map.put("a", 1);
                    array.lazySet(2, 5);
                },
                () -> {
                    if (array.compareAndSet(2, 5, 6)) {
                        map.get("a");
                    }
                });
    }

    /** A subclass of Thread that overrides run. */
    static void noRace_threadSubclass() throws Exception {
        Map<String, Integer> map = new HashMap<>();
        Runnable put = () -> map.put("a", 1);
        Thread writer = new Thread("writer") {
            @Override
            public void run() {
                put.run();
            }
        };
        writer.start();
        writer.join();
        map.get("a");
    }

    /** Waiting for a thread by its monitor is how join was once written. */
    static void noRace_waitOnTheThreadObject() throws Exception {
        Map<String, Integer> map = new HashMap<>();
        Thread writer = thread(() -> map.put("a", 1));
        writer.start();
        synchronized (writer) {
            while (writer.isAlive()) {
                writer.wait(5);
            }
        }
        map.get("a");
    }

    @Raced(
            on = HashMap.class,
            ops = {"put", "get"})
    static void race_awaitQuiescenceOfAnotherPool() {
        Map<String, Integer> map = new HashMap<>();
        Hint submitted = new Hint();
        Hint put = new Hint();
        Hint end = new Hint();
        ForkJoinPool pool = new ForkJoinPool(1);
        ForkJoinPool other = new ForkJoinPool(1);
        pool.execute(() -> {
            submitted.await();
            map.put("a", 1);
            put.give();
            end.await();
        });
        submitted.give();
        put.await();
        other.awaitQuiescence(1, TimeUnit.SECONDS);
        map.get("a");
        end.give();
        pool.shutdown();
        other.shutdown();
    }
}
