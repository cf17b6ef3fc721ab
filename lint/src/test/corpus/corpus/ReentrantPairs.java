package corpus;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** REENTRANT: a function that touches the map that runs it. */
class ReentrantPairs {
    static class BadFibonacci {
        private final Map<Integer, Long> memo = new ConcurrentHashMap<>();

        long fib(int n) {
            return n < 2 ? n : memo.computeIfAbsent(n, k -> fib(k - 1) + fib(k - 2)); // BUG: HM-REENTRANT
        }
    }

    static class GoodFibonacci {
        private final Map<Integer, Long> memo = new ConcurrentHashMap<>();

        long fib(int n) {
            if (n < 2) {
                return n;
            }
            Long known = memo.get(n);
            if (known != null) {
                return known;
            }
            long value = fib(n - 1) + fib(n - 2);
            memo.putIfAbsent(n, value);
            return value;
        }
    }

    static class BadHashMap {
        private final Map<String, String> parents = new HashMap<>();

        String parent(String path) {
            return parents.computeIfAbsent(path, this::load); // BUG: HM-REENTRANT
        }

        private String load(String path) {
            int slash = path.lastIndexOf('/');
            String up = slash < 0 ? "" : path.substring(0, slash);
            parents.put(up, "");
            return up;
        }
    }

    static class GoodHashMap {
        private final Map<String, String> parents = new HashMap<>();
        private final Map<String, String> roots = new HashMap<>();

        String parent(String path) {
            return parents.computeIfAbsent(path, this::load);
        }

        private String load(String path) {
            int slash = path.lastIndexOf('/');
            String up = slash < 0 ? "" : path.substring(0, slash);
            roots.put(up, "");
            return up;
        }
    }

    static class BadMerge {
        private static final ConcurrentHashMap<String, Integer> COUNTS = new ConcurrentHashMap<>();

        static void add(String k) {
            COUNTS.merge(k, 1, (a, b) -> { // BUG: HM-REENTRANT
                COUNTS.remove("last");
                return a + b;
            });
        }
    }

    static class GoodMerge {
        private static final ConcurrentHashMap<String, Integer> COUNTS = new ConcurrentHashMap<>();

        static void add(String k) {
            COUNTS.remove("last");
            COUNTS.merge(k, 1, Integer::sum);
        }
    }
}
