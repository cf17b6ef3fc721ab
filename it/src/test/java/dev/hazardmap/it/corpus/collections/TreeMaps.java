package dev.hazardmap.it.corpus.collections;

import static dev.hazardmap.it.corpus.Threads.pair;

import dev.hazardmap.it.corpus.Corpus;
import dev.hazardmap.it.corpus.Mode;
import dev.hazardmap.it.corpus.Raced;
import java.util.*;

/** A red-black tree: new keys and removals restructure it, an existing key's put writes one value. */
@Corpus(Mode.MAPS)
class TreeMaps {
    private static TreeMap<String, Integer> abc() {
        TreeMap<String, Integer> map = new TreeMap<>();
        map.put("a", 1);
        map.put("b", 2);
        map.put("c", 3);
        return map;
    }

    @Raced(
            on = TreeMap.class,
            ops = {"put", "put"})
    static void race_firstPutAndFirstPut() throws Exception {
        Map<String, Integer> map = new TreeMap<>();
        pair(() -> map.put("a", 1), () -> map.put("b", 2));
    }

    @Raced(
            on = TreeMap.class,
            ops = {"put", "get"})
    static void race_putNewAndGet() throws Exception {
        Map<String, Integer> map = abc();
        pair(() -> map.put("d", 4), () -> map.get("a"));
    }

    @Raced(
            on = TreeMap.class,
            ops = {"put", "get"})
    static void race_putExistingAndGetSame() throws Exception {
        Map<String, Integer> map = abc();
        pair(() -> map.put("a", 4), () -> map.get("a"));
    }

    static void noRace_putExistingAndGetOther() throws Exception {
        Map<String, Integer> map = abc();
        pair(() -> map.put("a", 4), () -> map.get("c"));
    }

    static void noRace_putExistingAndPutOtherExisting() throws Exception {
        Map<String, Integer> map = abc();
        pair(() -> map.put("a", 4), () -> map.put("c", 5));
    }

    static void noRace_floorKeyAndLastKey() throws Exception {
        TreeMap<String, Integer> map = abc();
        pair(() -> map.floorKey("b"), () -> map.lastKey());
    }

    @Raced(
            on = TreeMap.class,
            ops = {"remove", "firstKey"})
    static void race_removeAndFirstKey() throws Exception {
        TreeMap<String, Integer> map = abc();
        pair(() -> map.remove("b"), () -> map.firstKey());
    }

    static void noRace_removeAbsentAndGet() throws Exception {
        Map<String, Integer> map = abc();
        pair(() -> map.remove("x"), () -> map.get("a"));
    }

    @Raced(
            on = TreeMap.class,
            ops = {"pollFirstEntry", "ceilingEntry"})
    static void race_pollFirstEntryAndCeilingEntry() throws Exception {
        TreeMap<String, Integer> map = abc();
        pair(() -> map.pollFirstEntry(), () -> map.ceilingEntry("b"));
    }

    @Raced(
            on = TreeMap.class,
            ops = {"put", "size"})
    static void race_putNewAndSize() throws Exception {
        TreeMap<String, Integer> map = abc();
        pair(() -> map.put("d", 4), () -> map.size());
    }

    @Raced(
            on = TreeMap.class,
            ops = {"merge", "get"})
    static void race_mergeExistingAndGetSame() throws Exception {
        TreeMap<String, Integer> map = abc();
        pair(() -> map.merge("a", 1, Integer::sum), () -> map.get("a"));
    }

    @Raced(
            on = TreeMap.class,
            ops = {"computeIfAbsent", "containsKey"})
    static void race_computeIfAbsentAndContainsKey() throws Exception {
        TreeMap<String, Integer> map = abc();
        pair(() -> map.computeIfAbsent("d", k -> 4), () -> map.containsKey("a"));
    }
}
