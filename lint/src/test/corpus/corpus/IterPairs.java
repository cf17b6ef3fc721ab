package corpus;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** ITER: modification while iterating; wrappers iterated without their lock. */
class IterPairs {
    static class BadRemoveInLoop {
        private final Map<String, Integer> ages = new HashMap<>();

        void prune() {
            for (String name : ages.keySet()) {
                if (ages.get(name) > 99) {
                    ages.remove(name); // BUG: HM-ITER-MODIFY
                }
            }
        }
    }

    static class GoodRemoveInLoop {
        private final Map<String, Integer> ages = new HashMap<>();

        void prune() {
            for (Iterator<Map.Entry<String, Integer>> it = ages.entrySet().iterator(); it.hasNext(); ) {
                if (it.next().getValue() > 99) {
                    it.remove();
                }
            }
        }

        void pruneOne() {
            for (String name : ages.keySet()) {
                if (ages.get(name) > 99) {
                    ages.remove(name);
                    break;
                }
            }
        }

        void raise() {
            for (String name : ages.keySet()) {
                ages.put(name, ages.get(name) + 1);
            }
        }

        void pruneCopy() {
            for (String name : new ArrayList<>(ages.keySet())) {
                ages.remove(name);
            }
        }
    }

    // ---- through a helper
    static class BadHelper {
        private final List<Runnable> listeners = new ArrayList<>();

        void fire() {
            for (Runnable r : listeners) {
                r.run();
                drop(r); // BUG: HM-ITER-MODIFY
            }
        }

        private void drop(Runnable r) {
            listeners.remove(r);
        }
    }

    static class GoodHelper {
        private final List<Runnable> listeners = new ArrayList<>();

        void fire() {
            List<Runnable> gone = new ArrayList<>();
            for (Runnable r : listeners) {
                r.run();
                gone.add(r);
            }
            gone.forEach(this::drop);
        }

        private void drop(Runnable r) {
            listeners.remove(r);
        }
    }

    // ---- in a forEach function
    static class BadForEach {
        static void copyUp(Map<String, String> map) {
            map.forEach((k, v) -> {
                map.put(k.toUpperCase(), v); // BUG: HM-ITER-MODIFY
            });
        }

        static void run() {
            copyUp(new HashMap<>());
        }
    }

    static class GoodForEach {
        static void copyUp(Map<String, String> map) {
            Map<String, String> up = new HashMap<>();
            map.forEach((k, v) -> up.put(k.toUpperCase(), v));
            map.putAll(up);
        }

        static void run() {
            copyUp(new HashMap<>());
        }
    }

    // ---- in a stream
    static class BadStream {
        private final Set<String> open = new HashSet<>();

        void closeAll() {
            open.stream().filter(s -> s.length() > 3).forEach(s -> open.remove(s)); // BUG: HM-ITER-MODIFY
        }
    }

    static class GoodStream {
        private final Set<String> open = new HashSet<>();

        void closeAll() {
            open.removeIf(s -> s.length() > 3);
        }
    }

    // ---- synchronizedMap iterated without its lock
    static class BadSyncIteration {
        private final Map<String, Integer> stats = Collections.synchronizedMap(new HashMap<>());

        void add(String k) {
            stats.put(k, 1);
        }

        int sum() {
            int sum = 0;
            for (int n : stats.values()) { // BUG: HM-ITER-SYNC
                sum += n;
            }
            return sum;
        }
    }

    static class GoodSyncIteration {
        private final Map<String, Integer> stats = Collections.synchronizedMap(new HashMap<>());

        void add(String k) {
            stats.put(k, 1);
        }

        int sum() {
            int sum = 0;
            synchronized (stats) {
                for (int n : stats.values()) {
                    sum += n;
                }
            }
            return sum;
        }
    }

    // ---- the wrong lock: a view instead of the wrapper
    static class BadWrongMonitor {
        private final Map<String, Integer> stats = Collections.synchronizedMap(new HashMap<>());

        void add(String k) {
            stats.put(k, 1);
        }

        void print() {
            Set<String> keys = stats.keySet();
            synchronized (keys) {
                for (String k : keys) { // BUG: HM-ITER-SYNC
                    System.out.println(k);
                }
            }
        }
    }

    static class GoodWrongMonitor {
        private final Map<String, Integer> stats = Collections.synchronizedMap(new HashMap<>());

        void add(String k) {
            stats.put(k, 1);
        }

        void print() {
            Set<String> keys = stats.keySet();
            synchronized (stats) {
                for (String k : keys) {
                    System.out.println(k);
                }
            }
        }
    }

    // ---- a stream over a synchronized list
    static class BadSyncStream {
        private final List<String> log = Collections.synchronizedList(new ArrayList<>());

        void add(String s) {
            log.add(s);
        }

        long errors() {
            return log.stream().filter(s -> s.startsWith("E")).count(); // BUG: HM-ITER-SYNC
        }
    }

    static class GoodSyncStream {
        private final List<String> log = Collections.synchronizedList(new ArrayList<>());

        void add(String s) {
            log.add(s);
        }

        long errors() {
            return new ArrayList<>(log).stream().filter(s -> s.startsWith("E")).count();
        }
    }
}
