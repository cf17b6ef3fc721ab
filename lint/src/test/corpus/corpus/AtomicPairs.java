package corpus;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** ATOMIC: single calls are atomic, sequences are not. */
class AtomicPairs {
    // ---- containsKey, then put
    static class BadContainsThenPut {
        private final ConcurrentMap<String, Object> sessions = new ConcurrentHashMap<>();

        Object open(String id) {
            if (!sessions.containsKey(id)) {
                sessions.put(id, new Object()); // BUG: HM-ATOMIC-CHECK
            }
            return sessions.get(id);
        }
    }

    static class GoodContainsThenPut {
        private final ConcurrentMap<String, Object> sessions = new ConcurrentHashMap<>();

        Object open(String id) {
            return sessions.computeIfAbsent(id, k -> new Object());
        }
    }

    // ---- get, null test, put; declared as Map
    static class BadGetThenPut {
        private final Map<String, List<String>> groups = new ConcurrentSkipListMap<>();

        List<String> group(String name) {
            List<String> group = groups.get(name);
            if (group == null) {
                group = new CopyOnWriteArrayList<>();
                groups.put(name, group); // BUG: HM-ATOMIC-CHECK
            }
            return group;
        }
    }

    static class GoodGetThenPut {
        private final Map<String, List<String>> groups = new ConcurrentSkipListMap<>();

        List<String> group(String name) {
            List<String> group = groups.get(name);
            if (group == null) {
                group = new CopyOnWriteArrayList<>();
                List<String> other = groups.putIfAbsent(name, group);
                return other == null ? group : other;
            }
            return group;
        }
    }

    // ---- through a helper that only asks
    static class BadHelperAsks {
        private final ConcurrentHashMap<Integer, String> names = new ConcurrentHashMap<>();

        private boolean known(int id) {
            return names.containsKey(id);
        }

        void learn(int id, String name) {
            if (known(id)) {
                return;
            }
            names.put(id, name); // BUG: HM-ATOMIC-CHECK
        }
    }

    static class GoodHelperAsks {
        private final ConcurrentHashMap<Integer, String> names = new ConcurrentHashMap<>();

        private boolean known(int id) {
            return names.containsKey(id);
        }

        synchronized void learn(int id, String name) {
            if (known(id)) {
                return;
            }
            names.put(id, name);
        }
    }

    // ---- a parameter
    static class BadParameter {
        static void count(ConcurrentMap<String, Integer> counts, String word) {
            Integer old = counts.get(word);
            counts.put(word, old == null ? 1 : old + 1); // BUG: HM-ATOMIC-UPDATE
        }
    }

    static class GoodParameter {
        static void count(ConcurrentMap<String, Integer> counts, String word) {
            counts.merge(word, 1, Integer::sum);
        }
    }

    // ---- get + 1, put, in a lambda
    static class BadUpdateInLambda {
        private final Map<String, Long> totals = new ConcurrentHashMap<>();

        void addAll(List<String> words) {
            words.forEach(w -> totals.put(w, totals.getOrDefault(w, 0L) + 1)); // BUG: HM-ATOMIC-UPDATE
        }
    }

    static class GoodUpdateInLambda {
        private final Map<String, Long> totals = new ConcurrentHashMap<>();

        void addAll(List<String> words) {
            words.forEach(w -> totals.compute(w, (k, n) -> n == null ? 1 : n + 1));
        }
    }

    // ---- synchronizedMap is no better
    static class BadSynchronizedMap {
        private final Map<String, Integer> stock = Collections.synchronizedMap(new HashMap<>());

        boolean take(String item) {
            int n = stock.getOrDefault(item, 0);
            if (n == 0) {
                return false;
            }
            stock.put(item, n - 1); // BUG: HM-ATOMIC-UPDATE
            return true;
        }
    }

    static class GoodSynchronizedMap {
        private final Map<String, Integer> stock = Collections.synchronizedMap(new HashMap<>());

        boolean take(String item) {
            synchronized (stock) {
                int n = stock.getOrDefault(item, 0);
                if (n == 0) {
                    return false;
                }
                stock.put(item, n - 1);
                return true;
            }
        }
    }

    // ---- replace in a loop is a compare-and-set
    static class BadBlindPut {
        private static final ConcurrentHashMap<String, Integer> LEVELS = new ConcurrentHashMap<>();

        static void raise(String k) {
            Integer old = LEVELS.get(k);
            LEVELS.put(k, Math.max(old, 10)); // BUG: HM-ATOMIC-UPDATE
        }

        static void reset() {
            LEVELS.clear();
        }
    }

    static class GoodBlindPut {
        private static final ConcurrentHashMap<String, Integer> LEVELS = new ConcurrentHashMap<>();

        static void raise(String k) {
            Integer old;
            do {
                old = LEVELS.get(k);
            } while (!LEVELS.replace(k, old, Math.max(old, 10)));
        }

        static void reset() {
            LEVELS.clear();
        }
    }

    // ---- size, then act
    static class BadSizeThenPut {
        private final ConcurrentHashMap<String, String> cache = new ConcurrentHashMap<>();

        void put(String k, String v) {
            if (cache.size() < 100) {
                cache.put(k, v); // BUG: HM-ATOMIC-SIZE
            }
        }
    }

    static class GoodSizeThenPut {
        private final ConcurrentHashMap<String, String> cache = new ConcurrentHashMap<>();

        void put(String k, String v) {
            synchronized (cache) {
                if (cache.size() < 100) {
                    cache.put(k, v);
                }
            }
        }
    }

    static class BadQueueRemove {
        private final ConcurrentLinkedQueue<String> jobs = new ConcurrentLinkedQueue<>();

        String next() {
            return jobs.isEmpty() ? null : jobs.remove(); // BUG: HM-ATOMIC-SIZE
        }
    }

    static class GoodQueueRemove {
        private final ConcurrentLinkedQueue<String> jobs = new ConcurrentLinkedQueue<>();

        String next() {
            return jobs.poll();
        }
    }

    // ---- remove what somebody may have replaced
    static class BadRemoveExpired {
        private final ConcurrentMap<String, Long> deadlines = new ConcurrentHashMap<>();

        void expire(String k, long now) {
            Long deadline = deadlines.get(k);
            if (deadline != null && deadline < now) {
                deadlines.remove(k); // BUG: HM-ATOMIC-CHECK
            }
        }
    }

    static class GoodRemoveExpired {
        private final ConcurrentMap<String, Long> deadlines = new ConcurrentHashMap<>();

        void expire(String k, long now) {
            Long deadline = deadlines.get(k);
            if (deadline != null && deadline < now) {
                deadlines.remove(k, deadline);
            }
        }
    }

    // ---- list in the role of a set
    static class BadListeners {
        private final List<Runnable> listeners = new CopyOnWriteArrayList<>();

        void add(Runnable r) {
            if (!listeners.contains(r)) {
                listeners.add(r); // BUG: HM-ATOMIC-CHECK
            }
        }
    }

    static class GoodListeners {
        private final CopyOnWriteArrayList<Runnable> listeners = new CopyOnWriteArrayList<>();

        void add(Runnable r) {
            listeners.addIfAbsent(r);
        }
    }

    // ---- putIfAbsent with a value that costs
    static class BadEager {
        private final ConcurrentMap<String, List<String>> files = new ConcurrentHashMap<>();

        List<String> lines(String file) {
            files.putIfAbsent(file, read(file)); // BUG: HM-ATOMIC-EAGER
            return files.get(file);
        }

        private static List<String> read(String file) {
            List<String> lines = new ArrayList<>();
            for (String line : file.split("\n")) {
                lines.add(line.trim());
            }
            return lines;
        }
    }

    static class GoodEager {
        private final ConcurrentMap<String, List<String>> files = new ConcurrentHashMap<>();

        List<String> lines(String file) {
            return files.computeIfAbsent(file, GoodEager::read);
        }

        List<String> empty(String file) {
            files.putIfAbsent(file, new ArrayList<>());
            return files.get(file);
        }

        private static List<String> read(String file) {
            List<String> lines = new ArrayList<>();
            for (String line : file.split("\n")) {
                lines.add(line.trim());
            }
            return lines;
        }
    }
}
