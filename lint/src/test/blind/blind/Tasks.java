package blind;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.Timer;
import java.util.TimerTask;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.Future;
import java.util.concurrent.RecursiveTask;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Containers that tasks and others use. */
class Tasks {
    // RACE
    static class BadHeartbeats implements AutoCloseable {
        private final Map<String, Instant> seen = new HashMap<>();
        private final ScheduledExecutorService reaper = Executors.newSingleThreadScheduledExecutor();

        BadHeartbeats(Duration every) {
            reaper.scheduleWithFixedDelay(this::expire, every.toMillis(), every.toMillis(), TimeUnit.MILLISECONDS);
        }

        public void beat(String node) {
            seen.put(node, Instant.now());
        }

        private void expire() {
            Instant limit = Instant.now().minusSeconds(30);
            seen.values().removeIf(limit::isAfter);
        }

        @Override
        public void close() {
            reaper.shutdownNow();
        }
    }

    static class GoodHeartbeats implements AutoCloseable {
        private final ConcurrentMap<String, Instant> seen = new ConcurrentHashMap<>();
        private final ScheduledExecutorService reaper = Executors.newSingleThreadScheduledExecutor();

        GoodHeartbeats(Duration every) {
            reaper.scheduleWithFixedDelay(this::expire, every.toMillis(), every.toMillis(), TimeUnit.MILLISECONDS);
        }

        public void beat(String node) {
            seen.put(node, Instant.now());
        }

        private void expire() {
            Instant limit = Instant.now().minusSeconds(30);
            seen.values().removeIf(limit::isAfter);
        }

        @Override
        public void close() {
            reaper.shutdownNow();
        }
    }

    // RACE
    static class BadFanOut {
        Map<String, Integer> lengths(List<String> urls) {
            Map<String, Integer> result = new TreeMap<>();
            List<CompletableFuture<Void>> all = new ArrayList<>();
            for (String url : urls) {
                all.add(CompletableFuture.supplyAsync(() -> fetch(url)).thenAccept(body -> result.put(url, body.length())));
            }
            CompletableFuture.allOf(all.toArray(new CompletableFuture[0])).join();
            return result;
        }

        private String fetch(String url) {
            return url + url;
        }
    }

    static class GoodFanOut {
        Map<String, Integer> lengths(List<String> urls) {
            Map<String, CompletableFuture<Integer>> pending = new TreeMap<>();
            for (String url : urls) {
                pending.put(url, CompletableFuture.supplyAsync(() -> fetch(url)).thenApply(String::length));
            }
            Map<String, Integer> result = new TreeMap<>();
            pending.forEach((url, length) -> result.put(url, length.join()));
            return result;
        }

        private String fetch(String url) {
            return url + url;
        }
    }

    // RACE
    static class BadPoller extends Thread {
        private final Set<String> topics = new HashSet<>();
        private volatile boolean running = true;

        void subscribe(String topic) {
            topics.add(topic);
        }

        @Override
        public void run() {
            while (running) {
                for (String topic : topics) {
                    System.out.println(topic);
                }
            }
        }

        void halt() {
            running = false;
        }
    }

    static class GoodPoller extends Thread {
        private final Set<String> topics = ConcurrentHashMap.newKeySet();
        private volatile boolean running = true;

        void subscribe(String topic) {
            topics.add(topic);
        }

        @Override
        public void run() {
            while (running) {
                for (String topic : topics) {
                    System.out.println(topic);
                }
            }
        }

        void halt() {
            running = false;
        }
    }

    // RACE
    static class BadWordCount {
        static Map<String, Long> count(List<String> lines) {
            Map<String, Long> counts = new HashMap<>();
            lines.stream()
                    .parallel()
                    .flatMap(line -> List.of(line.split(" ")).stream())
                    .filter(Objects::nonNull)
                    .forEach(word -> counts.merge(word, 1L, Long::sum));
            return counts;
        }
    }

    static class GoodWordCount {
        static Map<String, Long> count(List<String> lines) {
            return lines.stream()
                    .parallel()
                    .flatMap(line -> List.of(line.split(" ")).stream())
                    .filter(Objects::nonNull)
                    .collect(Collectors.groupingByConcurrent(word -> word, Collectors.counting()));
        }
    }

    // RACE
    static class BadVirtual {
        record Order(String id, int amount) {}

        int total(List<Order> orders) throws Exception {
            Map<String, Integer> sums = new HashMap<>();
            try (Closer pool = new Closer(Executors.newCachedThreadPool())) {
                for (Order order : orders) {
                    pool.service.submit(() -> sums.merge(order.id(), order.amount(), Integer::sum));
                }
            }
            return sums.size();
        }

        record Closer(ExecutorService service) implements AutoCloseable {
            @Override
            public void close() throws InterruptedException {
                service.shutdown();
                service.awaitTermination(1, TimeUnit.MINUTES);
            }
        }
    }

    static class GoodVirtual {
        record Order(String id, int amount) {}

        int total(List<Order> orders) throws Exception {
            Map<String, Integer> sums = new ConcurrentHashMap<>();
            try (Closer pool = new Closer(Executors.newCachedThreadPool())) {
                for (Order order : orders) {
                    pool.service.submit(() -> sums.merge(order.id(), order.amount(), Integer::sum));
                }
            }
            return sums.size();
        }

        record Closer(ExecutorService service) implements AutoCloseable {
            @Override
            public void close() throws InterruptedException {
                service.shutdown();
                service.awaitTermination(1, TimeUnit.MINUTES);
            }
        }
    }

    // RACE
    static class BadFactory {
        private final Map<Integer, Thread> workers = new HashMap<>();
        private int next;

        Thread spawn(Runnable job) {
            int id = next++;
            Thread thread = new Thread(() -> {
                try {
                    job.run();
                } finally {
                    workers.remove(id);
                }
            });
            workers.put(id, thread);
            thread.start();
            return thread;
        }
    }

    static class GoodFactory {
        private final Map<Integer, Thread> workers = new HashMap<>();
        private int next;

        synchronized Thread spawn(Runnable job) {
            int id = next++;
            Thread thread = new Thread(() -> {
                try {
                    job.run();
                } finally {
                    forget(id);
                }
            });
            workers.put(id, thread);
            thread.start();
            return thread;
        }

        private synchronized void forget(int id) {
            workers.remove(id);
        }
    }

    // RACE
    static class BadTimer {
        private final List<String> log = new ArrayList<>();
        private final Timer timer = new Timer(true);

        void open() {
            timer.schedule(
                    new TimerTask() {
                        @Override
                        public void run() {
                            flush();
                        }
                    },
                    100,
                    100);
        }

        void write(String line) {
            log.add(line);
        }

        void flush() {
            log.forEach(System.out::println);
            log.clear();
        }
    }

    static class GoodTimer {
        private List<String> log = new ArrayList<>();
        private final Timer timer = new Timer(true);
        private final Object guard = new Object();

        void open() {
            timer.schedule(
                    new TimerTask() {
                        @Override
                        public void run() {
                            flush();
                        }
                    },
                    100,
                    100);
        }

        void write(String line) {
            synchronized (guard) {
                log.add(line);
            }
        }

        void flush() {
            List<String> full;
            synchronized (guard) {
                full = log;
                log = new ArrayList<>();
            }
            full.forEach(System.out::println);
        }
    }

    // RACE
    static class BadSum extends RecursiveTask<Integer> {
        private static final Map<Integer, Integer> MEMO = new HashMap<>();
        private final int n;

        BadSum(int n) {
            this.n = n;
        }

        @Override
        protected Integer compute() {
            if (n < 2) {
                return n;
            }
            Integer known = MEMO.get(n);
            if (known != null) {
                return known;
            }
            BadSum left = new BadSum(n - 1);
            BadSum right = new BadSum(n - 2);
            left.fork();
            int value = right.compute() + left.join();
            MEMO.put(n, value);
            return value;
        }
    }

    static class GoodSum extends RecursiveTask<Integer> {
        private static final Map<Integer, Integer> MEMO = new ConcurrentHashMap<>();
        private final int n;

        GoodSum(int n) {
            this.n = n;
        }

        @Override
        protected Integer compute() {
            if (n < 2) {
                return n;
            }
            Integer known = MEMO.get(n);
            if (known != null) {
                return known;
            }
            GoodSum left = new GoodSum(n - 1);
            GoodSum right = new GoodSum(n - 2);
            left.fork();
            int value = right.compute() + left.join();
            MEMO.putIfAbsent(n, value);
            if (n == 40) {
                MEMO.clear();
            }
            return value;
        }
    }

    // RACE
    static class BadHandOver {
        static final class Worker implements Runnable {
            private final Map<String, String> work;

            Worker(Map<String, String> work) {
                this.work = work;
            }

            @Override
            public void run() {
                work.forEach((k, v) -> System.out.println(k + v));
            }
        }

        void go() throws InterruptedException {
            Map<String, String> jobs = new HashMap<>();
            jobs.put("a", "1");
            Thread thread = new Thread(new Worker(jobs));
            thread.start();
            jobs.put("b", "2");
            thread.join();
        }
    }

    static class GoodHandOver {
        static final class Worker implements Runnable {
            private final Map<String, String> work;

            Worker(Map<String, String> work) {
                this.work = work;
            }

            @Override
            public void run() {
                work.forEach((k, v) -> System.out.println(k + v));
            }
        }

        void go() throws InterruptedException {
            Map<String, String> jobs = new HashMap<>();
            jobs.put("a", "1");
            jobs.put("b", "2");
            Thread thread = new Thread(new Worker(jobs));
            thread.start();
            thread.join();
            jobs.clear();
        }
    }

    // RACE
    static class BadListener {
        interface Bus {
            void on(String topic, Consumer<String> handler);
        }

        private final Map<String, Integer> hits = new HashMap<>();
        private final ExecutorService pool = Executors.newFixedThreadPool(4);

        void accept(String name) {
            pool.execute(new Runnable() {
                @Override
                public void run() {
                    hits.put(name, hits.getOrDefault(name, 0) + 1);
                }
            });
        }
    }

    static class GoodListener {
        private final Map<String, Integer> hits = new HashMap<>();
        private final ExecutorService loop = Executors.newSingleThreadExecutor();

        void accept(String name) {
            loop.execute(new Runnable() {
                @Override
                public void run() {
                    hits.put(name, hits.getOrDefault(name, 0) + 1);
                }
            });
        }

        Future<Map<String, Integer>> snapshot() {
            return loop.submit((Callable<Map<String, Integer>>) () -> new HashMap<>(hits));
        }
    }

    // RACE
    static class BadGather {
        int[] run(int n) throws InterruptedException {
            List<Integer> out = new ArrayList<>();
            CountDownLatch done = new CountDownLatch(n);
            ExecutorService pool = Executors.newFixedThreadPool(3);
            for (int i = 0; i < n; i++) {
                int k = i;
                pool.submit(() -> {
                    out.add(k * k);
                    done.countDown();
                });
            }
            done.await();
            pool.shutdown();
            return out.stream().mapToInt(Integer::intValue).toArray();
        }
    }

    static class GoodGather {
        int[] run(int n) throws InterruptedException {
            List<Integer> out = new ArrayList<>();
            CountDownLatch done = new CountDownLatch(n);
            ExecutorService pool = Executors.newFixedThreadPool(3);
            for (int i = 0; i < n; i++) {
                int k = i;
                pool.submit(() -> {
                    synchronized (out) {
                        out.add(k * k);
                    }
                    done.countDown();
                });
            }
            done.await();
            pool.shutdown();
            return out.stream().mapToInt(Integer::intValue).toArray();
        }
    }

    // RACE
    static class BadRange {
        Map<Integer, String> squares() {
            Map<Integer, String> map = new IdentityHashMap<>();
            IntStream.range(0, 1000).parallel().forEach(i -> map.put(i, "x" + i));
            return map;
        }
    }

    static class GoodRange {
        Map<Integer, String> squares() {
            Map<Integer, String> map = new HashMap<>();
            IntStream.range(0, 1000).forEach(i -> map.put(i, "x" + i));
            return map;
        }
    }

    enum Level {
        LOW,
        HIGH
    }

    // RACE
    static class BadAudit {
        private final EnumMap<Level, Integer> totals = new EnumMap<>(Level.class);

        void audit(Level level) {
            ForkJoinPool.commonPool().execute(() -> totals.merge(level, 1, Integer::sum));
        }

        int total(Level level) {
            return totals.getOrDefault(level, 0);
        }
    }

    static class GoodAudit {
        private final EnumMap<Level, Integer> totals = new EnumMap<>(Level.class);

        void audit(Level level) {
            ForkJoinPool.commonPool().execute(() -> add(level));
        }

        private void add(Level level) {
            synchronized (totals) {
                totals.merge(level, 1, Integer::sum);
            }
        }

        int total(Level level) {
            synchronized (totals) {
                return totals.getOrDefault(level, 0);
            }
        }
    }

    // RACE
    static class BadThreads implements ThreadFactory {
        private final List<Thread> made = new ArrayList<>();

        @Override
        public Thread newThread(Runnable r) {
            Thread thread = new Thread(r);
            synchronized (made) {
                made.add(thread);
            }
            return thread;
        }

        int alive() {
            int n = 0;
            for (Thread thread : made) {
                n += thread.isAlive() ? 1 : 0;
            }
            return n;
        }
    }

    static class GoodThreads implements ThreadFactory {
        private final List<Thread> made = new ArrayList<>();

        @Override
        public Thread newThread(Runnable r) {
            Thread thread = new Thread(r);
            synchronized (made) {
                made.add(thread);
            }
            return thread;
        }

        int alive() {
            int n = 0;
            synchronized (made) {
                for (Thread thread : made) {
                    n += thread.isAlive() ? 1 : 0;
                }
            }
            return n;
        }
    }
}
