package blind;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Date;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/** Escapes, initialisation, keys and values, leaks. */
class Objects2 {
    // ESCAPE
    static class BadMembers {
        private final Set<String> names = new HashSet<>();

        public synchronized void add(String name) {
            names.add(name);
        }

        public Set<String> names() {
            return Collections.unmodifiableSet(names);
        }
    }

    static class GoodMembers {
        private final Set<String> names = new HashSet<>();

        public synchronized void add(String name) {
            names.add(name);
        }

        public synchronized Set<String> names() {
            return Set.copyOf(names);
        }
    }

    // ESCAPE
    static class BadCatalogue implements Iterable<String> {
        private final ReentrantLock lock = new ReentrantLock();
        private final Map<String, Integer> stock = new HashMap<>();

        void restock(String item, int n) {
            lock.lock();
            try {
                stock.merge(item, n, Integer::sum);
            } finally {
                lock.unlock();
            }
        }

        @Override
        public Iterator<String> iterator() {
            lock.lock();
            try {
                return stock.keySet().iterator();
            } finally {
                lock.unlock();
            }
        }
    }

    static class GoodCatalogue implements Iterable<String> {
        private final ReentrantLock lock = new ReentrantLock();
        private final Map<String, Integer> stock = new HashMap<>();

        void restock(String item, int n) {
            lock.lock();
            try {
                stock.merge(item, n, Integer::sum);
            } finally {
                lock.unlock();
            }
        }

        @Override
        public Iterator<String> iterator() {
            lock.lock();
            try {
                return new ArrayList<>(stock.keySet()).iterator();
            } finally {
                lock.unlock();
            }
        }
    }

    // ESCAPE
    static class BadBoard {
        private final Object mutex = new Object();
        private final Map<String, Integer> scores = new HashMap<>();

        public void score(String who, int points) {
            synchronized (mutex) {
                scores.put(who, points);
            }
        }

        public Collection<Integer> all() {
            synchronized (mutex) {
                return scores.values();
            }
        }
    }

    static class GoodBoard {
        private final Object mutex = new Object();
        private final Map<String, Integer> scores = new HashMap<>();

        public void score(String who, int points) {
            synchronized (mutex) {
                scores.put(who, points);
            }
        }

        public Collection<Integer> all() {
            synchronized (mutex) {
                return new ArrayList<>(scores.values());
            }
        }
    }

    // INIT
    static class BadCodes {
        private static Map<String, Integer> codes;

        static Integer code(String name) {
            if (codes == null) {
                Map<String, Integer> fresh = new HashMap<>();
                fresh.put("a", 1);
                codes = fresh;
            }
            return codes.get(name);
        }
    }

    static class GoodCodes {
        private static final class Holder {
            private static final Map<String, Integer> CODES = load();

            private static Map<String, Integer> load() {
                Map<String, Integer> fresh = new HashMap<>();
                fresh.put("a", 1);
                return fresh;
            }
        }

        static Integer code(String name) {
            return Holder.CODES.get(name);
        }
    }

    // INIT
    static class BadDcl {
        private Map<String, String> table;
        private final Object lock = new Object();

        String find(String key) {
            Map<String, String> local = table;
            if (local == null) {
                synchronized (lock) {
                    local = table;
                    if (local == null) {
                        local = new HashMap<>();
                        local.put("k", "v");
                        table = local;
                    }
                }
            }
            return local.get(key);
        }
    }

    static class GoodDcl {
        private volatile Map<String, String> table;
        private final Object lock = new Object();

        String find(String key) {
            Map<String, String> local = table;
            if (local == null) {
                synchronized (lock) {
                    local = table;
                    if (local == null) {
                        local = new HashMap<>();
                        local.put("k", "v");
                        table = local;
                    }
                }
            }
            return local.get(key);
        }
    }

    // INIT
    static class BadNever {
        private Map<String, Runnable> handlers;

        void on(String event, Runnable handler) {
            handlers.put(event, handler);
        }

        void fire(String event) {
            handlers.get(event).run();
        }
    }

    static class GoodNever {
        private Map<String, Runnable> handlers;

        GoodNever() {
            reset();
        }

        void reset() {
            handlers = new HashMap<>();
        }

        void on(String event, Runnable handler) {
            handlers.put(event, handler);
        }

        void fire(String event) {
            handlers.get(event).run();
        }
    }

    // DATA
    static class BadPoint {
        static final class Point {
            private int x;
            private int y;

            Point(int x, int y) {
                this.x = x;
                this.y = y;
            }

            void move(int dx) {
                x += dx;
            }

            @Override
            public int hashCode() {
                return Objects.hash(x, y);
            }

            @Override
            public boolean equals(Object o) {
                return o instanceof Point p && p.x == x && p.y == y;
            }
        }

        private final Map<Point, String> labels = new HashMap<>();

        void label(Point p, String text) {
            labels.put(p, text);
        }
    }

    static class GoodPoint {
        record Point(int x, int y) {
            Point move(int dx) {
                return new Point(x + dx, y);
            }
        }

        private final Map<Point, String> labels = new HashMap<>();

        void label(Point p, String text) {
            labels.put(p, text);
        }
    }

    // DATA
    static class BadBytes {
        private final Map<byte[], String> owners = new HashMap<>();

        void own(byte[] id, String who) {
            owners.put(id, who);
        }
    }

    static class GoodBytes {
        private final Map<String, String> owners = new HashMap<>();

        void own(byte[] id, String who) {
            owners.put(java.util.HexFormat.of().formatHex(id), who);
        }
    }

    // DATA
    static class BadListKey {
        private final Map<List<String>, Integer> seen = new HashMap<>();

        void walk(List<String> steps) {
            List<String> path = new ArrayList<>();
            for (String step : steps) {
                path.add(step);
                seen.merge(path, 1, Integer::sum);
            }
        }
    }

    static class GoodListKey {
        private final Map<List<String>, Integer> seen = new HashMap<>();

        void walk(List<String> steps) {
            List<String> path = new ArrayList<>();
            for (String step : steps) {
                path.add(step);
                seen.merge(List.copyOf(path), 1, Integer::sum);
            }
        }
    }

    // DATA
    static class BadNulls {
        private final ConcurrentMap<String, String> env = new ConcurrentHashMap<>();

        void load(Collection<String> names) {
            for (String name : names) {
                String value = name.isEmpty() ? null : name.trim();
                env.put(name, value);
            }
        }
    }

    static class GoodNulls {
        private final ConcurrentMap<String, String> env = new ConcurrentHashMap<>();

        void load(Collection<String> names) {
            for (String name : names) {
                String value = name.isEmpty() ? null : name.trim();
                if (value != null) {
                    env.put(name, value);
                }
            }
        }
    }

    // DATA
    static class BadHelperNull {
        private final Map<String, Date> last = new ConcurrentHashMap<>();

        void touch(String user) {
            set(user, new Date());
        }

        void forget(String user) {
            set(user, null);
        }

        private void set(String user, Date when) {
            last.put(user, when);
        }
    }

    static class GoodHelperNull {
        private final Map<String, Date> last = new ConcurrentHashMap<>();

        void touch(String user) {
            set(user, new Date());
        }

        void forget(String user) {
            last.remove(user);
        }

        private void set(String user, Date when) {
            last.put(user, when);
        }
    }

    // LEAK
    static class BadRequests {
        private static final Map<String, Long> STARTED = new ConcurrentHashMap<>();

        static void begin(String request) {
            STARTED.put(request, System.nanoTime());
        }

        static long elapsed(String request) {
            return System.nanoTime() - STARTED.getOrDefault(request, 0L);
        }
    }

    static class GoodRequests {
        private static final Map<String, Long> STARTED = new ConcurrentHashMap<>();

        static void begin(String request) {
            STARTED.put(request, System.nanoTime());
        }

        static long end(String request) {
            Long start = STARTED.remove(request);
            return start == null ? 0 : System.nanoTime() - start;
        }
    }

    // LEAK
    static class BadGreeting {
        private final List<Supplier<String>> greetings = new ArrayList<>();

        void add(String id, Map<String, String> profile) {
            greetings.add(() -> "hello " + profile.get("name"));
        }
    }

    static class GoodGreeting {
        private final List<Supplier<String>> greetings = new ArrayList<>();

        void add(String id, Map<String, String> profile) {
            String name = profile.get("name");
            greetings.add(() -> "hello " + name);
        }
    }

    // LEAK
    static class BadAnonymous {
        interface Label {
            String text();
        }

        private Label label;

        void bind(Map<String, String> bundle) {
            label = new Label() {
                @Override
                public String text() {
                    return bundle.get("title");
                }
            };
        }
    }

    static class GoodAnonymous {
        interface Label {
            String text();
        }

        private Label label;

        void bind(Map<String, String> bundle) {
            String title = bundle.get("title");
            label = new Label() {
                @Override
                public String text() {
                    return title;
                }
            };
        }
    }

    // LEAK
    static class BadIntern {
        private static final List<String> ALL = Collections.synchronizedList(new ArrayList<>());

        static void track(String name) {
            ALL.add(name);
        }
    }

    static class GoodIntern {
        private static final int MAX = 100;
        private static final List<String> ALL = new ArrayList<>();

        static void track(String name) {
            synchronized (ALL) {
                ALL.add(name);
                if (ALL.size() > MAX) {
                    ALL.remove(0);
                }
            }
        }
    }
}
