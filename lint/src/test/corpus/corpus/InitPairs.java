package corpus;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** INIT: initialisation that threads see half done, or never. */
class InitPairs {
    static class BadLazyStatic {
        private static Map<String, String> codes;

        static Map<String, String> codes() {
            if (codes == null) {
                codes = new HashMap<>(); // BUG: HM-INIT-LAZY
            }
            return codes;
        }
    }

    static class GoodLazyStatic {
        private static final class Holder {
            static final Map<String, String> CODES = new HashMap<>();
        }

        static Map<String, String> codes() {
            return Holder.CODES;
        }
    }

    static class BadLazyHelper {
        private static List<String> words;

        static boolean has(String w) {
            if (words == null) {
                load();
            }
            return words.contains(w);
        }

        private static void load() {
            List<String> fresh = new ArrayList<>();
            fresh.add("a");
            if (words == null) {
                words = fresh; // BUG: HM-INIT-LAZY
            }
        }
    }

    static class GoodLazyHelper {
        private static List<String> words;

        static synchronized boolean has(String w) {
            if (words == null) {
                load();
            }
            return words.contains(w);
        }

        private static void load() {
            List<String> fresh = new ArrayList<>();
            fresh.add("a");
            if (words == null) {
                words = fresh;
            }
        }
    }

    static class BadDoubleChecked {
        private Map<String, String> map;

        Map<String, String> map() {
            if (map == null) {
                synchronized (this) {
                    if (map == null) {
                        Map<String, String> fresh = new HashMap<>();
                        fresh.put("a", "b");
                        map = fresh; // BUG: HM-INIT-DCL
                    }
                }
            }
            return map;
        }
    }

    static class GoodDoubleChecked {
        private volatile Map<String, String> map;

        Map<String, String> map() {
            Map<String, String> local = map;
            if (local == null) {
                synchronized (this) {
                    local = map;
                    if (local == null) {
                        local = new HashMap<>();
                        local.put("a", "b");
                        map = local;
                    }
                }
            }
            return local;
        }
    }

    static class BadNever {
        private Map<String, String> settings;

        void set(String k, String v) {
            settings.put(k, v); // BUG: HM-INIT-NULL
        }
    }

    static class GoodNever {
        private Map<String, String> settings;

        GoodNever() {
            init();
        }

        private void init() {
            settings = new HashMap<>();
        }

        void set(String k, String v) {
            settings.put(k, v);
        }
    }
}
