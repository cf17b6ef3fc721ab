package corpus;

import jakarta.servlet.http.HttpServlet;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.Timer;
import java.util.TimerTask;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.concurrent.locks.StampedLock;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.springframework.stereotype.Service;

/** RACE: pairs of programs that differ in what keeps two accesses apart. */
class RacePairs {
    // ---- unsynchronised map field written from a task
    static class BadFieldWrittenByTask {
        private final Map<String, Integer> hits = new HashMap<>();
        private final ExecutorService pool = Executors.newFixedThreadPool(4);

        void record(String key) {
            pool.submit(() -> hits.put(key, 1)); // BUG: HM-RACE-TASK
        }

        int get(String key) {
            return hits.getOrDefault(key, 0);
        }
    }

    static class GoodFieldWrittenByTask {
        private final Map<String, Integer> hits = new ConcurrentHashMap<>();
        private final ExecutorService pool = Executors.newFixedThreadPool(4);

        void record(String key) {
            pool.submit(() -> hits.put(key, 1));
        }

        int get(String key) {
            return hits.getOrDefault(key, 0);
        }
    }

    // ---- a Thread subclass
    static class BadWorkerThread extends Thread {
        private final Map<String, Long> seen = new TreeMap<>();

        @Override
        public void run() {
            seen.put(getName(), System.nanoTime()); // BUG: HM-RACE-TASK
        }

        public Map<String, Long> report() {
            return new HashMap<>(seen);
        }
    }

    static class GoodWorkerThread extends Thread {
        private final Map<String, Long> seen = new TreeMap<>();

        @Override
        public void run() {
            synchronized (seen) {
                seen.put(getName(), System.nanoTime());
            }
        }

        public Map<String, Long> report() {
            synchronized (seen) {
                return new HashMap<>(seen);
            }
        }
    }

    // ---- anonymous Runnable, Set instead of Map, through a helper
    static class BadAnonymousRunnable {
        private final Set<String> done = new HashSet<>();

        void start(String job) {
            new Thread(new Runnable() {
                @Override
                public void run() {
                    finish(job);
                }
            }).start();
        }

        private void finish(String job) {
            done.add(job); // BUG: HM-RACE-TASK
        }

        boolean isDone(String job) {
            return done.contains(job);
        }
    }

    static class GoodAnonymousRunnable {
        private final Set<String> done = ConcurrentHashMap.newKeySet();

        void start(String job) {
            new Thread(new Runnable() {
                @Override
                public void run() {
                    finish(job);
                }
            }).start();
        }

        private void finish(String job) {
            done.add(job);
        }

        boolean isDone(String job) {
            return done.contains(job);
        }
    }

    // ---- writes locked, reads not
    static class BadReadsUnlocked {
        private final Map<String, String> names = new HashMap<>();

        public synchronized void put(String k, String v) {
            names.put(k, v);
        }

        public String get(String k) {
            return names.get(k); // BUG: HM-RACE-LOCK
        }
    }

    static class GoodReadsUnlocked {
        private final Map<String, String> names = new HashMap<>();

        public synchronized void put(String k, String v) {
            names.put(k, v);
        }

        public String get(String k) {
            synchronized (this) {
                return names.get(k);
            }
        }
    }

    // ---- a method that bypasses the wrapper's lock, Lock with helper methods
    static class BadBypass {
        private final Lock lock = new ReentrantLock();
        private final Deque<String> queue = new ArrayDeque<>();

        public void push(String s) {
            enter();
            try {
                queue.push(s);
            } finally {
                leave();
            }
        }

        public void clearAll() {
            queue.clear(); // BUG: HM-RACE-LOCK
        }

        private void enter() {
            lock.lock();
        }

        private void leave() {
            lock.unlock();
        }
    }

    static class GoodBypass {
        private final Lock lock = new ReentrantLock();
        private final Deque<String> queue = new ArrayDeque<>();

        public void push(String s) {
            enter();
            try {
                queue.push(s);
            } finally {
                leave();
            }
        }

        public void clearAll() {
            enter();
            try {
                queue.clear();
            } finally {
                leave();
            }
        }

        private void enter() {
            lock.lock();
        }

        private void leave() {
            lock.unlock();
        }
    }

    // ---- lock passed as a function
    static class BadWithLock {
        private final ReentrantLock lock = new ReentrantLock();
        private final Map<String, String> map = new HashMap<>();

        private <T> T locked(Supplier<T> body) {
            lock.lock();
            try {
                return body.get();
            } finally {
                lock.unlock();
            }
        }

        public String put(String k, String v) {
            return locked(() -> map.put(k, v));
        }

        public int count() {
            return map.size(); // BUG: HM-RACE-LOCK
        }
    }

    static class GoodWithLock {
        private final ReentrantLock lock = new ReentrantLock();
        private final Map<String, String> map = new HashMap<>();

        private <T> T locked(Supplier<T> body) {
            lock.lock();
            try {
                return body.get();
            } finally {
                lock.unlock();
            }
        }

        public String put(String k, String v) {
            return locked(() -> map.put(k, v));
        }

        public int count() {
            return locked(map::size);
        }
    }

    // ---- a write under the read lock
    static class BadWriteUnderReadLock {
        private final ReadWriteLock rw = new ReentrantReadWriteLock();
        private final Map<String, String> map = new HashMap<>();

        public String load(String k) {
            rw.readLock().lock();
            try {
                String v = map.get(k);
                if (v == null) {
                    v = k.trim();
                    map.put(k, v); // BUG: HM-RACE-READLOCK
                }
                return v;
            } finally {
                rw.readLock().unlock();
            }
        }
    }

    static class GoodWriteUnderReadLock {
        private final ReadWriteLock rw = new ReentrantReadWriteLock();
        private final Lock read = rw.readLock();
        private final Lock write = rw.writeLock();
        private final Map<String, String> map = new HashMap<>();

        public String load(String k) {
            read.lock();
            try {
                String v = map.get(k);
                if (v != null) {
                    return v;
                }
            } finally {
                read.unlock();
            }
            write.lock();
            try {
                return map.computeIfAbsent(k, String::trim);
            } finally {
                write.unlock();
            }
        }
    }

    // ---- the same with fields for the two sides and a StampedLock
    static class BadStampedRead {
        private final StampedLock lock = new StampedLock();
        private final Map<Long, String> map = new HashMap<>();

        public void put(long k, String v) {
            long stamp = lock.readLock();
            try {
                map.put(k, v); // BUG: HM-RACE-READLOCK
            } finally {
                lock.unlockRead(stamp);
            }
        }
    }

    static class GoodStampedRead {
        private final StampedLock lock = new StampedLock();
        private final Map<Long, String> map = new HashMap<>();

        public void put(long k, String v) {
            long stamp = lock.writeLock();
            try {
                map.put(k, v);
            } finally {
                lock.unlockWrite(stamp);
            }
        }

        public String get(long k) {
            long stamp = lock.readLock();
            try {
                return map.get(k);
            } finally {
                lock.unlockRead(stamp);
            }
        }
    }

    // ---- two different locks for one map
    static class BadTwoLocks {
        private final Object readLock = new Object();
        private final Object writeLock = new Object();
        private final Map<String, String> map = new HashMap<>();

        public String get(String k) {
            synchronized (readLock) {
                return map.get(k);
            }
        }

        public void put(String k, String v) {
            synchronized (writeLock) {
                map.put(k, v); // BUG: HM-RACE-TWOLOCKS
            }
        }
    }

    static class GoodTwoLocks {
        private final Object lock = new Object();
        private final Object sameLock = lock;
        private final Map<String, String> map = new HashMap<>();

        public String get(String k) {
            synchronized (sameLock) {
                return map.get(k);
            }
        }

        public void put(String k, String v) {
            synchronized (lock) {
                map.put(k, v);
            }
        }
    }

    // ---- a lock object created per call
    static class BadLockPerCall {
        private final Map<String, String> map = new HashMap<>();

        public void put(String k, String v) {
            Lock lock = new ReentrantLock();
            lock.lock();
            try {
                map.put(k, v); // BUG: HM-RACE-WEAKLOCK
            } finally {
                lock.unlock();
            }
        }
    }

    static class GoodLockPerCall {
        private final Map<String, String> map = new HashMap<>();
        private final Lock lock = new ReentrantLock();

        public void put(String k, String v) {
            Lock mine = lock;
            mine.lock();
            try {
                map.put(k, v);
            } finally {
                mine.unlock();
            }
        }
    }

    // ---- an instance lock for a static map
    static class BadInstanceLock {
        private static final Map<String, Integer> COUNTS = new HashMap<>();

        public synchronized void add(String k) {
            COUNTS.merge(k, 1, Integer::sum); // BUG: HM-RACE-WEAKLOCK
        }

        public void drop(String k) {
            synchronized (BadInstanceLock.class) {
                COUNTS.remove(k);
            }
        }
    }

    static class GoodInstanceLock {
        private static final Map<String, Integer> COUNTS = new HashMap<>();

        public static synchronized void add(String k) {
            COUNTS.merge(k, 1, Integer::sum);
        }

        public void drop(String k) {
            synchronized (GoodInstanceLock.class) {
                COUNTS.remove(k);
            }
        }
    }

    // ---- local map captured by a scheduled task
    static class BadScheduledCapture {
        void run(ScheduledExecutorService timer) {
            Map<String, Integer> stats = new HashMap<>();
            timer.scheduleAtFixedRate(() -> System.out.println(new ArrayList<>(stats.values())), 1, 1, TimeUnit.SECONDS);
            for (int i = 0; i < 1000; i++) {
                stats.merge("n" + i % 7, 1, Integer::sum); // BUG: HM-RACE-CAPTURE
            }
        }
    }

    static class GoodScheduledCapture {
        void run(ScheduledExecutorService timer) {
            Map<String, Integer> stats = new ConcurrentHashMap<>();
            timer.scheduleAtFixedRate(() -> System.out.println(new ArrayList<>(stats.values())), 1, 1, TimeUnit.SECONDS);
            for (int i = 0; i < 1000; i++) {
                stats.merge("n" + i % 7, 1, Integer::sum);
            }
        }
    }

    // ---- map handed to a worker while the owner goes on writing
    static class BadHandOver {
        static final class Printer implements Runnable {
            private final List<String> lines;

            Printer(List<String> lines) {
                this.lines = lines;
            }

            @Override
            public void run() {
                lines.forEach(System.out::println);
            }
        }

        void work() {
            List<String> lines = new ArrayList<>();
            lines.add("first");
            Thread printer = new Thread(new Printer(lines));
            printer.start();
            lines.add("second"); // BUG: HM-RACE-CAPTURE
        }
    }

    static class GoodHandOver {
        static final class Printer implements Runnable {
            private final List<String> lines;

            Printer(List<String> lines) {
                this.lines = lines;
            }

            @Override
            public void run() {
                lines.forEach(System.out::println);
            }
        }

        void work() throws InterruptedException {
            List<String> lines = new ArrayList<>();
            lines.add("first");
            Thread printer = new Thread(new Printer(lines));
            printer.start();
            printer.join();
            lines.add("second");
        }
    }

    // ---- workers in a loop, joined at the end
    static class BadLoopOfWorkers {
        Map<Integer, Integer> squares() throws InterruptedException {
            Map<Integer, Integer> out = new HashMap<>();
            CountDownLatch done = new CountDownLatch(4);
            for (int t = 0; t < 4; t++) {
                int id = t;
                new Thread(() -> {
                    out.put(id, id * id); // BUG: HM-RACE-CAPTURE
                    done.countDown();
                }).start();
            }
            done.await();
            return out;
        }
    }

    static class GoodLoopOfWorkers {
        Map<Integer, Integer> squares() throws InterruptedException {
            Map<Integer, Integer> out = Collections.synchronizedMap(new HashMap<>());
            CountDownLatch done = new CountDownLatch(4);
            for (int t = 0; t < 4; t++) {
                int id = t;
                new Thread(() -> {
                    out.put(id, id * id);
                    done.countDown();
                }).start();
            }
            done.await();
            return out;
        }
    }

    // ---- CompletableFuture
    static class BadFutures {
        Collection<String> load(List<String> urls) {
            Map<String, String> pages = new HashMap<>();
            List<CompletableFuture<Void>> all = new ArrayList<>();
            for (String url : urls) {
                all.add(CompletableFuture.supplyAsync(() -> url + "!").thenAccept(page -> pages.put(url, page))); // BUG: HM-RACE-CAPTURE
            }
            all.forEach(CompletableFuture::join);
            return pages.values();
        }
    }

    static class GoodFutures {
        Collection<String> load(List<String> urls) {
            Map<String, String> pages = new HashMap<>();
            Map<String, CompletableFuture<String>> all = new HashMap<>();
            for (String url : urls) {
                all.put(url, CompletableFuture.supplyAsync(() -> url + "!"));
            }
            all.forEach((url, page) -> pages.put(url, page.join()));
            return pages.values();
        }
    }

    // ---- parallel stream
    static class BadParallelStream {
        Map<String, Integer> lengths(List<String> words) {
            Map<String, Integer> out = new HashMap<>();
            words.parallelStream().filter(w -> !w.isEmpty()).forEach(w -> out.put(w, w.length())); // BUG: HM-RACE-STREAM
            return out;
        }
    }

    static class GoodParallelStream {
        Map<String, Integer> lengths(List<String> words) {
            return words.parallelStream().filter(w -> !w.isEmpty()).collect(Collectors.toMap(w -> w, String::length, (a, b) -> a));
        }

        Map<String, Integer> sequential(List<String> words) {
            Map<String, Integer> out = new HashMap<>();
            words.stream().forEach(w -> out.put(w, w.length()));
            return out;
        }
    }

    static class BadParallelRange {
        private final List<Integer> found = new ArrayList<>();

        public void search(int n) {
            IntStream.range(0, n).parallel().filter(i -> i % 3 == 0).forEach(found::add); // BUG: HM-RACE-PARALLEL
        }
    }

    static class GoodParallelRange {
        private final List<Integer> found = new ArrayList<>();

        public void search(int n) {
            found.addAll(IntStream.range(0, n).parallel().filter(i -> i % 3 == 0).boxed().toList());
        }
    }

    // ---- static HashMap cache in a servlet
    static class BadServlet extends HttpServlet {
        private static final Map<String, String> PAGES = new HashMap<>();

        @Override
        protected void doGet(String request, StringBuilder response) {
            String page = PAGES.get(request);
            if (page == null) {
                page = request.toUpperCase();
                PAGES.put(request, page); // BUG: HM-RACE-SINGLETON
            }
            response.append(page);
        }

        void evict(String request) {
            PAGES.remove(request);
        }
    }

    static class GoodServlet extends HttpServlet {
        private static final Map<String, String> PAGES = new ConcurrentHashMap<>();

        @Override
        protected void doGet(String request, StringBuilder response) {
            response.append(PAGES.computeIfAbsent(request, String::toUpperCase));
        }

        void evict(String request) {
            PAGES.remove(request);
        }
    }

    // ---- instance field of a singleton component
    @Service
    static class BadService {
        private Map<String, Integer> totals = new HashMap<>();

        public void add(String k, int n) {
            totals.put(k, n); // BUG: HM-RACE-SINGLETON
        }

        public int total(String k) {
            return totals.get(k);
        }
    }

    @Service
    static class GoodService {
        private final Map<String, Integer> totals;

        GoodService() {
            totals = new HashMap<>();
            totals.put("start", 0);
        }

        public int total(String k) {
            return totals.get(k);
        }
    }

    // ---- copy-on-write through a non-volatile field
    static class BadCopyOnWrite {
        private Map<String, String> config = new HashMap<>();

        public void set(String k, String v) {
            Map<String, String> copy = new HashMap<>(config);
            copy.put(k, v);
            config = copy; // BUG: HM-RACE-COW
        }

        public String get(String k) {
            return config.get(k);
        }
    }

    static class GoodCopyOnWrite {
        private volatile Map<String, String> config = new HashMap<>();

        public synchronized void set(String k, String v) {
            Map<String, String> copy = new HashMap<>(config);
            copy.put(k, v);
            config = copy;
        }

        public String get(String k) {
            return config.get(k);
        }
    }

    // ---- nested: a plain list inside a concurrent map
    static class BadNested {
        private final ConcurrentHashMap<String, List<String>> groups = new ConcurrentHashMap<>();
        private final ExecutorService pool = Executors.newCachedThreadPool();

        void add(String group, String member) {
            pool.execute(() -> groups.computeIfAbsent(group, g -> new ArrayList<>()).add(member)); // BUG: HM-RACE-TASK
        }
    }

    static class GoodNested {
        private final ConcurrentHashMap<String, Deque<String>> groups = new ConcurrentHashMap<>();
        private final ExecutorService pool = Executors.newCachedThreadPool();

        void add(String group, String member) {
            pool.execute(() -> groups.computeIfAbsent(group, g -> new ConcurrentLinkedDeque<>()).add(member));
        }
    }

    // ---- one thread owns the map
    static class BadTwoThreadsPool {
        private final ExecutorService loop = Executors.newFixedThreadPool(2);
        private final Map<String, String> state = new HashMap<>();

        void set(String k, String v) {
            loop.execute(() -> state.put(k, v)); // BUG: HM-RACE-TASK
        }
    }

    static class GoodTwoThreadsPool {
        private final ExecutorService loop = Executors.newSingleThreadExecutor();
        private final Map<String, String> state = new HashMap<>();

        void set(String k, String v) {
            loop.execute(() -> state.put(k, v));
        }

        CompletableFuture<String> get(String k) {
            return CompletableFuture.supplyAsync(() -> state.get(k), loop);
        }
    }

    // ---- Timer, inner class reaching the outer field
    static class BadTimer {
        private final Map<String, Long> lastSeen = new HashMap<>();
        private final Timer timer = new Timer();

        class Sweep extends TimerTask {
            @Override
            public void run() {
                lastSeen.values().removeIf(t -> t < System.currentTimeMillis() - 1000); // BUG: HM-RACE-TASK
            }
        }

        void start() {
            timer.schedule(new Sweep(), 0, 1000);
        }

        void touch(String k) {
            lastSeen.put(k, System.currentTimeMillis());
        }
    }

    static class GoodTimer {
        private final Map<String, Long> lastSeen = new HashMap<>();
        private final Timer timer = new Timer();

        class Sweep extends TimerTask {
            @Override
            public void run() {
                synchronized (lastSeen) {
                    lastSeen.values().removeIf(t -> t < System.currentTimeMillis() - 1000);
                }
            }
        }

        void start() {
            timer.schedule(new Sweep(), 0, 1000);
        }

        void touch(String k) {
            synchronized (lastSeen) {
                lastSeen.put(k, System.currentTimeMillis());
            }
        }
    }

    // ---- a plain map inside a concurrent one, no thread in sight
    static class BadNestedPlain {
        private final ConcurrentHashMap<String, Map<String, Integer>> byUser = new ConcurrentHashMap<>();

        public void count(String user, String page) {
            byUser.computeIfAbsent(user, u -> new HashMap<>()).merge(page, 1, Integer::sum); // BUG: HM-RACE-NESTED
        }
    }

    static class GoodNestedPlain {
        private final ConcurrentHashMap<String, Map<String, Integer>> byUser = new ConcurrentHashMap<>();

        public void count(String user, String page) {
            byUser.compute(user, (u, pages) -> {
                Map<String, Integer> mine = pages == null ? new HashMap<>() : pages;
                mine.merge(page, 1, Integer::sum);
                return mine;
            });
        }
    }

    // ---- two threads of a local object
    static class Counter {
        private final Map<String, Integer> counts = new HashMap<>();

        void inc(String k) {
            counts.merge(k, 1, Integer::sum); // BUG: HM-RACE-CAPTURE
        }
    }

    static class BadTwoThreads {
        static void run() throws InterruptedException {
            Counter counter = new Counter();
            Thread a = new Thread(() -> counter.inc("a"));
            Thread b = new Thread(() -> counter.inc("b"));
            a.start();
            b.start();
            a.join();
            b.join();
        }
    }

    static class GoodTwoThreads {
        static void run() throws InterruptedException {
            Counter counter = new Counter();
            Thread a = new Thread(() -> counter.inc("a"));
            Thread b = new Thread(() -> counter.inc("b"));
            a.start();
            a.join();
            b.start();
            b.join();
        }
    }

    // ---- tasks collected in a list first
    static class BadInvokeAll {
        static java.util.Set<Integer> run(ExecutorService pool) throws InterruptedException {
            Set<Integer> out = new HashSet<>();
            List<java.util.concurrent.Callable<Boolean>> tasks = new ArrayList<>();
            for (int i = 0; i < 10; i++) {
                int n = i;
                tasks.add(() -> out.add(n)); // BUG: HM-RACE-CAPTURE
            }
            pool.invokeAll(tasks);
            return out;
        }
    }

    static class GoodInvokeAll {
        static java.util.Set<Integer> run(ExecutorService pool) throws InterruptedException {
            Set<Integer> out = ConcurrentHashMap.newKeySet();
            List<java.util.concurrent.Callable<Boolean>> tasks = new ArrayList<>();
            for (int i = 0; i < 10; i++) {
                int n = i;
                tasks.add(() -> out.add(n));
            }
            pool.invokeAll(tasks);
            return out;
        }
    }

    // ---- a map behind an atomic reference is not made atomic
    static class BadAtomicReference {
        private final java.util.concurrent.atomic.AtomicReference<Map<String, String>> ref =
                new java.util.concurrent.atomic.AtomicReference<>(new HashMap<>());

        void start() {
            new Thread(() -> ref.get().put("now", "" + System.nanoTime())).start(); // BUG: HM-RACE-TASK
        }

        String now() {
            return ref.get().get("now");
        }
    }

    static class GoodAtomicReference {
        private final java.util.concurrent.atomic.AtomicReference<Map<String, String>> ref =
                new java.util.concurrent.atomic.AtomicReference<>(Map.of());

        void start() {
            new Thread(() -> {
                Map<String, String> copy = new HashMap<>(ref.get());
                copy.put("now", "" + System.nanoTime());
                ref.set(copy);
            })
                    .start();
        }

        String now() {
            return ref.get().get("now");
        }
    }

    // ---- a wrapper around somebody else's map
    static class BadWrapper<K, V> {
        private final Map<K, V> delegate;
        private final Object mutex = new Object();

        BadWrapper(Map<K, V> delegate) {
            this.delegate = delegate;
        }

        V put(K k, V v) {
            synchronized (mutex) {
                return delegate.put(k, v);
            }
        }

        V remove(K k) {
            return delegate.remove(k); // BUG: HM-RACE-LOCK
        }
    }

    static class GoodWrapper<K, V> {
        private final Map<K, V> delegate;
        private final Object mutex = new Object();

        GoodWrapper(Map<K, V> delegate) {
            this.delegate = delegate;
        }

        V put(K k, V v) {
            synchronized (mutex) {
                return delegate.put(k, v);
            }
        }

        V remove(K k) {
            synchronized (mutex) {
                return delegate.remove(k);
            }
        }
    }

    // ---- the key as lock
    static class BadKeyLock {
        private final Map<String, String> map = new HashMap<>();

        void put(String k, String v) {
            synchronized (k) {
                map.put(k, v); // BUG: HM-RACE-WEAKLOCK
            }
        }
    }

    static class GoodKeyLock {
        private final Map<String, String> map = new ConcurrentHashMap<>();

        void put(String k, String v) {
            synchronized (k) {
                map.put(k, v);
            }
        }
    }

    // ---- RACE: a static cache that whoever asks first fills

    static class BadStaticCache {
        private static final Map<String, Integer> LENGTHS = new HashMap<>();

        static int length(String s) {
            Integer known = LENGTHS.get(s);
            if (known == null) {
                known = s.length();
                LENGTHS.put(s, known); // BUG: HM-RACE-CACHE
                if (LENGTHS.size() > 1000) {
                    LENGTHS.clear();
                }
            }
            return known;
        }
    }

    static class GoodStaticCache {
        private static final Map<String, Integer> LENGTHS = new HashMap<>();

        static synchronized int length(String s) {
            Integer known = LENGTHS.get(s);
            if (known == null) {
                known = s.length();
                LENGTHS.put(s, known);
                if (LENGTHS.size() > 1000) {
                    LENGTHS.clear();
                }
            }
            return known;
        }
    }

    static class BadSingletonCache {
        static final BadSingletonCache INSTANCE = new BadSingletonCache();

        private final Map<String, Integer> lengths = new TreeMap<>();

        private BadSingletonCache() {}

        int length(String s) {
            return lengths.computeIfAbsent(s, String::length); // BUG: HM-RACE-CACHE
        }
    }

    /** A registry that start-up fills and that is only asked after that. */
    static class GoodSingletonCache {
        static final GoodSingletonCache INSTANCE = new GoodSingletonCache();

        private final Map<String, Integer> lengths = new TreeMap<>();

        private GoodSingletonCache() {}

        void register(String s) {
            lengths.put(s, s.length());
        }

        Integer length(String s) {
            return lengths.get(s);
        }
    }
}
