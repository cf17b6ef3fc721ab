package dev.hazardmap.it.corpus.collections;

import static dev.hazardmap.it.corpus.Threads.pair;

import dev.hazardmap.it.corpus.Corpus;
import dev.hazardmap.it.corpus.Mode;
import dev.hazardmap.it.corpus.Raced;
import java.util.*;

/** Insertion order adds a linked list to HashMap's table; re-putting an existing key leaves it alone. */
@Corpus(Mode.MAPS)
class LinkedHashMaps {
    private static Map<String, Integer> ab() {
        Map<String, Integer> map = new LinkedHashMap<>();
        map.put("a", 1);
        map.put("b", 2);
        return map;
    }

    @Raced(
            on = LinkedHashMap.class,
            ops = {"put", "get"})
    static void race_putNewAndGet() throws Exception {
        Map<String, Integer> map = ab();
        pair(() -> map.put("c", 3), () -> map.get("a"));
    }

    static void noRace_putExistingAndGetOther() throws Exception {
        Map<String, Integer> map = ab();
        pair(() -> map.put("a", 3), () -> map.get("b"));
    }

    @Raced(
            on = LinkedHashMap.class,
            ops = {"put", "get"})
    static void race_putExistingAndGetSame() throws Exception {
        Map<String, Integer> map = ab();
        pair(() -> map.put("a", 3), () -> map.get("a"));
    }

    static void noRace_getAndGet() throws Exception {
        Map<String, Integer> map = ab();
        pair(() -> map.get("a"), () -> map.get("b"));
    }

    @Raced(
            on = LinkedHashMap.class,
            ops = {"put", "forEach"})
    static void race_forEachAndPutNew() throws Exception {
        Map<String, Integer> map = ab();
        pair(() -> map.forEach((k, v) -> {}), () -> map.put("c", 3));
    }

    @Raced(
            on = LinkedHashMap.class,
            ops = {"put", "containsValue"})
    static void race_containsValueAndPutExisting() throws Exception {
        Map<String, Integer> map = ab();
        pair(() -> map.containsValue(9), () -> map.put("a", 3));
    }

    @Raced(
            on = LinkedHashMap.class,
            ops = {"remove", "iterator|hasNext|next"})
    static void race_iterateAndRemove() throws Exception {
        Map<String, Integer> map = ab();
        pair(() -> map.keySet().iterator().next(), () -> map.remove("b"));
    }

    @Raced(
            on = LinkedHashMap.class,
            ops = {"clear", "isEmpty"})
    static void race_clearAndIsEmpty() throws Exception {
        Map<String, Integer> map = ab();
        pair(() -> map.clear(), () -> map.isEmpty());
    }
}
