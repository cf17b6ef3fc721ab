package dev.hazardmap.benchmarks.race.workload;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Go's {@code maploop}: insert 200,000 ints, then 3,000,000 random reads and 300,000 overwrites, in one thread. */
final class GoMapLoop implements Workload {
    private static final int KEYS = 200_000;
    private static final int READS = 3_000_000;
    private static final int CHUNK = 1_000;
    private final RandomInts random = new RandomInts();

    @Override
    public long run() {
        Map<Integer, Integer> map = new HashMap<>();
        for (int i = 0; i < KEYS; i += CHUNK) {
            insert(map, i);
        }
        long sum = 0;
        for (int i = 0; i < READS; i += CHUNK) {
            sum += use(map, i);
        }
        return sum;
    }

    private static void insert(Map<Integer, Integer> map, int from) {
        for (int i = from; i < from + CHUNK; i++) {
            map.put(i * 7, i);
        }
    }

    private long use(Map<Integer, Integer> map, int from) {
        long sum = 0;
        for (int i = from; i < from + CHUNK; i++) {
            Integer key = random.next(KEYS) * 7;
            sum += value(map.get(key));
            if (i % 10 == 0) {
                map.put(key, i);
            }
        }
        return sum;
    }

    private static int value(@Nullable Integer found) {
        return found == null ? 0 : found;
    }

    @Override
    public int operations() {
        return KEYS + READS + READS / 10;
    }

    @Override
    public int chunks() {
        return 1;
    }
}
