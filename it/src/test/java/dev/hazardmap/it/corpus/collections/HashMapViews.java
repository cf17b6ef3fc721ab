package dev.hazardmap.it.corpus.collections;

import static dev.hazardmap.it.corpus.Threads.pair;

import dev.hazardmap.it.corpus.Corpus;
import dev.hazardmap.it.corpus.Mode;
import dev.hazardmap.it.corpus.Raced;
import java.util.*;

/** keySet, values and entrySet are the map itself; what an iterator touches depends on the view. */
@Corpus(Mode.MAPS)
class HashMapViews {
    private static Map<String, Integer> ab() {
        Map<String, Integer> map = new HashMap<>();
        map.put("a", 1);
        map.put("b", 2);
        return map;
    }

    private static void walk(Iterable<?> view) {
        try {
            for (Object o : view) {
                Objects.requireNonNull(o);
            }
        } catch (ConcurrentModificationException expected) {
            // The race made visible: fail-fast, best effort.
        }
    }

    @Raced(
            on = HashMap.class,
            ops = {"put", "iterator|hasNext|next"})
    static void race_iterateKeysAndPutNew() throws Exception {
        Map<String, Integer> map = ab();
        pair(() -> walk(map.keySet()), () -> map.put("c", 3));
    }

    /** An iterator over keys reads no value. */
    static void noRace_iterateKeysAndPutExisting() throws Exception {
        Map<String, Integer> map = ab();
        pair(() -> walk(map.keySet()), () -> map.put("a", 3));
    }

    @Raced(
            on = HashMap.class,
            ops = {"put", "iterator|hasNext|next"})
    static void race_iterateValuesAndPutExisting() throws Exception {
        Map<String, Integer> map = ab();
        pair(() -> walk(map.values()), () -> map.put("a", 3));
    }

    @Raced(
            on = HashMap.class,
            ops = {"remove", "iterator|hasNext|next"})
    static void race_iterateEntriesAndRemove() throws Exception {
        Map<String, Integer> map = ab();
        pair(() -> walk(map.entrySet()), () -> map.remove("a"));
    }

    @Raced(
            on = HashMap.class,
            ops = {"setValue", "get"})
    static void race_setValueAndGetSame() throws Exception {
        Map<String, Integer> map = new HashMap<>(Map.of("a", 1));
        Map.Entry<String, Integer> entry = map.entrySet().iterator().next();
        pair(() -> entry.setValue(2), () -> map.get("a"));
    }

    @Raced(
            on = HashMap.class,
            ops = {"setValue", "getValue"})
    static void race_setValueAndGetValueOfOneEntry() throws Exception {
        Map<String, Integer> map = new HashMap<>(Map.of("a", 1));
        Map.Entry<String, Integer> entry = map.entrySet().iterator().next();
        pair(() -> entry.setValue(2), () -> entry.getValue());
    }

    static void noRace_setValueAndGetOther() throws Exception {
        Map<String, Integer> map = ab();
        Iterator<Map.Entry<String, Integer>> it = map.entrySet().iterator();
        Map.Entry<String, Integer> entry = it.next();
        String other = it.next().getKey();
        pair(() -> entry.setValue(2), () -> map.get(other));
    }

    static void noRace_setValueAndSize() throws Exception {
        Map<String, Integer> map = new HashMap<>(Map.of("a", 1));
        Map.Entry<String, Integer> entry = map.entrySet().iterator().next();
        pair(() -> entry.setValue(2), () -> map.size());
    }

    @Raced(
            on = HashMap.class,
            ops = {"put", "contains"})
    static void race_keySetContainsAndPutNew() throws Exception {
        Map<String, Integer> map = ab();
        Set<String> keys = map.keySet();
        pair(() -> keys.contains("x"), () -> map.put("c", 3));
    }

    @Raced(
            on = HashMap.class,
            ops = {"put", "size"})
    static void race_valuesSizeAndPutNew() throws Exception {
        Map<String, Integer> map = ab();
        Collection<Integer> values = map.values();
        pair(() -> values.size(), () -> map.put("c", 3));
    }

    @Raced(
            on = HashMap.class,
            ops = {"put", "contains"})
    static void race_entrySetContainsAndPutExisting() throws Exception {
        Map<String, Integer> map = ab();
        Set<Map.Entry<String, Integer>> entries = map.entrySet();
        Map.Entry<String, Integer> asked = Map.entry("a", 1);
        pair(() -> entries.contains(asked), () -> map.put("a", 3));
    }

    @Raced(
            on = HashMap.class,
            ops = {"put", "tryAdvance"})
    static void race_spliteratorAndPutNew() throws Exception {
        Map<String, Integer> map = ab();
        pair(
                () -> {
                    try {
                        map.keySet().spliterator().tryAdvance(k -> {});
                    } catch (ConcurrentModificationException expected) {
                        // The race made visible.
                    }
                },
                () -> map.put("c", 3));
    }

    @Raced(
            on = HashMap.class,
            ops = {"put", "forEachRemaining"})
    static void race_streamOfValuesAndPutExisting() throws Exception {
        Map<String, Integer> map = ab();
        pair(() -> map.values().stream().mapToInt(v -> v).sum(), () -> map.put("a", 3));
    }

    @Raced(
            on = HashMap.class,
            ops = {"put", "anyMatch"})
    static void race_streamOfEntriesAndPutNew() throws Exception {
        Map<String, Integer> map = ab();
        pair(() -> map.entrySet().stream().anyMatch(e -> false), () -> map.put("c", 3));
    }
}
