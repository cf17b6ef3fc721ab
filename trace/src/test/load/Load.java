import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;

/**
 * A program that makes a trace of a given size, with a bit of everything, and prints what it truly did: the recorder's
 * tests and benchmark compare a trace with that. {@code Load EVENTS [THREADS]}; about EVENTS rows, 40 % of them map operations
 * by key.
 */
public class Load {
    private final Map<String, Integer> sessions = new HashMap<>();
    private final Map<Integer, String> users = new ConcurrentHashMap<>();
    private final Map<Integer, Integer> scores = Collections.synchronizedMap(new HashMap<>());
    private final ReentrantLock sessionsLock = new ReentrantLock();
    private final Object board = new Object();

    private final LongAdder gets = new LongAdder();
    private final LongAdder puts = new LongAdder();
    private final LongAdder merges = new LongAdder();
    private final LongAdder iterated = new LongAdder();
    private final LongAdder locked = new LongAdder();
    private final LongAdder lockWait = new LongAdder();
    private final LongAdder longLockWait = new LongAdder();
    private final LongAdder monitorWait = new LongAdder();
    private final LongAdder longMonitorWait = new LongAdder();
    private final LongAdder parked = new LongAdder();
    private final LongAdder slept = new LongAdder();

    public static void main(String[] args) throws Exception {
        int events = Integer.parseInt(args[0]);
        int threads = args.length > 1 ? Integer.parseInt(args[1]) : 4;
        new Load().run(events / 5, threads);
    }

    private void run(int rounds, int threads) throws Exception {
        Thread[] all = new Thread[threads];
        for (int t = 0; t < threads; t++) {
            int seed = t + 1;
            all[t] = new Thread(() -> work(rounds / threads, seed), "load-" + t);
            all[t].start();
        }
        for (Thread thread : all) {
            thread.join();
        }
        System.out.println("gets=" + gets + " puts=" + puts + " merges=" + merges + " iterated=" + iterated + " locked="
                + locked + " lockWait=" + lockWait + " longLockWait=" + longLockWait + " monitorWait=" + monitorWait
                + " longMonitorWait=" + longMonitorWait + " parked=" + parked + " slept=" + slept);
    }

    /** A round is five rows: two operations by key, a lock taken and released, and one more operation. */
    private void work(int rounds, int seed) {
        int random = seed * 0x9E3779B9;
        for (int i = 0; i < rounds; i++) {
            random ^= random << 13;
            random ^= random >>> 17;
            random ^= random << 5;
            int key = (random & 0xFFFF) % 20_000;
            users.get(key);
            gets.increment();
            users.put(key, "user");
            puts.increment();
            lock();
            try {
                sessions.merge("s" + (key & 1023), 1, Integer::sum);
                merges.increment();
                if (i % 5_000 == 0) {
                    LockSupport.parkNanos(200_000); // under the lock: the others wait for it
                }
            } finally {
                sessionsLock.unlock();
            }
            if (i % 64 == 0) {
                scores.put(key, i);
                puts.increment();
            }
            if (i % 1_000 == 0) {
                seldom(i);
            }
        }
    }

    private void lock() {
        if (!sessionsLock.tryLock()) {
            long since = System.nanoTime();
            sessionsLock.lock();
            waited(System.nanoTime() - since, lockWait, longLockWait);
        }
        locked.increment();
    }

    private static void waited(long nanos, LongAdder all, LongAdder longOnes) {
        all.add(nanos);
        if (nanos >= 10_000) {
            longOnes.add(nanos);
        }
    }

    private void seldom(int i) {
        long since = System.nanoTime();
        synchronized (board) {
            waited(System.nanoTime() - since, monitorWait, longMonitorWait);
            long before = System.nanoTime();
            LockSupport.parkNanos(300_000);
            parked.add(System.nanoTime() - before);
        }
        if (i % 4_000 == 0) {
            for (Map.Entry<Integer, String> entry : users.entrySet()) {
                iterated.add(entry.getValue().isEmpty() ? 0 : 1);
            }
        }
        if (i % 16_000 == 0) {
            try {
                long before = System.nanoTime();
                Thread.sleep(2);
                slept.add(System.nanoTime() - before);
            } catch (InterruptedException ended) {
                throw new IllegalStateException(ended);
            }
        }
    }
}
