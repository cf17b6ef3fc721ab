package dev.hazardmap.it.corpus.collections;

import static dev.hazardmap.it.corpus.Threads.pair;

import dev.hazardmap.it.corpus.Corpus;
import dev.hazardmap.it.corpus.Mode;
import dev.hazardmap.it.corpus.Raced;
import java.util.*;

/** Sub-maps, descending maps and key sets of a TreeMap are the same tree. */
@Corpus(Mode.MAPS)
class TreeMapViews {
    private static TreeMap<String, Integer> abc() {
        TreeMap<String, Integer> map = new TreeMap<>();
        map.put("a", 1);
        map.put("b", 2);
        map.put("c", 3);
        return map;
    }

    @Raced(
            on = TreeMap.class,
            ops = {"put", "get"})
    static void race_subMapPutAndGetOutsideIt() throws Exception {
        TreeMap<String, Integer> map = abc();
        Map<String, Integer> low = map.headMap("b");
        pair(() -> low.put("aa", 9), () -> map.get("c"));
    }

    @Raced(
            on = TreeMap.class,
            ops = {"put", "get"})
    static void race_twoSubMapsThatDontOverlap() throws Exception {
        TreeMap<String, Integer> map = abc();
        Map<String, Integer> low = map.headMap("b");
        Map<String, Integer> high = map.tailMap("c");
        pair(() -> low.put("aa", 9), () -> high.get("c"));
    }

    static void noRace_twoSubMapsRead() throws Exception {
        TreeMap<String, Integer> map = abc();
        Map<String, Integer> low = map.headMap("b");
        Map<String, Integer> high = map.tailMap("b");
        pair(() -> low.size(), () -> high.get("c"));
    }

    @Raced(
            on = TreeMap.class,
            ops = {"put", "iterator|hasNext|next"})
    static void race_iterateHeadMapAndPut() throws Exception {
        TreeMap<String, Integer> map = abc();
        SortedMap<String, Integer> low = map.headMap("b");
        pair(() -> low.keySet().iterator().next(), () -> map.put("d", 4));
    }

    @Raced(
            on = TreeMap.class,
            ops = {"remove", "firstKey"})
    static void race_descendingFirstKeyAndRemove() throws Exception {
        TreeMap<String, Integer> map = abc();
        NavigableMap<String, Integer> down = map.descendingMap();
        pair(() -> down.firstKey(), () -> map.remove("a"));
    }

    @Raced(
            on = TreeMap.class,
            ops = {"pollFirst", "higher"})
    static void race_navigableKeySetPollAndHigher() throws Exception {
        TreeMap<String, Integer> map = abc();
        NavigableSet<String> keys = map.navigableKeySet();
        pair(() -> keys.pollFirst(), () -> keys.higher("b"));
    }

    @Raced(
            on = TreeMap.class,
            ops = {"setValue", "get"})
    static void race_setValueAndGetSame() throws Exception {
        TreeMap<String, Integer> map = abc();
        Map.Entry<String, Integer> entry = map.entrySet().iterator().next();
        pair(() -> entry.setValue(9), () -> map.get("a"));
    }

    @Raced(
            on = TreeMap.class,
            ops = {"put", "forEach"})
    static void race_forEachAndPutExisting() throws Exception {
        TreeMap<String, Integer> map = abc();
        pair(() -> map.forEach((k, v) -> {}), () -> map.put("b", 9));
    }

    /** firstEntry() makes a snapshot: the returned entry no longer knows the tree. */
    static void noRace_snapshotEntryAndPutExisting() throws Exception {
        TreeMap<String, Integer> map = abc();
        Map.Entry<String, Integer> first = map.firstEntry();
        pair(() -> first.getValue(), () -> map.put("a", 9));
    }

    @Raced(
            on = TreeMap.class,
            ops = {"put", "size"})
    static void race_subMapSizeAndPut() throws Exception {
        TreeMap<String, Integer> map = abc();
        SortedMap<String, Integer> low = map.headMap("c");
        pair(() -> low.size(), () -> map.put("bb", 4));
    }
}
