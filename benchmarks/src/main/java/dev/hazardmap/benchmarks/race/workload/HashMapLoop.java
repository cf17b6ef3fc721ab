package dev.hazardmap.benchmarks.race.workload;

import java.util.Map;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** Nine gets and one put on existing keys of a map of 10,000 Integers; the guarded kinds lock around each. */
final class HashMapLoop implements Workload {
    private static final int KEYS = 10_000;
    private static final int OPERATIONS = 1_000;

    /** What surrounds each operation. */
    enum Guard {
        NONE,
        LOCK,
        MONITOR
    }

    private final Map<Integer, Integer> map;
    private final Guard guard;
    private final Integer[] keys = new Integer[KEYS];
    private final Lock lock = new ReentrantLock();
    private int next;

    HashMapLoop(Map<Integer, Integer> empty, Guard guard) {
        this.map = empty;
        this.guard = guard;
        for (int i = 0; i < KEYS; i++) {
            keys[i] = i * 7;
            map.put(keys[i], i);
        }
    }

    @Override
    public long run() {
        return switch (guard) {
            case NONE -> unguarded();
            case LOCK -> locked();
            case MONITOR -> inMonitor();
        };
    }

    private long unguarded() {
        long sum = 0;
        for (int i = 0; i < OPERATIONS; i++) {
            Integer key = nextKey();
            sum += i % 10 == 0 ? value(map.put(key, i)) : value(map.get(key));
        }
        return sum;
    }

    private long locked() {
        long sum = 0;
        for (int i = 0; i < OPERATIONS; i++) {
            Integer key = nextKey();
            lock.lock();
            try {
                sum += i % 10 == 0 ? value(map.put(key, i)) : value(map.get(key));
            } finally {
                lock.unlock();
            }
        }
        return sum;
    }

    private long inMonitor() {
        long sum = 0;
        for (int i = 0; i < OPERATIONS; i++) {
            Integer key = nextKey();
            synchronized (map) {
                sum += i % 10 == 0 ? value(map.put(key, i)) : value(map.get(key));
            }
        }
        return sum;
    }

    /** A walk through all keys in an order the prefetcher doesn't guess. */
    private Integer nextKey() {
        next += 7919;
        if (next >= KEYS) {
            next -= KEYS;
        }
        return keys[next];
    }

    private static int value(@Nullable Integer found) {
        return found == null ? 0 : found;
    }

    @Override
    public int operations() {
        return OPERATIONS;
    }

    @Override
    public int chunks() {
        return 2_000;
    }
}
