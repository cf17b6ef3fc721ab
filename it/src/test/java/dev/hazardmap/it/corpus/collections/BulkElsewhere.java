package dev.hazardmap.it.corpus.collections;

import static dev.hazardmap.it.corpus.Threads.pair;

import dev.hazardmap.it.corpus.Corpus;
import dev.hazardmap.it.corpus.Mode;
import dev.hazardmap.it.corpus.Raced;
import java.io.ByteArrayOutputStream;
import java.io.ObjectOutputStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;

/** Classes of the JDK that read a collection they were given: from the far end of a call the application made. */
@Corpus(Mode.MAPS)
class BulkElsewhere {
    private static HashMap<String, Integer> ab() {
        HashMap<String, Integer> map = new HashMap<>();
        map.put("a", 1);
        map.put("b", 2);
        return map;
    }

    private static TreeMap<String, Integer> tree() {
        return new TreeMap<>(ab());
    }

    private static ArrayList<String> list() {
        return new ArrayList<>(List.of("b", "a"));
    }

    @Raced(
            on = HashMap.class,
            ops = {"put", "writeObject"})
    static void race_serializedAndPut() throws Exception {
        Map<String, Integer> map = ab();
        ObjectOutputStream out = new ObjectOutputStream(new ByteArrayOutputStream());
        pair(() -> out.writeObject(map), () -> map.put("c", 3));
    }

    @Raced(on = HashMap.class)
    static void race_concatenatedIntoAStringAndPut() throws Exception {
        Map<String, Integer> map = ab();
        pair(() -> ("map: " + map).length(), () -> map.put("c", 3));
    }

    @Raced(
            on = HashMap.class,
            ops = {"valueOf", "remove"})
    static void race_stringValueOfAndRemove() throws Exception {
        Object map = ab();
        pair(() -> String.valueOf(map), () -> ((Map<?, ?>) map).remove("a"));
    }

    @Raced(
            on = HashMap.class,
            ops = {"hash", "put"})
    static void race_objectsHashAndPut() throws Exception {
        Map<String, Integer> map = ab();
        pair(() -> Objects.hash(map, 1), () -> map.put("a", 3));
    }

    @Raced(
            on = HashMap.class,
            ops = {"collect", "put"})
    static void race_collectedAndPut() throws Exception {
        Map<String, Integer> map = ab();
        pair(
                () -> map.entrySet().stream().collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)),
                () -> map.put("a", 3));
    }

    @Raced(
            on = HashMap.class,
            ops = {"<init>", "put"})
    static void race_copiedIntoAConcurrentMapAndPut() throws Exception {
        Map<String, Integer> map = ab();
        pair(() -> new ConcurrentHashMap<>(map), () -> map.put("c", 3));
    }

    @Raced(
            on = HashMap.class,
            ops = {"putAll", "put"})
    static void race_putAllIntoAnIdentityMapAndPut() throws Exception {
        Map<String, Integer> map = ab();
        pair(() -> new IdentityHashMap<String, Integer>().putAll(map), () -> map.put("a", 3));
    }

    @Raced(
            on = HashMap.class,
            ops = {"<init>|addAll", "put"})
    static void race_keysCopiedIntoASetAndPut() throws Exception {
        Map<String, Integer> map = ab();
        pair(() -> new HashSet<>(map.keySet()), () -> map.put("c", 3));
    }

    @Raced(
            on = HashMap.class,
            ops = {"toArray", "put"})
    static void race_entrySetToArrayAndPut() throws Exception {
        Map<String, Integer> map = ab();
        pair(() -> map.entrySet().toArray(), () -> map.put("c", 3));
    }

    /** A copy of a sorted map reads it in order, by another way than a copy of any map. */
    @Raced(
            on = TreeMap.class,
            ops = {"<init>", "put"})
    static void race_sortedCopyAndPut() throws Exception {
        SortedMap<String, Integer> map = tree();
        pair(() -> new TreeMap<>(map), () -> map.put("a", 3));
    }

    @Raced(
            on = TreeMap.class,
            ops = {"putAll", "put"})
    static void race_sortedPutAllAndPut() throws Exception {
        SortedMap<String, Integer> map = tree();
        pair(() -> new TreeMap<String, Integer>().putAll(map), () -> map.put("c", 3));
    }

    @Raced(
            on = TreeMap.class,
            ops = {"clone", "put"})
    static void race_treeCloneAndPut() throws Exception {
        TreeMap<String, Integer> map = tree();
        pair(() -> map.clone(), () -> map.put("c", 3));
    }

    @Raced(
            on = {TreeSet.class, TreeMap.class},
            ops = {"addAll", "add"})
    static void race_sortedSetAddAllAndAdd() throws Exception {
        TreeSet<String> set = new TreeSet<>(list());
        pair(() -> new TreeSet<String>().addAll(set), () -> set.add("c"));
    }

    @Raced(
            on = TreeMap.class,
            ops = {"equals", "put"})
    static void race_treeEqualsAndPut() throws Exception {
        TreeMap<String, Integer> map = tree();
        Map<String, Integer> other = ab();
        pair(() -> other.equals(map), () -> map.put("a", 3));
    }

    @Raced(
            on = {HashSet.class, HashMap.class},
            ops = {"copyOf", "add"})
    static void race_setCopyOfAndAdd() throws Exception {
        Set<String> set = new HashSet<>(list());
        pair(() -> Set.copyOf(set), () -> set.add("c"));
    }

    @Raced(
            on = ArrayList.class,
            ops = {"sorted|toList", "set"})
    static void race_sortedStreamAndSet() throws Exception {
        List<String> list = list();
        pair(() -> list.stream().sorted().toList(), () -> list.set(0, "x"));
    }

    @Raced(
            on = ArrayList.class,
            ops = {"binarySearch", "set"})
    static void race_binarySearchAndSet() throws Exception {
        List<String> list = list();
        pair(() -> Collections.binarySearch(list, "zzz"), () -> list.set(1, "x"));
    }

    @Raced(
            on = ArrayList.class,
            ops = {"copy", "set"})
    static void race_collectionsCopyAndSet() throws Exception {
        List<String> list = list();
        List<String> target = list();
        pair(() -> Collections.copy(target, list), () -> list.set(1, "x"));
    }

    @Raced(
            on = ArrayList.class,
            ops = {"rotate", "get"})
    static void race_collectionsRotateAndGet() throws Exception {
        List<String> list = list();
        pair(() -> Collections.rotate(list, 1), () -> list.get(0));
    }

    @Raced(
            on = ArrayList.class,
            ops = {"disjoint", "add"})
    static void race_collectionsDisjointAndAdd() throws Exception {
        List<String> list = list();
        Set<String> other = Set.of("x");
        pair(() -> Collections.disjoint(list, other), () -> list.add("c"));
    }

    @Raced(
            on = ArrayList.class,
            ops = {"<init>", "add"})
    static void race_copiedIntoACopyOnWriteListAndAdd() throws Exception {
        List<String> list = list();
        pair(() -> new CopyOnWriteArrayList<>(list), () -> list.add("c"));
    }

    @Raced(
            on = ArrayList.class,
            ops = {"clone", "set"})
    static void race_listCloneAndSet() throws Exception {
        ArrayList<String> list = list();
        pair(() -> list.clone(), () -> list.set(1, "x"));
    }

    static void noRace_twoBulkReaders() throws Exception {
        Map<String, Integer> map = ab();
        pair(() -> new TreeMap<>(map).toString(), () -> new ConcurrentHashMap<>(map).putAll(map));
    }
}
