package blind;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Collectors;

/** Single calls are atomic, sequences are not; iterations; functions that touch their own map. */
class Sequences {
    // ATOMIC
    static class BadOnce {
        private final Map<String, Object> locks = new ConcurrentHashMap<>();

        Object lockFor(String name) {
            Object lock = locks.get(name);
            if (lock != null) {
                return lock;
            }
            lock = new Object();
            locks.put(name, lock);
            return lock;
        }
    }

    static class GoodOnce {
        private final Map<String, Object> locks = new ConcurrentHashMap<>();

        Object lockFor(String name) {
            Object lock = locks.get(name);
            if (lock != null) {
                return lock;
            }
            Object made = new Object();
            Object old = locks.putIfAbsent(name, made);
            return old == null ? made : old;
        }
    }

    // ATOMIC
    static class BadVotes {
        private final ConcurrentSkipListMap<String, Integer> votes = new ConcurrentSkipListMap<>();

        public int vote(String who) {
            int now = votes.getOrDefault(who, 0);
            now++;
            votes.put(who, now);
            return now;
        }
    }

    static class GoodVotes {
        private final ConcurrentSkipListMap<String, Integer> votes = new ConcurrentSkipListMap<>();

        public int vote(String who) {
            return votes.merge(who, 1, Integer::sum);
        }
    }

    // ATOMIC
    static class BadRateLimit {
        private final ConcurrentMap<String, AtomicInteger> calls = new ConcurrentHashMap<>();

        boolean allow(String client) {
            if (!calls.containsKey(client)) {
                calls.put(client, new AtomicInteger());
            }
            return calls.get(client).incrementAndGet() < 100;
        }
    }

    static class GoodRateLimit {
        private final ConcurrentMap<String, AtomicInteger> calls = new ConcurrentHashMap<>();

        boolean allow(String client) {
            return calls.computeIfAbsent(client, c -> new AtomicInteger()).incrementAndGet() < 100;
        }
    }

    // ATOMIC
    static class BadBounded {
        private final Map<String, String> cache = Collections.synchronizedMap(new HashMap<>());

        void remember(String k, String v) {
            if (cache.size() >= 100) {
                return;
            }
            cache.put(k, v);
        }
    }

    static class GoodBounded {
        private final Map<String, String> cache = Collections.synchronizedMap(new HashMap<>());

        void remember(String k, String v) {
            synchronized (cache) {
                if (cache.size() >= 100) {
                    return;
                }
                cache.put(k, v);
            }
        }
    }

    // ATOMIC
    static class BadSwap {
        private final ConcurrentHashMap<String, List<String>> tags = new ConcurrentHashMap<>();

        void tag(String item, String tag) {
            List<String> old = tags.get(item);
            List<String> next = new ArrayList<>();
            if (old != null) {
                next.addAll(old);
            }
            next.add(tag);
            tags.put(item, List.copyOf(next));
        }
    }

    static class GoodSwap {
        private final ConcurrentHashMap<String, List<String>> tags = new ConcurrentHashMap<>();

        void tag(String item, String tag) {
            while (true) {
                List<String> old = tags.get(item);
                List<String> next = new ArrayList<>();
                if (old != null) {
                    next.addAll(old);
                }
                next.add(tag);
                List<String> value = List.copyOf(next);
                if (old == null ? tags.putIfAbsent(item, value) == null : tags.replace(item, old, value)) {
                    return;
                }
            }
        }
    }

    // ATOMIC
    static class BadSession {
        private final Map<Long, String> open = new ConcurrentHashMap<>();

        boolean claim(long id, String owner) {
            if (open.get(id) == null) {
                return open.put(id, owner) == null;
            }
            return false;
        }
    }

    static class GoodSession {
        private final Map<Long, String> open = new ConcurrentHashMap<>();

        boolean claim(long id, String owner) {
            return open.putIfAbsent(id, owner) == null;
        }
    }

    // ATOMIC
    static class BadDrain {
        private final List<String> queue = Collections.synchronizedList(new ArrayList<>());

        String take() {
            if (!queue.isEmpty()) {
                return queue.remove(0);
            }
            return null;
        }
    }

    static class GoodDrain {
        private final ConcurrentLinkedQueue<String> queue = new ConcurrentLinkedQueue<>();

        String take() {
            return queue.poll();
        }

        void put(String s) {
            queue.add(s);
        }
    }

    // ITER
    static class BadPurge {
        private final Map<String, Long> expiry = new HashMap<>();

        void purge(long now) {
            for (Map.Entry<String, Long> e : expiry.entrySet()) {
                if (e.getValue() < now) {
                    drop(e.getKey());
                }
            }
        }

        private void drop(String key) {
            expiry.remove(key);
        }
    }

    static class GoodPurge {
        private final Map<String, Long> expiry = new HashMap<>();

        void purge(long now) {
            for (Iterator<Map.Entry<String, Long>> it = expiry.entrySet().iterator(); it.hasNext(); ) {
                if (it.next().getValue() < now) {
                    it.remove();
                }
            }
        }
    }

    // ITER
    static class BadReport {
        private final Collection<String> lines = Collections.synchronizedCollection(new ArrayList<>());

        void add(String line) {
            lines.add(line);
        }

        String text() {
            return lines.stream().collect(Collectors.joining("\n"));
        }
    }

    static class GoodReport {
        private final Collection<String> lines = Collections.synchronizedCollection(new ArrayList<>());

        void add(String line) {
            lines.add(line);
        }

        String text() {
            synchronized (lines) {
                return lines.stream().collect(Collectors.joining("\n"));
            }
        }
    }

    // ITER
    static class BadGraph {
        static Set<String> close(Map<String, Set<String>> edges, String from) {
            Set<String> reached = new HashSet<>(Set.of(from));
            for (String node : reached) {
                for (String next : edges.getOrDefault(node, Set.of())) {
                    reached.add(next);
                }
            }
            return reached;
        }
    }

    static class GoodGraph {
        static Set<String> close(Map<String, Set<String>> edges, String from) {
            Set<String> reached = new HashSet<>(Set.of(from));
            List<String> todo = new ArrayList<>(List.of(from));
            while (!todo.isEmpty()) {
                String node = todo.remove(todo.size() - 1);
                for (String next : edges.getOrDefault(node, Set.of())) {
                    if (reached.add(next)) {
                        todo.add(next);
                    }
                }
            }
            return reached;
        }
    }

    // ITER
    static class BadDefaults {
        void fill(Map<String, String> options) {
            options.forEach((k, v) -> {
                if (v.isBlank()) {
                    options.remove(k);
                }
            });
        }
    }

    static class GoodDefaults {
        void fill(Map<String, String> options) {
            options.values().removeIf(String::isBlank);
        }
    }

    // ITER
    static class BadKeys {
        private final Map<String, String> names = Collections.synchronizedMap(new HashMap<>());

        void name(String k, String v) {
            names.put(k, v);
        }

        List<String> sorted() {
            List<String> all = new ArrayList<>();
            synchronized (this) {
                for (String k : names.keySet()) {
                    all.add(k);
                }
            }
            Collections.sort(all);
            return all;
        }
    }

    static class GoodKeys {
        private final Map<String, String> names = Collections.synchronizedMap(new HashMap<>());

        void name(String k, String v) {
            names.put(k, v);
        }

        List<String> sorted() {
            List<String> all = new ArrayList<>();
            synchronized (names) {
                for (String k : names.keySet()) {
                    all.add(k);
                }
            }
            Collections.sort(all);
            return all;
        }
    }

    // REENTRANT
    static class BadFib {
        private final Map<Integer, Long> memo = new ConcurrentHashMap<>();

        long fib(int n) {
            return n < 2 ? n : memo.computeIfAbsent(n, k -> fib(k - 1) + fib(k - 2));
        }
    }

    static class GoodFib {
        private final Map<Integer, Long> memo = new ConcurrentHashMap<>();

        long fib(int n) {
            if (n < 2) {
                return n;
            }
            Long known = memo.get(n);
            if (known == null) {
                long value = fib(n - 1) + fib(n - 2);
                known = memo.merge(n, value, (a, b) -> a);
            }
            return known;
        }
    }

    // REENTRANT
    static class BadTypes {
        private final Map<Class<?>, String> names = new HashMap<>();

        String name(Class<?> type) {
            return names.computeIfAbsent(type, this::describe);
        }

        private String describe(Class<?> type) {
            Class<?> parent = type.getSuperclass();
            return parent == null ? "" : name(parent) + "/" + type.getSimpleName();
        }
    }

    static class GoodTypes {
        private final Map<Class<?>, String> names = new HashMap<>();

        String name(Class<?> type) {
            String known = names.get(type);
            if (known == null) {
                known = describe(type);
                names.put(type, known);
            }
            return known;
        }

        private String describe(Class<?> type) {
            Class<?> parent = type.getSuperclass();
            return parent == null ? "" : name(parent) + "/" + type.getSimpleName();
        }
    }

    // REENTRANT
    static class BadMerge {
        private final ConcurrentMap<String, LongAdder> totals = new ConcurrentHashMap<>();

        void add(String key) {
            totals.compute(key, (k, old) -> {
                totals.remove("stale-" + k);
                LongAdder adder = old == null ? new LongAdder() : old;
                adder.increment();
                return adder;
            });
        }
    }

    static class GoodMerge {
        private final ConcurrentMap<String, LongAdder> totals = new ConcurrentHashMap<>();

        void add(String key) {
            totals.remove("stale-" + key);
            totals.compute(key, (k, old) -> {
                LongAdder adder = old == null ? new LongAdder() : old;
                adder.increment();
                return adder;
            });
        }
    }
}
