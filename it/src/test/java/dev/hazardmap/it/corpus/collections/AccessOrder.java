package dev.hazardmap.it.corpus.collections;

import static dev.hazardmap.it.corpus.Threads.pair;

import dev.hazardmap.it.corpus.Corpus;
import dev.hazardmap.it.corpus.Mode;
import dev.hazardmap.it.corpus.Raced;
import java.util.*;

/** With access order a get moves the entry to the end of the list: a read that writes, unless it is there already. */
@Corpus(Mode.MAPS)
class AccessOrder {
    private static Map<String, Integer> abc() {
        Map<String, Integer> map = new LinkedHashMap<>(16, 0.75f, true);
        map.put("a", 1);
        map.put("b", 2);
        map.put("c", 3);
        return map;
    }

    @Raced(
            on = LinkedHashMap.class,
            ops = {"get", "get"})
    static void race_getAndGet() throws Exception {
        Map<String, Integer> map = abc();
        pair(() -> map.get("a"), () -> map.get("b"));
    }

    @Raced(
            on = LinkedHashMap.class,
            ops = {"get", "iterator|hasNext|next"})
    static void race_getAndIterate() throws Exception {
        Map<String, Integer> map = abc();
        pair(() -> map.get("a"), () -> map.keySet().iterator().next());
    }

    @Raced(
            on = LinkedHashMap.class,
            ops = {"getOrDefault", "getOrDefault"})
    static void race_getOrDefaultTwice() throws Exception {
        Map<String, Integer> map = abc();
        pair(() -> map.getOrDefault("a", 0), () -> map.getOrDefault("b", 0));
    }

    @Raced(
            on = LinkedHashMap.class,
            ops = {"put", "put"})
    static void race_putExistingAndPutOtherExisting() throws Exception {
        Map<String, Integer> map = abc();
        pair(() -> map.put("a", 3), () -> map.put("b", 4));
    }

    /** The newest entry is at the end of the list already: get writes nothing. */
    static void noRace_getNewestTwice() throws Exception {
        Map<String, Integer> map = abc();
        pair(() -> map.get("c"), () -> map.get("c"));
    }

    static void noRace_getOfAbsentTwice() throws Exception {
        Map<String, Integer> map = abc();
        pair(() -> map.get("x"), () -> map.get("y"));
    }

    static void noRace_containsKeyTwice() throws Exception {
        Map<String, Integer> map = abc();
        pair(() -> map.containsKey("a"), () -> map.containsKey("b"));
    }

    /** Views don't affect the order: LinkedHashMap's documentation. */
    static void noRace_iterateTwice() throws Exception {
        Map<String, Integer> map = abc();
        pair(() -> map.forEach((k, v) -> {}), () -> map.values().contains(2));
    }
}
