package dev.hazardmap.benchmarks.race.workload;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/** Go's {@code syncmap} on its Java counterpart: two threads, a million operations each, one in ten a store. */
final class GoSyncMap implements Workload {
    private static final int KEYS = 10_000;
    private static final int OPERATIONS = 1_000_000;
    private static final int CHUNK = 1_000;
    private final Team team;

    GoSyncMap(Team team) {
        this.team = team;
    }

    @Override
    public long run() throws InterruptedException {
        ConcurrentMap<Integer, Integer> map = new ConcurrentHashMap<>();
        for (int i = 0; i < KEYS; i++) {
            map.put(i, i);
        }
        team.run(() -> work(map, 0), () -> work(map, 1));
        return map.size();
    }

    private static void work(ConcurrentMap<Integer, Integer> map, int thread) {
        for (int i = 0; i < OPERATIONS; i += CHUNK) {
            chunk(map, thread, i);
        }
    }

    private static void chunk(ConcurrentMap<Integer, Integer> map, int thread, int from) {
        for (int i = from; i < from + CHUNK; i++) {
            Integer key = (int) ((i * 7919L + thread) % KEYS);
            if (i % 10 == 0) {
                map.put(key, i);
            } else if (map.get(key) == null) {
                throw new AssertionError(key);
            }
        }
    }

    @Override
    public int operations() {
        return 2 * OPERATIONS;
    }

    @Override
    public int chunks() {
        return 1;
    }
}
