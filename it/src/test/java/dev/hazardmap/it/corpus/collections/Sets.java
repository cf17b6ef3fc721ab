package dev.hazardmap.it.corpus.collections;

import static dev.hazardmap.it.corpus.Threads.pair;

import dev.hazardmap.it.corpus.Corpus;
import dev.hazardmap.it.corpus.Mode;
import dev.hazardmap.it.corpus.Raced;
import java.util.*;

/** Sets that are maps inside. The report may name the set or the map under it. */
@Corpus(Mode.MAPS)
class Sets {
    @Raced(
            on = {HashSet.class, HashMap.class},
            ops = {"add", "add"})
    static void race_hashAddAndAdd() throws Exception {
        Set<String> set = new HashSet<>();
        pair(() -> set.add("a"), () -> set.add("b"));
    }

    @Raced(
            on = {HashSet.class, HashMap.class},
            ops = {"add", "contains"})
    static void race_hashAddAndContains() throws Exception {
        Set<String> set = new HashSet<>(List.of("a"));
        pair(() -> set.add("b"), () -> set.contains("a"));
    }

    static void noRace_hashAddPresentAndContains() throws Exception {
        Set<String> set = new HashSet<>(List.of("a"));
        pair(() -> set.add("a"), () -> set.contains("a"));
    }

    @Raced(
            on = {HashSet.class, HashMap.class},
            ops = {"remove", "iterator|hasNext|next"})
    static void race_hashIterateAndRemove() throws Exception {
        Set<String> set = new HashSet<>(List.of("a", "b"));
        pair(() -> set.iterator().next(), () -> set.remove("a"));
    }

    @Raced(
            on = {HashSet.class, HashMap.class},
            ops = {"add", "anyMatch"})
    static void race_hashStreamAndAdd() throws Exception {
        Set<String> set = new HashSet<>(List.of("a", "b"));
        pair(() -> set.stream().anyMatch(s -> false), () -> set.add("c"));
    }

    @Raced(
            on = {HashSet.class, HashMap.class},
            ops = {"add", "<init>"})
    static void race_hashCopyAndAdd() throws Exception {
        Set<String> set = new HashSet<>(List.of("a", "b"));
        pair(() -> new ArrayList<>(set), () -> set.add("c"));
    }

    static void noRace_hashContainsAndIterate() throws Exception {
        Set<String> set = new HashSet<>(List.of("a", "b"));
        pair(() -> set.contains("a"), () -> set.iterator().next());
    }

    @Raced(
            on = {LinkedHashSet.class, LinkedHashMap.class},
            ops = {"add", "iterator"})
    static void race_linkedIterateAndAdd() throws Exception {
        Set<String> set = new LinkedHashSet<>(List.of("a", "b"));
        pair(() -> set.add("c"), () -> set.iterator());
    }

    static void noRace_linkedContainsTwice() throws Exception {
        Set<String> set = new LinkedHashSet<>(List.of("a", "b"));
        pair(() -> set.contains("a"), () -> set.contains("b"));
    }

    @Raced(
            on = {TreeSet.class, TreeMap.class},
            ops = {"add", "ceiling"})
    static void race_treeAddAndCeiling() throws Exception {
        TreeSet<String> set = new TreeSet<>(List.of("a", "b"));
        pair(() -> set.add("c"), () -> set.ceiling("b"));
    }

    @Raced(
            on = {TreeSet.class, TreeMap.class},
            ops = {"pollFirst", "contains"})
    static void race_treeSubSetContainsAndPollFirst() throws Exception {
        TreeSet<String> set = new TreeSet<>(List.of("a", "b"));
        SortedSet<String> low = set.headSet("b");
        pair(() -> low.contains("a"), () -> set.pollFirst());
    }

    static void noRace_treeFirstAndLast() throws Exception {
        TreeSet<String> set = new TreeSet<>(List.of("a", "b"));
        pair(() -> set.first(), () -> set.last());
    }

    @Raced(
            on = HashMap.class,
            ops = {"add", "contains"})
    static void race_newSetFromMap() throws Exception {
        Set<String> set = Collections.newSetFromMap(new HashMap<>());
        pair(() -> set.add("a"), () -> set.contains("a"));
    }

    @Raced(
            onNamed = "java.util.RegularEnumSet",
            ops = {"add", "contains"})
    static void race_enumSetAddAndContains() throws Exception {
        Set<Thread.State> set = EnumSet.noneOf(Thread.State.class);
        pair(() -> set.add(Thread.State.NEW), () -> set.contains(Thread.State.NEW));
    }

    static void noRace_enumSetContainsTwice() throws Exception {
        Set<Thread.State> set = EnumSet.allOf(Thread.State.class);
        pair(() -> set.contains(Thread.State.NEW), () -> set.contains(Thread.State.NEW));
    }
}
