package dev.hazardmap.it.corpus.collections;

import static dev.hazardmap.it.corpus.Threads.pair;

import dev.hazardmap.it.corpus.Corpus;
import dev.hazardmap.it.corpus.Mode;
import dev.hazardmap.it.corpus.Raced;
import java.util.*;

/** Application classes that extend a collection inherit its races. */
@Corpus(Mode.MAPS)
class Subclasses {
    @SuppressWarnings("serial")
    private static final class Audited extends HashMap<String, Integer> {
        @Override
        public Integer put(String key, Integer value) {
            return super.put(key.trim(), value);
        }
    }

    /** The usual LRU cache of a hundred code bases. */
    @SuppressWarnings("serial")
    private static final class Lru extends LinkedHashMap<String, Integer> {
        Lru() {
            super(16, 0.75f, true);
        }

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Integer> eldest) {
            return size() > 2;
        }
    }

    @SuppressWarnings("serial")
    private static final class Names extends ArrayList<String> {
        String first() {
            return get(0);
        }
    }

    /** A map of the application's own over a java.util map. */
    private static final class Forwarding extends AbstractMap<String, Integer> {
        private final Map<String, Integer> target = new HashMap<>();

        @Override
        public Integer put(String key, Integer value) {
            return target.put(key, value);
        }

        @Override
        public Set<Entry<String, Integer>> entrySet() {
            return target.entrySet();
        }
    }

    @Raced(
            on = Audited.class,
            ops = {"put", "get"})
    static void race_overriddenPutAndGet() throws Exception {
        Audited map = new Audited();
        pair(() -> map.put(" a ", 1), () -> map.get("a"));
    }

    static void noRace_overriddenPutUnderItsMonitor() throws Exception {
        Audited map = new Audited();
        pair(
                () -> {
                    synchronized (map) {
                        map.put(" a ", 1);
                    }
                },
                () -> {
                    synchronized (map) {
                        map.get("a");
                    }
                });
    }

    @Raced(
            on = Lru.class,
            ops = {"get", "get"})
    static void race_lruGetAndGet() throws Exception {
        Lru cache = new Lru();
        cache.put("a", 1);
        cache.put("b", 2);
        pair(() -> cache.get("a"), () -> cache.get("b"));
    }

    @Raced(
            on = Lru.class,
            ops = {"put", "get"})
    static void race_lruPutThatEvictsAndGet() throws Exception {
        Lru cache = new Lru();
        cache.put("a", 1);
        cache.put("b", 2);
        pair(() -> cache.put("c", 3), () -> cache.get("x"));
    }

    @Raced(
            on = Names.class,
            ops = {"add", "first"})
    static void race_inheritedMethodCalledInside() throws Exception {
        Names names = new Names();
        names.add("a");
        pair(() -> names.add("b"), () -> names.first());
    }

    @Raced(
            on = HashMap.class,
            ops = {"put", "get"})
    static void race_getInheritedFromAbstractMap() throws Exception {
        Forwarding map = new Forwarding();
        map.put("a", 1);
        pair(() -> map.put("b", 2), () -> map.get("a"));
    }

    static void noRace_abstractMapReadTwice() throws Exception {
        Forwarding map = new Forwarding();
        map.put("a", 1);
        pair(() -> map.get("a"), () -> map.containsValue(1));
    }

    static void noRace_doubleBraceMapReadTwice() throws Exception {
        @SuppressWarnings("serial")
        Map<String, Integer> map = new HashMap<>() {
            {
                put("a", 1);
            }
        };
        pair(() -> map.get("a"), () -> map.size());
    }
}
