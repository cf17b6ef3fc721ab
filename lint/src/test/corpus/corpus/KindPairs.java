package corpus;

import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.WeakHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;

/** KIND: a read that writes. */
class KindPairs {
    // ---- access-ordered get under the read lock
    static class BadLruUnderReadLock {
        private final ReadWriteLock lock = new ReentrantReadWriteLock();
        private final Map<String, String> lru = new LinkedHashMap<>(16, 0.75f, true);

        public String get(String k) {
            lock.readLock().lock();
            try {
                return lru.get(k); // BUG: HM-KIND-READ
            } finally {
                lock.readLock().unlock();
            }
        }

        public void put(String k, String v) {
            lock.writeLock().lock();
            try {
                lru.put(k, v);
            } finally {
                lock.writeLock().unlock();
            }
        }
    }

    static class GoodLruUnderReadLock {
        private final ReadWriteLock lock = new ReentrantReadWriteLock();
        private final Map<String, String> lru = new LinkedHashMap<>(16, 0.75f, false);

        public String get(String k) {
            lock.readLock().lock();
            try {
                return lru.get(k);
            } finally {
                lock.readLock().unlock();
            }
        }

        public void put(String k, String v) {
            lock.writeLock().lock();
            try {
                lru.put(k, v);
            } finally {
                lock.writeLock().unlock();
            }
        }
    }

    // ---- the same, as an anonymous subclass with eviction
    static class BadAnonymousLru {
        private final Map<String, String> lru = new LinkedHashMap<>(16, 0.75f, true) {
            @Override
            protected boolean removeEldestEntry(Map.Entry<String, String> eldest) {
                return size() > 100;
            }
        };

        public String get(String k) {
            return lru.get(k); // BUG: HM-KIND-READ
        }

        public synchronized void put(String k, String v) {
            lru.put(k, v);
        }
    }

    static class GoodAnonymousLru {
        private final Map<String, String> lru = new LinkedHashMap<>(16, 0.75f, true) {
            @Override
            protected boolean removeEldestEntry(Map.Entry<String, String> eldest) {
                return size() > 100;
            }
        };

        public synchronized String get(String k) {
            return lru.get(k);
        }

        public synchronized void put(String k, String v) {
            lru.put(k, v);
        }
    }

    // ---- a class of one's own that is an access-ordered map
    static class Lru<K, V> extends LinkedHashMap<K, V> {
        Lru() {
            super(16, 0.75f, true);
        }
    }

    static class BadOwnLru {
        private final Map<Integer, String> cache = new Lru<>();
        private final ReadWriteLock lock = new ReentrantReadWriteLock();

        public String find(int id) {
            lock.readLock().lock();
            try {
                return cache.getOrDefault(id, ""); // BUG: HM-KIND-READ
            } finally {
                lock.readLock().unlock();
            }
        }

        public void store(int id, String v) {
            lock.writeLock().lock();
            try {
                cache.put(id, v);
            } finally {
                lock.writeLock().unlock();
            }
        }
    }

    static class GoodOwnLru {
        private final Map<Integer, String> cache = Collections.synchronizedMap(new Lru<>());

        public String find(int id) {
            return cache.getOrDefault(id, "");
        }

        public void store(int id, String v) {
            cache.put(id, v);
        }
    }

    // ---- WeakHashMap.size under the read lock
    static class BadWeakSize {
        private final ReadWriteLock lock = new ReentrantReadWriteLock();
        private final Map<Object, String> labels = new WeakHashMap<>();

        public int count() {
            lock.readLock().lock();
            try {
                return labels.size(); // BUG: HM-KIND-READ
            } finally {
                lock.readLock().unlock();
            }
        }

        public void label(Object o, String s) {
            lock.writeLock().lock();
            try {
                labels.put(o, s);
            } finally {
                lock.writeLock().unlock();
            }
        }
    }

    static class GoodWeakSize {
        private final Map<Object, String> labels = new WeakHashMap<>();

        public synchronized int count() {
            return labels.size();
        }

        public synchronized void label(Object o, String s) {
            labels.put(o, s);
        }
    }

    // ---- WeakHashMap.get in tasks, all of them only reading
    static class BadWeakInTasks {
        private final Map<Object, String> labels;

        BadWeakInTasks(Map<Object, String> start) {
            labels = new WeakHashMap<>(start);
        }

        void print(ExecutorService pool, Object key) {
            pool.submit(() -> System.out.println(labels.get(key))); // BUG: HM-KIND-READ
        }
    }

    static class GoodWeakInTasks {
        private final Map<Object, String> labels;

        GoodWeakInTasks(Map<Object, String> start) {
            labels = new HashMap<>(start);
        }

        void print(ExecutorService pool, Object key) {
            pool.submit(() -> System.out.println(labels.get(key)));
        }
    }
}
