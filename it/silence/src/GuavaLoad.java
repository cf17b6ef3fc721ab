import com.google.common.base.*;
import com.google.common.cache.*;
import com.google.common.collect.*;
import com.google.common.eventbus.*;
import com.google.common.util.concurrent.*;
import java.util.*;
import java.util.concurrent.*;

public final class GuavaLoad {
    static int got;

    public static class L {
        @Subscribe
        public synchronized void on(String s) {
            got++;
        }

        @Subscribe
        @AllowConcurrentEvents
        public void on(Integer i) {}
    }

    public static void main(String[] x) throws Exception {
        LoadingCache<Integer, Integer> c = CacheBuilder.newBuilder()
                .maximumSize(100)
                .expireAfterAccess(20, TimeUnit.MILLISECONDS)
                .weakValues()
                .recordStats()
                .build(CacheLoader.from(k -> k + 1));
        EventBus bus = new EventBus();
        AsyncEventBus ab = new AsyncEventBus(Executors.newFixedThreadPool(2, r -> {
            Thread t = new Thread(r);
            t.setDaemon(true);
            return t;
        }));
        bus.register(new L());
        ab.register(new L());
        RateLimiter rl = RateLimiter.create(100000);
        ListeningExecutorService es = MoreExecutors.listeningDecorator(Executors.newFixedThreadPool(3));
        com.google.common.base.Supplier<List<String>> memo = Suppliers.memoize(() -> new ArrayList<>(List.of("a")));
        ConcurrentHashMultiset<String> ms = ConcurrentHashMultiset.create();
        Interner<String> in = Interners.newWeakInterner();
        Striped<java.util.concurrent.locks.Lock> st = Striped.lazyWeakLock(16);
        com.google.common.util.concurrent.Monitor mon = new com.google.common.util.concurrent.Monitor();
        int[] shared = {0};
        com.google.common.util.concurrent.Monitor.Guard g = mon.newGuard(() -> shared[0] < 1000000);
        AtomicLongMap<String> alm = AtomicLongMap.create();
        ImmutableMap<String, Integer> im = ImmutableMap.of("a", 1, "b", 2);
        ImmutableList<Integer> il = ImmutableList.of(1, 2, 3);
        ImmutableSortedMap<String, Integer> ism = ImmutableSortedMap.of("a", 1);
        ImmutableListMultimap<String, Integer> lm = ImmutableListMultimap.of("a", 1, "a", 2);
        ImmutableTable<String, String, Integer> it = ImmutableTable.of("a", "b", 1);
        ImmutableBiMap<String, Integer> bm = ImmutableBiMap.of("x", 1);
        Load.inParallel(4, k -> {
            for (int i = 0; i < 1500; i++) {
                c.get(i % 200);
                if (i % 100 == 0) c.invalidate(i);
                bus.post("s" + i);
                ab.post(i);
                rl.acquire();
                memo.get().get(0);
                ms.add("k" + i % 9);
                in.intern("q" + i % 33);
                var l = st.get(i);
                l.lock();
                l.unlock();
                mon.enterWhen(g);
                shared[0]++;
                mon.leave();
                alm.incrementAndGet("z" + i % 5);
                im.keySet().contains("a");
                im.values().size();
                im.entrySet().hashCode();
                il.reverse().hashCode();
                ism.descendingMap();
                ism.keySet().first();
                lm.inverse();
                lm.entries().size();
                lm.keys().size();
                it.rowMap();
                it.cellSet();
                it.columnMap();
                bm.inverse();
                bm.values();
                ListenableFuture<Integer> f = es.submit(() -> 3);
                ListenableFuture<Integer> h = Futures.transform(f, v -> v + 1, es);
                SettableFuture<Integer> sf = SettableFuture.create();
                Futures.addCallback(
                        Futures.allAsList(h, sf),
                        new FutureCallback<List<Integer>>() {
                            public void onSuccess(List<Integer> v) {}

                            public void onFailure(Throwable t) {}
                        },
                        es);
                sf.set(1);
                h.get();
                Futures.catching(Futures.<Integer>immediateFailedFuture(new Exception()), Exception.class, e -> 1, es)
                        .get();
                FluentFuture.from(f)
                        .transformAsync(v -> Futures.immediateFuture(v), MoreExecutors.directExecutor())
                        .get();
            }
        });
        es.shutdown();
        es.awaitTermination(5, TimeUnit.SECONDS);
        System.out.println(ms.size() + " " + alm.sum() + " " + shared[0]);
        MoreExecutors.newSequentialExecutor(ForkJoinPool.commonPool()).execute(() -> {});
        com.google.common.util.concurrent.Service s = new AbstractExecutionThreadService() {
            int n;

            protected void startUp() {
                n = 1;
            }

            protected void run() {
                n++;
            }

            protected void shutDown() {
                n++;
            }
        };
        s.startAsync().awaitTerminated();
    }
}
