package corpus;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/** LEAK: entries or maps that are never let go. */
class LeakPairs {
    static class BadStaticCache {
        private static final Map<String, byte[]> RESULTS = new ConcurrentHashMap<>();

        static void handle(String requestId) {
            RESULTS.put(requestId, new byte[1024]); // BUG: HM-LEAK-STATIC
        }

        static byte[] result(String requestId) {
            return RESULTS.get(requestId);
        }
    }

    static class GoodStaticCache {
        private static final Map<String, byte[]> RESULTS = new ConcurrentHashMap<>();

        static void handle(String requestId) {
            RESULTS.put(requestId, new byte[1024]);
        }

        static byte[] take(String requestId) {
            return RESULTS.remove(requestId);
        }
    }

    static class BadStaticList {
        private static final List<Object> SEEN = new ArrayList<>();

        static synchronized void see(Object o) {
            SEEN.add(o); // BUG: HM-LEAK-STATIC
        }
    }

    static class GoodStaticList {
        private static final Map<Object, Object> SEEN = new LinkedHashMap<>() {
            @Override
            protected boolean removeEldestEntry(Map.Entry<Object, Object> eldest) {
                return size() > 1000;
            }
        };

        static synchronized void see(Object o) {
            SEEN.put(o, o);
        }
    }

    static class BadCapture {
        private Supplier<String> name = () -> "";

        void configure(Map<String, String> config) {
            name = () -> config.get("name"); // BUG: HM-LEAK-CAPTURE
        }

        String name() {
            return name.get();
        }
    }

    static class GoodCapture {
        private Supplier<String> name = () -> "";

        void configure(Map<String, String> config) {
            String value = config.get("name");
            name = () -> value;
        }

        String name() {
            return name.get();
        }
    }

    static class BadInnerCapture {
        private final List<Runnable> callbacks = new ArrayList<>();

        void register(String id) {
            Map<String, byte[]> all = new HashMap<>();
            all.put(id, new byte[1 << 20]);
            callbacks.add(new Runnable() { // BUG: HM-LEAK-CAPTURE
                @Override
                public void run() {
                    System.out.println(all.get(id).length);
                }
            });
        }
    }

    static class GoodInnerCapture {
        private final List<Runnable> callbacks = new ArrayList<>();

        void register(String id) {
            Map<String, byte[]> all = new HashMap<>();
            all.put(id, new byte[1 << 20]);
            int length = all.get(id).length;
            callbacks.add(new Runnable() {
                @Override
                public void run() {
                    System.out.println(length);
                }
            });
        }
    }
}
