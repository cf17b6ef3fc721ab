package dev.hazardmap.it.corpus.collections;

import static dev.hazardmap.it.corpus.Threads.pair;

import dev.hazardmap.it.corpus.Corpus;
import dev.hazardmap.it.corpus.Mode;
import dev.hazardmap.it.corpus.Raced;
import java.util.*;

/** Whole-list operations: those that read every element, and those that rewrite the list. */
@Corpus(Mode.MAPS)
class ArrayListBulk {
    private static ArrayList<String> ba() {
        return new ArrayList<>(List.of("b", "a"));
    }

    @Raced(
            on = ArrayList.class,
            ops = {"sort", "get"})
    static void race_sortAndGet() throws Exception {
        List<String> list = ba();
        pair(() -> list.sort(null), () -> list.get(0));
    }

    @Raced(
            on = ArrayList.class,
            ops = {"sort", "get"})
    static void race_collectionsSortAndGet() throws Exception {
        List<String> list = ba();
        pair(() -> Collections.sort(list), () -> list.get(0));
    }

    @Raced(
            on = ArrayList.class,
            ops = {"reverse", "get"})
    static void race_collectionsReverseAndGet() throws Exception {
        List<String> list = ba();
        pair(() -> Collections.reverse(list), () -> list.get(0));
    }

    @Raced(
            on = ArrayList.class,
            ops = {"swap", "get"})
    static void race_collectionsSwapAndGet() throws Exception {
        List<String> list = ba();
        pair(() -> Collections.swap(list, 0, 1), () -> list.get(1));
    }

    @Raced(
            on = ArrayList.class,
            ops = {"addAll", "get"})
    static void race_addAllAndGet() throws Exception {
        List<String> list = ba();
        List<String> more = List.of("c");
        pair(() -> list.addAll(more), () -> list.get(0));
    }

    @Raced(
            on = ArrayList.class,
            ops = {"addAll", "set"})
    static void race_addAllFromItAndSet() throws Exception {
        List<String> list = ba();
        pair(() -> new ArrayList<String>().addAll(list), () -> list.set(0, "x"));
    }

    @Raced(
            on = ArrayList.class,
            ops = {"<init>", "set"})
    static void race_copyAndSet() throws Exception {
        List<String> list = ba();
        pair(() -> new LinkedList<>(list), () -> list.set(0, "x"));
    }

    @Raced(
            on = ArrayList.class,
            ops = {"toArray", "set"})
    static void race_toArrayAndSet() throws Exception {
        List<String> list = ba();
        pair(() -> list.toArray(new String[0]), () -> list.set(1, "x"));
    }

    @Raced(
            on = ArrayList.class,
            ops = {"contains", "set"})
    static void race_containsAndSet() throws Exception {
        List<String> list = ba();
        pair(() -> list.contains("zzz"), () -> list.set(1, "x"));
    }

    @Raced(
            on = ArrayList.class,
            ops = {"anyMatch", "add"})
    static void race_streamAndAdd() throws Exception {
        List<String> list = ba();
        pair(() -> list.stream().anyMatch(s -> false), () -> list.add("c"));
    }

    @Raced(
            on = ArrayList.class,
            ops = {"forEach", "set"})
    static void race_forEachAndSet() throws Exception {
        List<String> list = ba();
        pair(() -> list.forEach(s -> {}), () -> list.set(0, "x"));
    }

    @Raced(
            on = ArrayList.class,
            ops = {"removeIf", "get"})
    static void race_removeIfAndGet() throws Exception {
        List<String> list = ba();
        pair(() -> list.removeIf("b"::equals), () -> list.get(0));
    }

    @Raced(
            on = ArrayList.class,
            ops = {"replaceAll", "get"})
    static void race_replaceAllAndGet() throws Exception {
        List<String> list = ba();
        pair(() -> list.replaceAll(String::trim), () -> list.get(0));
    }

    @Raced(
            on = ArrayList.class,
            ops = {"equals", "set"})
    static void race_equalsAndSet() throws Exception {
        List<String> list = ba();
        List<String> other = ba();
        pair(() -> list.equals(other), () -> list.set(1, "x"));
    }

    @Raced(
            on = ArrayList.class,
            ops = {"equals", "set"})
    static void race_equalsOfTheOtherAndSet() throws Exception {
        List<String> list = ba();
        List<String> other = ba();
        pair(() -> other.equals(list), () -> list.set(1, "x"));
    }

    @Raced(
            on = ArrayList.class,
            ops = {"toString", "set"})
    static void race_toStringAndSet() throws Exception {
        List<String> list = ba();
        pair(() -> list.toString(), () -> list.set(1, "x"));
    }

    @Raced(
            on = ArrayList.class,
            ops = {"trimToSize", "get"})
    static void race_trimToSizeAndGet() throws Exception {
        ArrayList<String> list = new ArrayList<>(100);
        list.add("a");
        pair(() -> list.trimToSize(), () -> list.get(0));
    }

    @Raced(
            on = ArrayList.class,
            ops = {"join", "set"})
    static void race_stringJoinAndSet() throws Exception {
        List<String> list = ba();
        pair(() -> String.join(",", list), () -> list.set(1, "x"));
    }

    static void noRace_toArrayAndHashCode() throws Exception {
        List<String> list = ba();
        pair(() -> list.toArray(), () -> list.hashCode());
    }

    static void noRace_copyAndCopy() throws Exception {
        List<String> list = ba();
        pair(() -> new ArrayList<>(list), () -> List.copyOf(list));
    }
}
