package dev.hazardmap.it.corpus.collections;

import static dev.hazardmap.it.corpus.Threads.pair;

import dev.hazardmap.it.corpus.Corpus;
import dev.hazardmap.it.corpus.Mode;
import dev.hazardmap.it.corpus.Raced;
import java.util.*;

/** A wrapper that forbids writing protects nobody from the one who holds the map itself; immutable ones do. */
@Corpus(Mode.MAPS)
class OtherWrappers {
    @Raced(
            on = HashMap.class,
            ops = {"put", "get"})
    static void race_unmodifiableMapGetAndPut() throws Exception {
        Map<String, Integer> map = new HashMap<>(Map.of("a", 1));
        Map<String, Integer> view = Collections.unmodifiableMap(map);
        pair(() -> view.get("a"), () -> map.put("b", 2));
    }

    @Raced(
            on = HashMap.class,
            ops = {"put", "iterator|hasNext|next"})
    static void race_unmodifiableValuesIterateAndPut() throws Exception {
        Map<String, Integer> map = new HashMap<>(Map.of("a", 1));
        Map<String, Integer> view = Collections.unmodifiableMap(map);
        pair(() -> view.values().iterator().next(), () -> map.put("a", 2));
    }

    @Raced(
            on = ArrayList.class,
            ops = {"add", "size"})
    static void race_unmodifiableListSizeAndAdd() throws Exception {
        List<String> list = new ArrayList<>(List.of("a"));
        List<String> view = Collections.unmodifiableList(list);
        pair(() -> view.size(), () -> list.add("b"));
    }

    static void noRace_unmodifiableViewsOfAnUnsharedMap() throws Exception {
        Map<String, Integer> view = Collections.unmodifiableMap(new HashMap<>(Map.of("a", 1)));
        pair(() -> view.keySet().contains("a"), () -> view.keySet().size());
    }

    @Raced(
            on = TreeMap.class,
            ops = {"put", "get"})
    static void race_checkedMapPutAndGet() throws Exception {
        Map<String, Integer> map = Collections.checkedMap(new TreeMap<>(Map.of("a", 1)), String.class, Integer.class);
        pair(() -> map.put("b", 2), () -> map.get("a"));
    }

    static void noRace_immutableMapReadTwice() throws Exception {
        Map<String, Integer> map = Map.of("a", 1, "b", 2);
        pair(() -> map.get("a"), () -> map.values().size());
    }

    static void noRace_copyOfIsASnapshot() throws Exception {
        Map<String, Integer> map = new HashMap<>(Map.of("a", 1));
        Map<String, Integer> copy = Map.copyOf(map);
        pair(() -> copy.get("a"), () -> map.put("b", 2));
    }

    /** A fixed-size list over an array, and no thread-safer than the array. */
    @Raced(
            onNamed = "java.util.Arrays$ArrayList",
            ops = {"set", "get"})
    static void race_arraysAsListSetAndGetSame() throws Exception {
        List<String> list = Arrays.asList("a", "b");
        pair(() -> list.set(0, "x"), () -> list.get(0));
    }

    static void noRace_arraysAsListSetAndGetOther() throws Exception {
        List<String> list = Arrays.asList("a", "b");
        pair(() -> list.set(0, "x"), () -> list.get(1));
    }

    @Raced(
            on = ArrayList.class,
            ops = {"addAll", "get"})
    static void race_collectionsAddAllAndGet() throws Exception {
        List<String> list = new ArrayList<>(List.of("a"));
        pair(() -> Collections.addAll(list, "b"), () -> list.get(0));
    }

    @Raced(
            on = ArrayList.class,
            ops = {"max", "set"})
    static void race_collectionsMaxAndSet() throws Exception {
        List<String> list = new ArrayList<>(List.of("a", "b"));
        pair(() -> Collections.max(list), () -> list.set(1, "c"));
    }

    @Raced(
            on = ArrayDeque.class,
            ops = {"add", "poll"})
    static void race_asLifoQueueAddAndPoll() throws Exception {
        Queue<String> queue = Collections.asLifoQueue(new ArrayDeque<>(List.of("a")));
        pair(() -> queue.add("b"), () -> queue.poll());
    }
}
