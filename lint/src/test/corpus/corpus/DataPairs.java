package corpus;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/** DATA: keys and values a map cannot hold. */
class DataPairs {
    static final class MutablePoint {
        private int x;

        MutablePoint(int x) {
            this.x = x;
        }

        void move(int dx) {
            x += dx;
        }

        @Override
        public boolean equals(Object o) {
            return o instanceof MutablePoint p && p.x == x;
        }

        @Override
        public int hashCode() {
            return Objects.hash(x);
        }
    }

    record Point(int x) {}

    static class BadMutableKey {
        private final Map<MutablePoint, String> names = new HashMap<>();

        void name(MutablePoint p, String s) {
            names.put(p, s); // BUG: HM-DATA-KEY
        }
    }

    static class GoodMutableKey {
        private final Map<Point, String> names = new HashMap<>();

        void name(Point p, String s) {
            names.put(p, s);
        }
    }

    static class BadArrayKey {
        private final Map<byte[], String> byDigest = new ConcurrentHashMap<>();

        void add(byte[] digest, String s) {
            byDigest.put(digest, s); // BUG: HM-DATA-KEY
        }
    }

    static class GoodArrayKey {
        private final Map<java.nio.ByteBuffer, String> byDigest = new ConcurrentHashMap<>();

        void add(byte[] digest, String s) {
            byDigest.put(java.nio.ByteBuffer.wrap(digest.clone()), s);
        }
    }

    static class BadListKey {
        Set<String> run() {
            Map<List<String>, String> map = new HashMap<>();
            List<String> key = new ArrayList<>();
            key.add("a");
            map.put(key, "v"); // BUG: HM-DATA-KEY
            key.add("b");
            return new HashSet<>(map.values());
        }
    }

    static class GoodListKey {
        Set<String> run() {
            Map<List<String>, String> map = new HashMap<>();
            List<String> key = new ArrayList<>();
            key.add("a");
            key.add("b");
            map.put(key, "v");
            return new HashSet<>(map.values());
        }
    }

    static class BadNullValue {
        private final ConcurrentMap<String, String> attributes = new ConcurrentHashMap<>();

        void clear(String k) {
            attributes.put(k, null); // BUG: HM-DATA-NULL
        }
    }

    static class GoodNullValue {
        private final ConcurrentMap<String, String> attributes = new ConcurrentHashMap<>();

        void clear(String k) {
            attributes.remove(k);
        }

        void set(String k, String v) {
            String value = null;
            if (v.startsWith("x")) {
                value = v;
            }
            if (value != null) {
                attributes.put(k, value);
            }
        }
    }

    static class BadNullFromHelper {
        private final Map<String, String> attributes = new ConcurrentHashMap<>();

        private static String parse(String s) {
            return s.isEmpty() ? null : s.trim();
        }

        void set(String k, String v) {
            attributes.put(k, parse(v)); // BUG: HM-DATA-NULL
        }
    }

    static class GoodNullFromHelper {
        private final Map<String, String> attributes = new ConcurrentHashMap<>();

        private static String parse(String s) {
            return s.isEmpty() ? null : s.trim();
        }

        void set(String k, String v) {
            String parsed = parse(v);
            if (parsed == null) {
                attributes.remove(k);
            } else {
                attributes.put(k, parsed);
            }
        }
    }

    static class BadNullThroughHelper {
        private final Map<String, String> attributes = new ConcurrentHashMap<>();

        private void set(String k, String v) {
            attributes.put(k, v);
        }

        void reset() {
            set("mode", null); // BUG: HM-DATA-NULL
        }
    }

    static class GoodNullThroughHelper {
        private final Map<String, String> attributes = new HashMap<>();

        private void set(String k, String v) {
            attributes.put(k, v);
        }

        void reset() {
            set("mode", null);
        }
    }
}
