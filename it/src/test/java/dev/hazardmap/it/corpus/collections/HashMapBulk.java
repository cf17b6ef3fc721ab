package dev.hazardmap.it.corpus.collections;

import static dev.hazardmap.it.corpus.Threads.pair;

import dev.hazardmap.it.corpus.Corpus;
import dev.hazardmap.it.corpus.Mode;
import dev.hazardmap.it.corpus.Raced;
import java.util.*;

/** Bulk operations read or write maps inside the JDK, where no call site of the application shows it. */
@Corpus(Mode.MAPS)
class HashMapBulk {
    private static HashMap<String, Integer> ab() {
        HashMap<String, Integer> map = new HashMap<>();
        map.put("a", 1);
        map.put("b", 2);
        return map;
    }

    @Raced(
            on = HashMap.class,
            ops = {"putAll", "get"})
    static void race_putAllIntoAndGet() throws Exception {
        Map<String, Integer> map = ab();
        Map<String, Integer> more = Map.of("c", 3);
        pair(() -> map.putAll(more), () -> map.get("a"));
    }

    @Raced(
            on = HashMap.class,
            ops = {"putAll", "put"})
    static void race_putAllFromAndPutNew() throws Exception {
        Map<String, Integer> map = ab();
        pair(() -> new HashMap<String, Integer>().putAll(map), () -> map.put("c", 3));
    }

    @Raced(
            on = HashMap.class,
            ops = {"<init>", "put"})
    static void race_copyConstructorAndPutExisting() throws Exception {
        Map<String, Integer> map = ab();
        pair(() -> new HashMap<>(map), () -> map.put("a", 3));
    }

    @Raced(
            on = HashMap.class,
            ops = {"<init>", "put"})
    static void race_listOfValuesAndPutNew() throws Exception {
        Map<String, Integer> map = ab();
        pair(() -> new ArrayList<>(map.values()), () -> map.put("c", 3));
    }

    @Raced(
            on = HashMap.class,
            ops = {"<init>", "put"})
    static void race_listOfValuesAndPutExisting() throws Exception {
        Map<String, Integer> map = ab();
        pair(() -> new ArrayList<>(map.values()), () -> map.put("a", 3));
    }

    static void noRace_listOfKeysAndPutExisting() throws Exception {
        Map<String, Integer> map = ab();
        pair(() -> new ArrayList<>(map.keySet()), () -> map.put("a", 3));
    }

    @Raced(
            on = HashMap.class,
            ops = {"addAll", "put"})
    static void race_addAllOfKeysAndPutNew() throws Exception {
        Map<String, Integer> map = ab();
        pair(() -> new ArrayList<String>().addAll(map.keySet()), () -> map.put("c", 3));
    }

    @Raced(
            on = HashMap.class,
            ops = {"toArray", "remove"})
    static void race_toArrayAndRemove() throws Exception {
        Map<String, Integer> map = ab();
        pair(() -> map.keySet().toArray(new String[0]), () -> map.remove("a"));
    }

    @Raced(
            on = HashMap.class,
            ops = {"equals", "put"})
    static void race_equalsAndPutNew() throws Exception {
        Map<String, Integer> map = ab();
        Map<String, Integer> other = ab();
        pair(() -> map.equals(other), () -> map.put("c", 3));
    }

    @Raced(
            on = HashMap.class,
            ops = {"equals", "put"})
    static void race_equalsOfTheOtherAndPutExisting() throws Exception {
        Map<String, Integer> map = ab();
        Map<String, Integer> other = ab();
        pair(() -> other.equals(map), () -> map.put("a", 3));
    }

    @Raced(
            on = HashMap.class,
            ops = {"hashCode", "put"})
    static void race_hashCodeAndPutExisting() throws Exception {
        Map<String, Integer> map = ab();
        pair(() -> map.hashCode(), () -> map.put("a", 3));
    }

    @Raced(
            on = HashMap.class,
            ops = {"toString", "put"})
    static void race_toStringAndPutNew() throws Exception {
        Map<String, Integer> map = ab();
        pair(() -> map.toString(), () -> map.put("c", 3));
    }

    @Raced(
            on = HashMap.class,
            ops = {"forEach", "put"})
    static void race_forEachAndPutExisting() throws Exception {
        Map<String, Integer> map = ab();
        pair(() -> map.forEach((k, v) -> {}), () -> map.put("a", 3));
    }

    @Raced(
            on = HashMap.class,
            ops = {"copyOf", "put"})
    static void race_mapCopyOfAndPutNew() throws Exception {
        Map<String, Integer> map = ab();
        pair(() -> Map.copyOf(map), () -> map.put("c", 3));
    }

    @Raced(
            on = HashMap.class,
            ops = {"<init>", "put"})
    static void race_treeMapOfItAndPutNew() throws Exception {
        Map<String, Integer> map = ab();
        pair(() -> new TreeMap<>(map), () -> map.put("c", 3));
    }

    @Raced(
            on = HashMap.class,
            ops = {"containsAll", "put"})
    static void race_containsAllAndPutNew() throws Exception {
        Map<String, Integer> map = ab();
        List<String> asked = List.of("a", "b");
        pair(() -> map.keySet().containsAll(asked), () -> map.put("c", 3));
    }
}
