package dev.hazardmap.it.corpus.collections;

import static dev.hazardmap.it.corpus.Threads.pair;

import dev.hazardmap.it.corpus.Corpus;
import dev.hazardmap.it.corpus.Mode;
import dev.hazardmap.it.corpus.Raced;
import java.util.*;

/**
 * Collections.synchronizedX locks each operation; iteration is up to the caller, on the wrapper's monitor. Asking for a
 * view takes the lock too, which would order it after an earlier writer: views are made before the threads start.
 */
@Corpus(Mode.MAPS)
class SynchronizedWrappers {
    private static Map<String, Integer> ab() {
        return Collections.synchronizedMap(new HashMap<>(Map.of("a", 1, "b", 2)));
    }

    static void noRace_putAndGet() throws Exception {
        Map<String, Integer> map = ab();
        pair(() -> map.put("c", 3), () -> map.get("a"));
    }

    static void noRace_computeIfAbsentAndForEach() throws Exception {
        Map<String, Integer> map = ab();
        pair(() -> map.computeIfAbsent("c", k -> 3), () -> map.forEach((k, v) -> {}));
    }

    static void noRace_keySetRemoveAndSize() throws Exception {
        Map<String, Integer> map = ab();
        pair(() -> map.keySet().remove("a"), () -> map.size());
    }

    static void noRace_toStringAndPut() throws Exception {
        Map<String, Integer> map = ab();
        pair(() -> map.toString(), () -> map.put("c", 3));
    }

    @Raced(
            on = HashMap.class,
            ops = {"put", "iterator|hasNext|next"})
    static void race_iterateOutsideTheLock() throws Exception {
        Map<String, Integer> map = ab();
        Set<String> keys = map.keySet();
        pair(() -> keys.iterator().next(), () -> map.put("c", 3));
    }

    static void noRace_iterateInsideTheLock() throws Exception {
        Map<String, Integer> map = ab();
        pair(
                () -> {
                    synchronized (map) {
                        for (String key : map.keySet()) {
                            key.length();
                        }
                    }
                },
                () -> map.put("c", 3));
    }

    /** The documented pitfall: the view's monitor is not the map's. */
    @Raced(
            on = HashMap.class,
            ops = {"put", "iterator|hasNext|next"})
    static void race_iterateUnderTheViewsMonitor() throws Exception {
        Map<String, Integer> map = ab();
        Set<String> keys = map.keySet();
        pair(
                () -> {
                    synchronized (keys) {
                        keys.iterator().next();
                    }
                },
                () -> map.put("c", 3));
    }

    @Raced(
            on = HashMap.class,
            ops = {"put", "anyMatch"})
    static void race_streamOutsideTheLock() throws Exception {
        Map<String, Integer> map = ab();
        Collection<Integer> values = map.values();
        pair(() -> values.stream().anyMatch(v -> v > 5), () -> map.put("c", 3));
    }

    @Raced(
            on = HashMap.class,
            ops = {"put", "get"})
    static void race_wrapperAndWhatItWraps() throws Exception {
        Map<String, Integer> raw = new HashMap<>(Map.of("a", 1));
        Map<String, Integer> map = Collections.synchronizedMap(raw);
        pair(() -> map.put("c", 3), () -> raw.get("a"));
    }

    @Raced(
            on = HashMap.class,
            ops = {"put", "get"})
    static void race_twoWrappersOfOneMap() throws Exception {
        Map<String, Integer> raw = new HashMap<>(Map.of("a", 1));
        Map<String, Integer> one = Collections.synchronizedMap(raw);
        Map<String, Integer> two = Collections.synchronizedMap(raw);
        pair(() -> one.put("c", 3), () -> two.get("a"));
    }

    static void noRace_synchronizedListAddAndContains() throws Exception {
        List<String> list = Collections.synchronizedList(new ArrayList<>(List.of("a")));
        pair(() -> list.add("b"), () -> list.contains("b"));
    }

    @Raced(
            on = ArrayList.class,
            ops = {"add", "iterator|hasNext|next"})
    static void race_synchronizedListIterate() throws Exception {
        List<String> list = Collections.synchronizedList(new ArrayList<>(List.of("a")));
        pair(() -> list.iterator().next(), () -> list.add("b"));
    }

    static void noRace_synchronizedSetAddAndAdd() throws Exception {
        Set<String> set = Collections.synchronizedSet(new HashSet<>());
        pair(() -> set.add("a"), () -> set.add("b"));
    }

    static void noRace_synchronizedSubMapAndItsMap() throws Exception {
        SortedMap<String, Integer> map = Collections.synchronizedSortedMap(new TreeMap<>(Map.of("a", 1, "b", 2)));
        SortedMap<String, Integer> low = map.headMap("b");
        pair(() -> low.put("aa", 3), () -> map.get("b"));
    }
}
