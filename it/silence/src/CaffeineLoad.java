import com.github.benmanes.caffeine.cache.*;
import java.time.Duration;
import java.util.concurrent.*;

public final class CaffeineLoad {
    public static void main(String[] x) throws Exception {
        Cache<Integer, Integer> b =
                Caffeine.newBuilder().maximumSize(100).recordStats().build();
        Cache<Integer, Integer> u = Caffeine.newBuilder().build();
        LoadingCache<Integer, Integer> r = Caffeine.newBuilder()
                .maximumSize(200)
                .expireAfterWrite(Duration.ofMillis(50))
                .refreshAfterWrite(Duration.ofMillis(3))
                .build(k -> k + 1);
        AsyncLoadingCache<Integer, Integer> a = Caffeine.newBuilder()
                .expireAfterAccess(Duration.ofMillis(20))
                .removalListener((k, v, c) -> {})
                .buildAsync(k -> k * 2);
        Cache<Integer, Object> wk = Caffeine.newBuilder().weakValues().build();
        Cache<Object, Object> wkk = Caffeine.newBuilder()
                .weakKeys()
                .softValues()
                .evictionListener((k, v, c) -> {})
                .maximumWeight(500)
                .weigher((k, v) -> 3)
                .build();
        Cache<Integer, Integer> ex = Caffeine.newBuilder()
                .expireAfter(new Expiry<Integer, Integer>() {
                    public long expireAfterCreate(Integer k, Integer v, long t) {
                        return 1000000L * (k % 7 + 1);
                    }

                    public long expireAfterUpdate(Integer k, Integer v, long t, long d) {
                        return d;
                    }

                    public long expireAfterRead(Integer k, Integer v, long t, long d) {
                        return d;
                    }
                })
                .maximumSize(64)
                .build();
        Load.inParallel(4, k -> {
            ThreadLocalRandom q = ThreadLocalRandom.current();
            for (int i = 0; i < 6000; i++) {
                int z = q.nextInt(300);
                b.get(z, v -> v + 1);
                u.get(z, v -> v);
                if (i % 3 == 0) {
                    b.put(z, i);
                    u.put(z, i);
                }
                r.get(z);
                a.get(z).join();
                wk.put(z, new Object());
                wk.getIfPresent(z);
                wkk.put(new Object(), z);
                ex.get(z, v -> v);
                if (i % 50 == 0) {
                    b.invalidate(z);
                    u.asMap().compute(z, (kk, v) -> v == null ? 1 : v + 1);
                    b.asMap().merge(z, 1, Integer::sum);
                    b.policy().eviction().get().hottest(3);
                }
                if (i % 700 == 0) {
                    b.invalidateAll();
                    b.cleanUp();
                    System.gc();
                }
            }
        });
        System.out.println(b.stats());
    }
}
