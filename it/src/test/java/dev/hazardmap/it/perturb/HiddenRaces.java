package dev.hazardmap.it.perturb;

import java.io.OutputStream;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Twelve programs with a race each that most runs hide: the first thread is a little ahead, and so an edge that has
 * nothing to do with the map leads from its access to the second's. When the second is first for once, it doesn't.
 *
 * <p>The two threads of a program are started one after the other, a millisecond apart, as a program does that has
 * something to do in between.
 */
final class HiddenRaces {
    private static final Object LOG = new Object();
    private static final PrintStream NOWHERE = new PrintStream(OutputStream.nullOutputStream());
    private static volatile int progress;

    private HiddenRaces() {}

    /** Runs all of them, one after the other. */
    public static void main(String[] args) throws InterruptedException {
        unrelatedLock();
        printing();
        volatileCounter();
        sharedQueue();
        atomicProgress();
        concurrentMap();
        permits();
        lockedWriteUnlockedRead();
        future();
        impatientJoin();
        tryLock();
        latchWithTimeout();
    }

    private static void unrelatedLock() throws InterruptedException {
        Map<String, String> map = new HashMap<>();
        both(
                () -> {
                    map.put("key", "value");
                    log();
                },
                () -> {
                    log();
                    map.get("key");
                });
    }

    private static void log() {
        synchronized (LOG) {
            progress += 0;
        }
    }

    private static void printing() throws InterruptedException {
        Map<String, String> map = new HashMap<>();
        both(
                () -> {
                    map.put("key", "value");
                    NOWHERE.println("written");
                },
                () -> {
                    NOWHERE.println("reading");
                    map.get("key");
                });
    }

    private static void volatileCounter() throws InterruptedException {
        List<String> list = new ArrayList<>();
        both(
                () -> {
                    list.add("one");
                    progress++;
                },
                () -> {
                    progress++;
                    list.size();
                });
    }

    private static void sharedQueue() throws InterruptedException {
        Map<String, String> map = new HashMap<>();
        Queue<String> audit = new ConcurrentLinkedQueue<>();
        both(
                () -> {
                    map.put("key", "value");
                    audit.add("put");
                },
                () -> {
                    audit.poll();
                    map.get("key");
                });
    }

    private static void atomicProgress() throws InterruptedException {
        List<String> list = new ArrayList<>();
        AtomicInteger done = new AtomicInteger();
        both(
                () -> {
                    list.add("one");
                    done.incrementAndGet();
                },
                () -> {
                    done.incrementAndGet();
                    list.add("two");
                });
    }

    private static void concurrentMap() throws InterruptedException {
        Map<String, String> map = new HashMap<>();
        Map<String, String> index = new ConcurrentHashMap<>();
        both(
                () -> {
                    map.put("key", "value");
                    index.put("key", "");
                },
                () -> {
                    index.get("key");
                    map.get("key");
                });
    }

    private static void permits() throws InterruptedException {
        Map<String, String> map = new HashMap<>();
        Semaphore slots = new Semaphore(2);
        both(
                () -> {
                    slots.acquireUninterruptibly();
                    map.put("key", "value");
                    slots.release();
                },
                () -> {
                    slots.acquireUninterruptibly();
                    map.get("key");
                    slots.release();
                });
    }

    private static void lockedWriteUnlockedRead() throws InterruptedException {
        Map<String, String> map = new HashMap<>();
        ReentrantLock lock = new ReentrantLock();
        both(
                () -> {
                    lock.lock();
                    map.put("key", "value");
                    lock.unlock();
                },
                () -> {
                    lock.lock();
                    lock.unlock();
                    map.get("key");
                });
    }

    private static void future() throws InterruptedException {
        Map<String, String> map = new HashMap<>();
        CompletableFuture<String> ready = new CompletableFuture<>();
        both(
                () -> {
                    map.put("key", "value");
                    ready.complete("");
                },
                () -> {
                    if (!ready.isDone()) {
                        map.put("key", "default");
                    }
                    map.get("key");
                });
    }

    private static void impatientJoin() throws InterruptedException {
        Map<String, String> map = new HashMap<>();
        Thread writer = new Thread(() -> map.put("key", "value"));
        writer.start();
        writer.join(2);
        map.get("key");
        writer.join();
    }

    private static void tryLock() throws InterruptedException {
        Map<String, String> map = new HashMap<>();
        ReentrantLock lock = new ReentrantLock();
        both(
                () -> {
                    lock.lock();
                    map.put("key", "value");
                    lock.unlock();
                },
                () -> {
                    boolean locked = lock.tryLock();
                    map.get("key");
                    if (locked) {
                        lock.unlock();
                    }
                });
    }

    private static void latchWithTimeout() throws InterruptedException {
        List<String> list = new ArrayList<>();
        CountDownLatch filled = new CountDownLatch(1);
        both(
                () -> {
                    list.add("one");
                    filled.countDown();
                },
                () -> {
                    try {
                        filled.await(1, TimeUnit.MILLISECONDS);
                    } catch (InterruptedException nobodyDoes) {
                        return;
                    }
                    list.isEmpty();
                });
    }

    /** Runs the two in two threads, the second started a little later. */
    private static void both(Runnable first, Runnable second) throws InterruptedException {
        Thread one = new Thread(first);
        Thread other = new Thread(second);
        one.start();
        TimeUnit.MILLISECONDS.sleep(1);
        other.start();
        one.join();
        other.join();
    }
}
