package blind;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.WeakHashMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.concurrent.locks.StampedLock;
import java.util.function.Supplier;
import org.springframework.stereotype.Service;

/** Locks that are there and do not help; and maps whose reads write. */
class Locks {
    // RACE
    static class BadRegistry {
        private final Map<String, Object> beans = new HashMap<>();
        private final Lock lock = new ReentrantLock();

        public void register(String name, Object bean) {
            lock.lock();
            try {
                beans.put(name, bean);
            } finally {
                lock.unlock();
            }
        }

        public Optional<Object> lookup(String name) {
            return Optional.ofNullable(beans.get(name));
        }
    }

    static class GoodRegistry {
        private final Map<String, Object> beans = new HashMap<>();
        private final Lock lock = new ReentrantLock();

        public void register(String name, Object bean) {
            locked(() -> beans.put(name, bean));
        }

        public Optional<Object> lookup(String name) {
            return Optional.ofNullable(locked(() -> beans.get(name)));
        }

        private <T> T locked(Supplier<T> body) {
            lock.lock();
            try {
                return body.get();
            } finally {
                lock.unlock();
            }
        }
    }

    // RACE
    static class BadPrices {
        private final ReadWriteLock rw = new ReentrantReadWriteLock();
        private final NavigableMap<Long, Double> ticks = new TreeMap<>();

        double at(long time) {
            rw.readLock().lock();
            try {
                Map.Entry<Long, Double> entry = ticks.floorEntry(time);
                if (entry == null) {
                    ticks.put(time, 0.0);
                    return 0.0;
                }
                return entry.getValue();
            } finally {
                rw.readLock().unlock();
            }
        }

        void tick(long time, double price) {
            rw.writeLock().lock();
            try {
                ticks.put(time, price);
            } finally {
                rw.writeLock().unlock();
            }
        }
    }

    static class GoodPrices {
        private final ReadWriteLock rw = new ReentrantReadWriteLock();
        private final NavigableMap<Long, Double> ticks = new TreeMap<>();

        double at(long time) {
            rw.readLock().lock();
            try {
                Map.Entry<Long, Double> entry = ticks.floorEntry(time);
                if (entry != null) {
                    return entry.getValue();
                }
            } finally {
                rw.readLock().unlock();
            }
            tick(time, 0.0);
            return 0.0;
        }

        void tick(long time, double price) {
            rw.writeLock().lock();
            try {
                ticks.put(time, price);
            } finally {
                rw.writeLock().unlock();
            }
        }
    }

    // RACE
    static class BadQueue {
        private final Deque<String> pending = new ArrayDeque<>();
        private final Object readSide = new Object();
        private final Object writeSide = new Object();

        void offer(String s) {
            synchronized (writeSide) {
                pending.addLast(s);
            }
        }

        String poll() {
            synchronized (readSide) {
                return pending.pollFirst();
            }
        }
    }

    static class GoodQueue {
        private final Deque<String> pending = new ArrayDeque<>();

        void offer(String s) {
            synchronized (pending) {
                pending.addLast(s);
            }
        }

        String poll() {
            synchronized (pending) {
                return pending.pollFirst();
            }
        }
    }

    // RACE
    static class BadBase {
        static class Base {
            protected final Map<String, Integer> counters = new HashMap<>();

            public synchronized void add(String name) {
                counters.merge(name, 1, Integer::sum);
            }
        }

        static class Sub extends Base {
            public int total() {
                int sum = 0;
                for (int each : counters.values()) {
                    sum += each;
                }
                return sum;
            }
        }
    }

    static class GoodBase {
        static class Base {
            protected final Map<String, Integer> counters = new HashMap<>();

            public synchronized void add(String name) {
                counters.merge(name, 1, Integer::sum);
            }
        }

        static class Sub extends Base {
            public synchronized int total() {
                int sum = 0;
                for (int each : counters.values()) {
                    sum += each;
                }
                return sum;
            }
        }
    }

    // RACE
    static class BadStamped {
        private final StampedLock stamp = new StampedLock();
        private final Map<String, String> routes = new HashMap<>();

        void learn(String from, String to) {
            long s = stamp.readLock();
            try {
                routes.put(from, to);
            } finally {
                stamp.unlockRead(s);
            }
        }

        String next(String from) {
            long s = stamp.readLock();
            try {
                return routes.get(from);
            } finally {
                stamp.unlockRead(s);
            }
        }
    }

    static class GoodStamped {
        private final StampedLock stamp = new StampedLock();
        private final Map<String, String> routes = new HashMap<>();

        void learn(String from, String to) {
            long s = stamp.writeLock();
            try {
                routes.put(from, to);
            } finally {
                stamp.unlockWrite(s);
            }
        }

        String next(String from) {
            long s = stamp.readLock();
            try {
                return routes.get(from);
            } finally {
                stamp.unlockRead(s);
            }
        }
    }

    // RACE
    static class BadStatic {
        private static final Map<String, Integer> IDS = new HashMap<>();

        synchronized int id(String name) {
            return IDS.computeIfAbsent(name, n -> IDS.size());
        }

        static synchronized void reset() {
            IDS.clear();
        }
    }

    static class GoodStatic {
        private static final Map<String, Integer> IDS = new HashMap<>();

        static synchronized int id(String name) {
            Integer id = IDS.get(name);
            if (id == null) {
                id = IDS.size();
                IDS.put(name, id);
            }
            return id;
        }

        static synchronized void reset() {
            IDS.clear();
        }
    }

    // RACE
    static class BadLocalLock {
        private final Map<String, String> table = new HashMap<>();

        void set(String k, String v) {
            Lock lock = new ReentrantLock();
            lock.lock();
            try {
                table.put(k, v);
            } finally {
                lock.unlock();
            }
        }

        synchronized String get(String k) {
            return table.get(k);
        }
    }

    static class GoodLocalLock {
        private final Map<String, String> table = new HashMap<>();

        void set(String k, String v) {
            Object self = this;
            synchronized (self) {
                table.put(k, v);
            }
        }

        synchronized String get(String k) {
            return table.get(k);
        }
    }

    // RACE
    @Service
    static class BadQuotes {
        private final Map<String, Double> cache = new LinkedHashMap<>();

        public double quote(String symbol) {
            return cache.computeIfAbsent(symbol, this::load);
        }

        private double load(String symbol) {
            return symbol.length();
        }
    }

    @Service
    static class GoodQuotes {
        private final Map<String, Double> cache = Collections.synchronizedMap(new LinkedHashMap<>());

        public double quote(String symbol) {
            return cache.computeIfAbsent(symbol, this::load);
        }

        private double load(String symbol) {
            return symbol.length();
        }
    }

    // RACE
    static class BadGroups {
        private final Map<String, List<String>> members = new ConcurrentHashMap<>();

        public void join(String group, String who) {
            members.computeIfAbsent(group, g -> new ArrayList<>()).add(who);
        }

        public int size(String group) {
            return members.getOrDefault(group, List.of()).size();
        }
    }

    static class GoodGroups {
        private final Map<String, List<String>> members = new ConcurrentHashMap<>();

        public void join(String group, String who) {
            members.compute(group, (g, old) -> {
                List<String> next = old == null ? new ArrayList<>() : new ArrayList<>(old);
                next.add(who);
                return List.copyOf(next);
            });
        }

        public int size(String group) {
            return members.getOrDefault(group, List.of()).size();
        }
    }

    // RACE
    static class BadConfig {
        private Map<String, String> settings = Map.of();

        public void set(String key, String value) {
            synchronized (this) {
                Map<String, String> copy = new HashMap<>(settings);
                copy.put(key, value);
                settings = copy;
            }
        }

        public String get(String key) {
            return settings.get(key);
        }
    }

    static class GoodConfig {
        private volatile Map<String, String> settings = Map.of();

        public void set(String key, String value) {
            synchronized (this) {
                Map<String, String> copy = new HashMap<>(settings);
                copy.put(key, value);
                settings = copy;
            }
        }

        public String get(String key) {
            return settings.get(key);
        }
    }

    // KIND
    static class BadLru<K, V> {
        private final ReadWriteLock rw = new ReentrantReadWriteLock();
        private final Map<K, V> map;

        BadLru(int max) {
            map = new LinkedHashMap<>(16, 0.75f, true) {
                @Override
                protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
                    return size() > max;
                }
            };
        }

        V get(K key) {
            rw.readLock().lock();
            try {
                return map.get(key);
            } finally {
                rw.readLock().unlock();
            }
        }

        void put(K key, V value) {
            rw.writeLock().lock();
            try {
                map.put(key, value);
            } finally {
                rw.writeLock().unlock();
            }
        }
    }

    static class GoodLru<K, V> {
        private final ReadWriteLock rw = new ReentrantReadWriteLock();
        private final Map<K, V> map;

        GoodLru(int max) {
            map = new LinkedHashMap<>(16, 0.75f, false) {
                @Override
                protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
                    return size() > max;
                }
            };
        }

        V get(K key) {
            rw.readLock().lock();
            try {
                return map.get(key);
            } finally {
                rw.readLock().unlock();
            }
        }

        void put(K key, V value) {
            rw.writeLock().lock();
            try {
                map.put(key, value);
            } finally {
                rw.writeLock().unlock();
            }
        }
    }

    // KIND
    static class BadLoaders {
        private final WeakHashMap<ClassLoader, String> names = new WeakHashMap<>();

        public synchronized void name(ClassLoader loader, String name) {
            names.put(loader, name);
        }

        public int known() {
            return names.size();
        }
    }

    static class GoodLoaders {
        private final WeakHashMap<ClassLoader, String> names = new WeakHashMap<>();

        public synchronized void name(ClassLoader loader, String name) {
            names.put(loader, name);
        }

        public synchronized int known() {
            return names.size();
        }
    }

    // KIND
    static class BadLruClass {
        static final class Lru extends LinkedHashMap<String, byte[]> {
            private static final long serialVersionUID = 1;

            Lru() {
                super(64, 0.75f, true);
            }
        }

        private final Lru pages = new Lru();
        private final ReentrantReadWriteLock lock = new ReentrantReadWriteLock();
        private final Lock shared = lock.readLock();
        private final Lock exclusive = lock.writeLock();

        byte[] page(String name) {
            shared.lock();
            try {
                return pages.get(name);
            } finally {
                shared.unlock();
            }
        }

        void page(String name, byte[] bytes) {
            exclusive.lock();
            try {
                pages.put(name, bytes);
            } finally {
                exclusive.unlock();
            }
        }
    }

    static class GoodLruClass {
        static final class Lru extends LinkedHashMap<String, byte[]> {
            private static final long serialVersionUID = 1;

            Lru() {
                super(64, 0.75f, true);
            }
        }

        private final Lru pages = new Lru();
        private final ReentrantReadWriteLock lock = new ReentrantReadWriteLock();
        private final Lock exclusive = lock.writeLock();

        byte[] page(String name) {
            exclusive.lock();
            try {
                return pages.get(name);
            } finally {
                exclusive.unlock();
            }
        }

        void page(String name, byte[] bytes) {
            exclusive.lock();
            try {
                pages.put(name, bytes);
            } finally {
                exclusive.unlock();
            }
        }
    }
}
