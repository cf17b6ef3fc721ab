package corpus;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;

/** ESCAPE: a guarded map leaves its guard. */
class EscapePairs {
    static class BadGetter {
        private final Map<String, String> live = new HashMap<>();

        public synchronized void put(String k, String v) {
            live.put(k, v);
        }

        public synchronized Map<String, String> all() {
            return live; // BUG: HM-ESCAPE
        }
    }

    static class GoodGetter {
        private final Map<String, String> live = new HashMap<>();

        public synchronized void put(String k, String v) {
            live.put(k, v);
        }

        public synchronized Map<String, String> all() {
            return new HashMap<>(live);
        }
    }

    static class BadUnmodifiable {
        private final ReentrantLock lock = new ReentrantLock();
        private final Map<String, String> live = new HashMap<>();

        public void put(String k, String v) {
            lock.lock();
            try {
                live.put(k, v);
            } finally {
                lock.unlock();
            }
        }

        public Map<String, String> all() {
            lock.lock();
            try {
                return Collections.unmodifiableMap(live); // BUG: HM-ESCAPE
            } finally {
                lock.unlock();
            }
        }
    }

    static class GoodUnmodifiable {
        private final ReentrantLock lock = new ReentrantLock();
        private final Map<String, String> live = new HashMap<>();

        public void put(String k, String v) {
            lock.lock();
            try {
                live.put(k, v);
            } finally {
                lock.unlock();
            }
        }

        public Map<String, String> all() {
            lock.lock();
            try {
                return Map.copyOf(live);
            } finally {
                lock.unlock();
            }
        }
    }

    static class BadView {
        private final TreeMap<Long, String> events = new TreeMap<>();
        private final Object lock = new Object();

        public void add(long t, String e) {
            synchronized (lock) {
                events.put(t, e);
            }
        }

        public Collection<String> since(long t) {
            synchronized (lock) {
                return events.tailMap(t).values(); // BUG: HM-ESCAPE
            }
        }
    }

    static class GoodView {
        private final TreeMap<Long, String> events = new TreeMap<>();
        private final Object lock = new Object();

        public void add(long t, String e) {
            synchronized (lock) {
                events.put(t, e);
            }
        }

        public Collection<String> since(long t) {
            synchronized (lock) {
                return new ArrayList<>(events.tailMap(t).values());
            }
        }
    }

    static class BadKeySetField {
        private final Map<String, Integer> map = new HashMap<>();
        private final Set<String> names = map.keySet();

        public void put(String k, int n) {
            synchronized (map) {
                map.put(k, n);
            }
        }

        public Set<String> names() {
            return names; // BUG: HM-ESCAPE
        }
    }

    static class GoodKeySetField {
        private final Map<String, Integer> map = new ConcurrentHashMap<>();
        private final Set<String> names = map.keySet();

        public void put(String k, int n) {
            synchronized (map) {
                map.put(k, n);
            }
        }

        public Set<String> names() {
            return names;
        }
    }

    static class BadNestedList {
        private final Map<String, List<String>> byUser = new HashMap<>();

        public synchronized void add(String user, String role) {
            byUser.computeIfAbsent(user, u -> new ArrayList<>()).add(role);
        }

        public synchronized List<String> roles(String user) {
            return byUser.get(user); // BUG: HM-ESCAPE
        }
    }

    static class GoodNestedList {
        private final Map<String, List<String>> byUser = new HashMap<>();

        public synchronized void add(String user, String role) {
            byUser.computeIfAbsent(user, u -> new ArrayList<>()).add(role);
        }

        public synchronized List<String> roles(String user) {
            return List.copyOf(byUser.get(user));
        }
    }
}
