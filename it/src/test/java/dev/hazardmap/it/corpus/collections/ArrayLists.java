package dev.hazardmap.it.corpus.collections;

import static dev.hazardmap.it.corpus.Threads.pair;

import dev.hazardmap.it.corpus.Corpus;
import dev.hazardmap.it.corpus.Mode;
import dev.hazardmap.it.corpus.Raced;
import java.util.*;

/** Elements are entries, the size and the backing array are the structure. */
@Corpus(Mode.MAPS)
class ArrayLists {
    private static List<String> ab() {
        return new ArrayList<>(List.of("a", "b"));
    }

    @Raced(
            on = ArrayList.class,
            ops = {"add", "add"})
    static void race_addAndAdd() throws Exception {
        List<String> list = new ArrayList<>();
        pair(() -> list.add("a"), () -> list.add("b"));
    }

    @Raced(
            on = ArrayList.class,
            ops = {"add", "get"})
    static void race_addAndGet() throws Exception {
        List<String> list = ab();
        pair(() -> list.add("c"), () -> list.get(0));
    }

    @Raced(
            on = ArrayList.class,
            ops = {"add", "size"})
    static void race_addAndSize() throws Exception {
        List<String> list = ab();
        pair(() -> list.add("c"), () -> list.size());
    }

    @Raced(
            on = ArrayList.class,
            ops = {"set", "get"})
    static void race_setAndGetSameIndex() throws Exception {
        List<String> list = ab();
        pair(() -> list.set(0, "x"), () -> list.get(0));
    }

    static void noRace_setAndGetOtherIndex() throws Exception {
        List<String> list = ab();
        pair(() -> list.set(0, "x"), () -> list.get(1));
    }

    static void noRace_setAndSetOtherIndex() throws Exception {
        List<String> list = ab();
        pair(() -> list.set(0, "x"), () -> list.set(1, "y"));
    }

    static void noRace_setAndSize() throws Exception {
        List<String> list = ab();
        pair(() -> list.set(0, "x"), () -> list.size());
    }

    @Raced(
            on = ArrayList.class,
            ops = {"set", "set"})
    static void race_setAndSetSameIndex() throws Exception {
        List<String> list = ab();
        pair(() -> list.set(1, "x"), () -> list.set(1, "y"));
    }

    @Raced(
            on = ArrayList.class,
            ops = {"remove", "get"})
    static void race_removeAndGet() throws Exception {
        List<String> list = ab();
        pair(() -> list.remove(1), () -> list.get(0));
    }

    static void noRace_removeOfAbsentAndGet() throws Exception {
        List<String> list = ab();
        pair(() -> list.remove("x"), () -> list.get(0));
    }

    @Raced(
            on = ArrayList.class,
            ops = {"clear", "isEmpty"})
    static void race_clearAndIsEmpty() throws Exception {
        List<String> list = ab();
        pair(() -> list.clear(), () -> list.isEmpty());
    }

    static void noRace_getAndIterate() throws Exception {
        List<String> list = ab();
        pair(() -> list.get(0), () -> list.iterator().next());
    }

    @Raced(
            on = ArrayList.class,
            ops = {"add", "iterator|hasNext|next"})
    static void race_iterateAndAdd() throws Exception {
        List<String> list = ab();
        pair(() -> list.iterator().next(), () -> list.add("c"));
    }

    @Raced(
            on = ArrayList.class,
            ops = {"set", "iterator|hasNext|next"})
    static void race_iterateAndSet() throws Exception {
        List<String> list = ab();
        pair(() -> list.iterator().next(), () -> list.set(0, "x"));
    }

    @Raced(
            on = ArrayList.class,
            ops = {"set", "get"})
    static void race_subListSetAndGetSame() throws Exception {
        List<String> list = ab();
        List<String> tail = list.subList(1, 2);
        pair(() -> tail.set(0, "x"), () -> list.get(1));
    }

    static void noRace_subListSetAndGetOther() throws Exception {
        List<String> list = ab();
        List<String> tail = list.subList(1, 2);
        pair(() -> tail.set(0, "x"), () -> list.get(0));
    }

    static void noRace_twoSubListsThatDontOverlap() throws Exception {
        List<String> list = ab();
        List<String> head = list.subList(0, 1);
        List<String> tail = list.subList(1, 2);
        pair(() -> head.set(0, "x"), () -> tail.set(0, "y"));
    }
}
