package dev.hazardmap.it.corpus.collections;

import static dev.hazardmap.it.corpus.Threads.pair;

import dev.hazardmap.it.corpus.Corpus;
import dev.hazardmap.it.corpus.Mode;
import dev.hazardmap.it.corpus.Raced;
import java.util.*;

/** Any number of readers is fine, also those that fill a cache of the map or of its keys on the way. */
@Corpus(Mode.MAPS)
class HashMapReads {
    private static Map<String, Integer> ab() {
        Map<String, Integer> map = new HashMap<>();
        map.put("a", 1);
        map.put("b", 2);
        return map;
    }

    static void noRace_getAndGet() throws Exception {
        Map<String, Integer> map = ab();
        pair(() -> map.get("a"), () -> map.get("a"));
    }

    static void noRace_iterateAndIterate() throws Exception {
        Map<String, Integer> map = ab();
        pair(() -> map.forEach((k, v) -> {}), () -> {
            for (Map.Entry<String, Integer> e : map.entrySet()) {
                e.getValue();
            }
        });
    }

    /** The views are cached lazily in plain fields: a race inside the JDK, benign by design. */
    static void noRace_firstKeySetAndFirstKeySet() throws Exception {
        Map<String, Integer> map = ab();
        pair(() -> map.keySet().size(), () -> map.keySet().size());
    }

    static void noRace_firstValuesAndFirstEntrySet() throws Exception {
        Map<String, Integer> map = ab();
        pair(() -> map.values().size(), () -> map.entrySet().size());
    }

    static void noRace_equalsAndHashCode() throws Exception {
        Map<String, Integer> map = ab();
        Map<String, Integer> other = ab();
        pair(() -> map.equals(other), () -> map.hashCode());
    }

    /** String.hash is written by whoever asks first: benign, the value is the same. */
    static void noRace_firstHashOfASharedKey() throws Exception {
        Map<String, Integer> map = ab();
        String key = new String(new char[] {'a'});
        pair(() -> map.get(key), () -> map.get(key));
    }

    static void noRace_streamAndCopy() throws Exception {
        Map<String, Integer> map = ab();
        pair(() -> map.values().stream().mapToInt(i -> i).sum(), () -> new ArrayList<>(map.values()));
    }

    static void noRace_unrelatedMaps() throws Exception {
        Map<String, Integer> left = ab();
        Map<String, Integer> right = ab();
        pair(() -> left.put("c", 3), () -> right.put("c", 3));
    }

    static void noRace_copyConstructorSharesNothing() throws Exception {
        Map<String, Integer> map = ab();
        Map<String, Integer> copy = new HashMap<>(map);
        pair(() -> map.put("c", 3), () -> copy.put("c", 3));
    }

    @SuppressWarnings("unchecked")
    static void noRace_cloneSharesNothing() throws Exception {
        HashMap<String, Integer> map = new HashMap<>(ab());
        Map<String, Integer> copy = (Map<String, Integer>) map.clone();
        pair(() -> map.put("a", 3), () -> copy.put("a", 4));
    }

    @Raced(
            on = HashMap.class,
            ops = {"put", "getOrDefault"})
    static void race_getOrDefaultAndPutNew() throws Exception {
        Map<String, Integer> map = ab();
        pair(() -> map.put("c", 3), () -> map.getOrDefault("x", 0));
    }

    @Raced(
            on = HashMap.class,
            ops = {"put", "containsValue"})
    static void race_containsValueAndPutExisting() throws Exception {
        Map<String, Integer> map = ab();
        pair(() -> map.put("b", 3), () -> map.containsValue(99));
    }

    @Raced(
            on = HashMap.class,
            ops = {"put", "clone"})
    static void race_cloneAndPutNew() throws Exception {
        HashMap<String, Integer> map = new HashMap<>(ab());
        pair(() -> map.put("c", 3), () -> map.clone());
    }
}
