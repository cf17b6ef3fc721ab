package dev.hazardmap.it.corpus.collections;

import static dev.hazardmap.it.corpus.Threads.pair;

import dev.hazardmap.it.corpus.Corpus;
import dev.hazardmap.it.corpus.Mode;
import dev.hazardmap.it.corpus.Raced;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** The sequenced collections of JDK 21, called by reflection because these sources are compiled for 17. */
@Corpus(value = Mode.MAPS, since = 21)
class Sequenced {
    /** Calls a public method of the interface that declares it. */
    @SuppressWarnings("unchecked")
    private static <T> T call(Class<?> type, Object target, String name, Object... arguments)
            throws ReflectiveOperationException {
        Method method = Arrays.stream(type.getMethods())
                .filter(m -> m.getName().equals(name) && m.getParameterCount() == arguments.length)
                .findFirst()
                .orElseThrow();
        return (T) method.invoke(target, arguments);
    }

    private static LinkedHashMap<String, Integer> linked() {
        LinkedHashMap<String, Integer> map = new LinkedHashMap<>();
        map.put("a", 1);
        map.put("b", 2);
        return map;
    }

    @Raced(
            on = LinkedHashMap.class,
            ops = {"putFirst", "get"})
    static void race_putFirstOfAnExistingKeyAndGet() throws Exception {
        Map<String, Integer> map = linked();
        pair(() -> call(LinkedHashMap.class, map, "putFirst", "b", 3), () -> map.get("b"));
    }

    @Raced(
            on = LinkedHashMap.class,
            ops = {"pollFirstEntry", "size"})
    static void race_pollFirstEntryAndSize() throws Exception {
        Map<String, Integer> map = linked();
        pair(() -> call(LinkedHashMap.class, map, "pollFirstEntry"), () -> map.size());
    }

    @Raced(
            on = LinkedHashMap.class,
            ops = {"put", "firstEntry"})
    static void race_putNewAndFirstEntry() throws Exception {
        Map<String, Integer> map = linked();
        pair(() -> map.put("c", 3), () -> call(LinkedHashMap.class, map, "firstEntry"));
    }

    @Raced(
            on = LinkedHashMap.class,
            ops = {"put", "get"})
    static void race_reversedViewAndItsMap() throws Exception {
        Map<String, Integer> map = linked();
        Map<String, Integer> reversed = call(LinkedHashMap.class, map, "reversed");
        pair(() -> map.put("c", 3), () -> reversed.get("a"));
    }

    static void noRace_reversedViewReadTwice() throws Exception {
        Map<String, Integer> map = linked();
        Map<String, Integer> reversed = call(LinkedHashMap.class, map, "reversed");
        pair(() -> reversed.get("a"), () -> map.get("b"));
    }

    @Raced(
            on = LinkedHashMap.class,
            ops = {"put", "iterator|hasNext|next"})
    static void race_sequencedValuesAndPut() throws Exception {
        Map<String, Integer> map = linked();
        Collection<Integer> values = call(LinkedHashMap.class, map, "sequencedValues");
        pair(() -> map.put("a", 3), () -> values.iterator().next());
    }

    @Raced(
            on = {LinkedHashSet.class, LinkedHashMap.class},
            ops = {"addFirst", "contains"})
    static void race_setAddFirstAndContains() throws Exception {
        Set<String> set = new LinkedHashSet<>(List.of("a", "b"));
        pair(() -> call(LinkedHashSet.class, set, "addFirst", "c"), () -> set.contains("a"));
    }

    @Raced(
            on = ArrayList.class,
            ops = {"addFirst", "getLast"})
    static void race_listAddFirstAndGetLast() throws Exception {
        List<String> list = new ArrayList<>(List.of("a", "b"));
        pair(() -> call(List.class, list, "addFirst", "c"), () -> call(List.class, list, "getLast"));
    }

    @Raced(
            on = ArrayList.class,
            ops = {"set", "get"})
    static void race_reversedListSetAndGetSame() throws Exception {
        List<String> list = new ArrayList<>(List.of("a", "b"));
        List<String> reversed = call(List.class, list, "reversed");
        pair(() -> reversed.set(0, "x"), () -> list.get(1));
    }

    static void noRace_reversedListSetAndGetOther() throws Exception {
        List<String> list = new ArrayList<>(List.of("a", "b"));
        List<String> reversed = call(List.class, list, "reversed");
        pair(() -> reversed.set(0, "x"), () -> list.get(0));
    }

    @Raced(
            on = TreeMap.class,
            ops = {"pollLastEntry", "get"})
    static void race_reversedTreeMapPollAndGet() throws Exception {
        TreeMap<String, Integer> map = new TreeMap<>(linked());
        Map<String, Integer> reversed = call(TreeMap.class, map, "reversed");
        pair(() -> call(TreeMap.class, map, "pollLastEntry"), () -> reversed.get("a"));
    }
}
