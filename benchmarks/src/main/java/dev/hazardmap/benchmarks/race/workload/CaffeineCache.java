package dev.hazardmap.benchmarks.race.workload;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;

/** A Caffeine cache of 1,000 entries, used by two threads: reads of 2,000 keys, most of the same few, that load. */
final class CaffeineCache implements Workload {
    private static final int SIZE = 1_000;
    private static final int OPERATIONS = 50_000;
    private final Team team;
    private final Cache<Integer, String> cache =
            Caffeine.newBuilder().maximumSize(SIZE).executor(Runnable::run).build();

    CaffeineCache(Team team) {
        this.team = team;
    }

    /** The number of reads that gave the value of their key: all of them. */
    @Override
    public long run() throws InterruptedException {
        long[] right = new long[2];
        team.run(() -> right[0] = work(1), () -> right[1] = work(2));
        return right[0] + right[1];
    }

    private long work(int seed) {
        long right = 0;
        int state = seed;
        for (int i = 0; i < OPERATIONS; i++) {
            state = state * 1_103_515_245 + 12_345;
            int limit = 1 + (state >>> 8) % (2 * SIZE);
            Integer key = (state >>> 16) % limit;
            String value = cache.get(key, CaffeineCache::load);
            right += value.length() == load(key).length() ? 1 : 0;
        }
        return right;
    }

    private static String load(Integer key) {
        return "v" + key;
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
