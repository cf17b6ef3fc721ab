package dev.hazardmap.it.corpus.edges;

import static dev.hazardmap.it.corpus.Threads.both;
import static dev.hazardmap.it.corpus.Threads.inOrder;

import dev.hazardmap.it.corpus.Corpus;
import dev.hazardmap.it.corpus.Hint;
import dev.hazardmap.it.corpus.Mode;
import dev.hazardmap.it.corpus.Raced;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CopyOnWriteArraySet;

/** An element put into a concurrent collection carries its past to whoever gets that element, and to nobody else. */
@Corpus(Mode.MAPS)
class ConcurrentMaps {
    /** Filled before, so that no thread initialises or resizes the table, which all readers look at. */
    private static ConcurrentMap<String, Integer> shared() {
        ConcurrentMap<String, Integer> shared = new ConcurrentHashMap<>();
        shared.put("x", 0);
        shared.put("y", 0);
        return shared;
    }

    static void noRace_putThenGetOfThatElement() throws Exception {
        Map<String, Integer> map = new HashMap<>();
        ConcurrentMap<String, Integer> shared = shared();
        inOrder(
                () -> {
                    map.put("a", 1);
                    shared.put("x", 1);
                },
                () -> {
                    if (shared.get("x") == 1) {
                        map.get("a");
                    }
                });
    }

    @Raced(
            on = HashMap.class,
            ops = {"put", "get"})
    static void race_putThenGetOfAnotherElement() throws Exception {
        Map<String, Integer> map = new HashMap<>();
        ConcurrentMap<String, Integer> shared = shared();
        inOrder(
                () -> {
                    map.put("a", 1);
                    shared.put("x", 1);
                },
                () -> {
                    if (shared.get("y") == 0) {
                        map.get("a");
                    }
                });
    }

    @Raced(
            on = HashMap.class,
            ops = {"put", "get"})
    static void race_putAfterTheConcurrentPut() throws Exception {
        Map<String, Integer> map = new HashMap<>();
        ConcurrentMap<String, Integer> shared = shared();
        inOrder(
                () -> {
                    shared.put("x", 1);
                    map.put("a", 1);
                },
                () -> {
                    if (shared.get("x") == 1) {
                        map.get("a");
                    }
                });
    }

    /** size, isEmpty and mappingCount say nothing about any element. */
    @Raced(
            on = HashMap.class,
            ops = {"put", "get"})
    static void race_sizeIsNoEdge() throws Exception {
        Map<String, Integer> map = new HashMap<>();
        ConcurrentMap<String, Integer> shared = shared();
        inOrder(
                () -> {
                    map.put("a", 1);
                    shared.put("z", 1);
                },
                () -> {
                    if (shared.size() == 3) {
                        map.get("a");
                    }
                });
    }

    static void noRace_newKeyThenGet() throws Exception {
        Map<String, Integer> map = new HashMap<>();
        ConcurrentMap<String, Integer> shared = new ConcurrentHashMap<>();
        inOrder(
                () -> {
                    map.put("a", 1);
                    shared.putIfAbsent("x", 1);
                },
                () -> {
                    if (shared.containsKey("x")) {
                        map.get("a");
                    }
                });
    }

    static void noRace_newKeyThenIterate() throws Exception {
        Map<String, Integer> map = new HashMap<>();
        ConcurrentMap<String, Integer> shared = new ConcurrentHashMap<>();
        inOrder(
                () -> {
                    map.put("a", 1);
                    shared.put("x", 1);
                },
                () -> {
                    for (Integer value : shared.values()) {
                        map.get("a");
                        value.hashCode();
                    }
                });
    }

    /** compute holds the bin's lock while the function runs. */
    static void noRace_computeOfOneKey() throws Exception {
        Map<String, Integer> map = new HashMap<>();
        ConcurrentMap<String, Integer> shared = shared();
        both(
                () -> shared.compute("x", (k, v) -> map.merge("a", 1, Integer::sum)),
                () -> shared.compute("x", (k, v) -> map.merge("a", 1, Integer::sum)));
    }

    @Raced(
            on = HashMap.class,
            ops = {"put", "put"})
    static void race_computeOfTwoKeys() throws Exception {
        Map<String, Integer> map = new HashMap<>();
        ConcurrentMap<String, Integer> shared = shared();
        inOrder(
                () -> shared.compute("x", (k, v) -> map.put("a", 1)),
                () -> shared.compute("y", (k, v) -> map.put("b", 1)));
    }

    static void noRace_computeIfAbsentThenGet() throws Exception {
        ConcurrentMap<String, Map<String, Integer>> shared = new ConcurrentHashMap<>();
        inOrder(
                () -> shared.computeIfAbsent("x", k -> {
                    Map<String, Integer> map = new HashMap<>();
                    map.put("a", 1);
                    return map;
                }),
                () -> shared.get("x").get("a"));
    }

    /** The usual mistake: the map of maps is concurrent, the inner map isn't. */
    @Raced(
            on = HashMap.class,
            ops = {"put", "put"})
    static void race_innerMapOfAConcurrentMap() throws Exception {
        ConcurrentMap<String, Map<String, Integer>> shared = new ConcurrentHashMap<>();
        shared.put("x", new HashMap<>());
        inOrder(() -> shared.get("x").put("a", 1), () -> shared.get("x").put("b", 2));
    }

    static void noRace_removeReturnsWhatWasPut() throws Exception {
        ConcurrentMap<String, Map<String, Integer>> shared = new ConcurrentHashMap<>();
        inOrder(() -> shared.put("x", new HashMap<>(Map.of("a", 1))), () -> shared.remove("x")
                .put("b", 2));
    }

    static void noRace_skipListPutThenGet() throws Exception {
        Map<String, Integer> map = new HashMap<>();
        ConcurrentMap<String, Integer> shared = new ConcurrentSkipListMap<>();
        inOrder(
                () -> {
                    map.put("a", 1);
                    shared.put("x", 1);
                },
                () -> {
                    if (shared.get("x") != null) {
                        map.get("a");
                    }
                });
    }

    @Raced(
            on = HashMap.class,
            ops = {"put", "get"})
    static void race_skipListPutThenFirstKeyOfAnotherElement() throws Exception {
        Map<String, Integer> map = new HashMap<>();
        ConcurrentSkipListMap<String, Integer> shared = new ConcurrentSkipListMap<>(Map.of("x", 0, "y", 0));
        inOrder(
                () -> {
                    map.put("a", 1);
                    shared.put("y", 1);
                },
                () -> {
                    if (shared.firstKey().equals("x")) {
                        map.get("a");
                    }
                });
    }

    static void noRace_skipListFirstEntry() throws Exception {
        Map<String, Integer> map = new HashMap<>();
        ConcurrentSkipListMap<String, Integer> shared = new ConcurrentSkipListMap<>();
        inOrder(
                () -> {
                    map.put("a", 1);
                    shared.put("x", 1);
                },
                () -> {
                    if (shared.pollFirstEntry() != null) {
                        map.get("a");
                    }
                });
    }

    static void noRace_copyOnWriteAddThenIterate() throws Exception {
        Map<String, Integer> map = new HashMap<>();
        List<String> shared = new CopyOnWriteArrayList<>();
        inOrder(
                () -> {
                    map.put("a", 1);
                    shared.add("x");
                },
                () -> shared.forEach(s -> map.get("a")));
    }

    @Raced(
            on = HashMap.class,
            ops = {"put", "get"})
    static void race_putAfterCopyOnWriteAdd() throws Exception {
        Map<String, Integer> map = new HashMap<>();
        Set<String> shared = new CopyOnWriteArraySet<>();
        inOrder(
                () -> {
                    shared.add("x");
                    map.put("a", 1);
                },
                () -> {
                    if (shared.contains("x")) {
                        map.get("a");
                    }
                });
    }

    static void noRace_keySetOfAConcurrentMap() throws Exception {
        Map<String, Integer> map = new HashMap<>();
        Set<String> shared = ConcurrentHashMap.newKeySet();
        Hint added = new Hint();
        both(
                () -> {
                    map.put("a", 1);
                    shared.add("x");
                    added.give();
                },
                () -> {
                    added.await();
                    if (shared.contains("x")) {
                        map.get("a");
                    }
                });
    }
}
