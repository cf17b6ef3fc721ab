package dev.hazardmap.it.corpus.collections;

import static dev.hazardmap.it.corpus.Threads.pair;

import dev.hazardmap.it.corpus.Corpus;
import dev.hazardmap.it.corpus.Mode;
import dev.hazardmap.it.corpus.Raced;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.EnumMap;
import java.util.IdentityHashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedList;
import java.util.List;
import java.util.ListIterator;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.TreeMap;
import java.util.function.Consumer;

/** Operations one rarely thinks of: entries of odd maps, list iterators, and calls through an interface. */
@Corpus(Mode.MAPS)
class OtherOperations {
    private static final String A = "a";
    private static final String B = "b";

    private static <M extends Map<String, Integer>> M filled(M map) {
        map.put(A, 1);
        map.put(B, 2);
        return map;
    }

    private static ArrayList<String> list() {
        return new ArrayList<>(List.of("b", "a"));
    }

    /** The entry that is at hand is an element of the table itself. */
    @Raced(
            on = IdentityHashMap.class,
            ops = {"setValue", "get"})
    static void race_identityEntrySetValueAndGet() throws Exception {
        Map<String, Integer> map = new IdentityHashMap<>();
        map.put(A, 1);
        Map.Entry<String, Integer> entry = map.entrySet().iterator().next();
        pair(() -> entry.setValue(5), () -> map.get(A));
    }

    @Raced(
            on = EnumMap.class,
            ops = {"setValue", "get"})
    static void race_enumEntrySetValueAndGet() throws Exception {
        Map<Thread.State, Integer> map = new EnumMap<>(Thread.State.class);
        map.put(Thread.State.NEW, 1);
        Map.Entry<Thread.State, Integer> entry = map.entrySet().iterator().next();
        pair(() -> entry.setValue(5), () -> map.get(Thread.State.NEW));
    }

    @Raced(
            on = LinkedHashMap.class,
            ops = {"setValue", "get"})
    static void race_linkedEntrySetValueAndGet() throws Exception {
        Map<String, Integer> map = filled(new LinkedHashMap<>());
        Map.Entry<String, Integer> entry = map.entrySet().iterator().next();
        pair(() -> entry.setValue(5), () -> map.get(A));
    }

    @Raced(
            on = TreeMap.class,
            ops = {"replaceAll", "get"})
    static void race_treeReplaceAllAndGet() throws Exception {
        Map<String, Integer> map = filled(new TreeMap<>());
        pair(() -> map.replaceAll((k, v) -> v + 1), () -> map.get(A));
    }

    static void noRace_treeReplaceAllAndContainsKey() throws Exception {
        Map<String, Integer> map = filled(new TreeMap<>());
        pair(() -> map.replaceAll((k, v) -> v + 1), () -> map.containsKey(A));
    }

    @Raced(
            on = LinkedHashMap.class,
            ops = {"replaceAll", "get"})
    static void race_linkedReplaceAllAndGet() throws Exception {
        Map<String, Integer> map = filled(new LinkedHashMap<>());
        pair(() -> map.replaceAll((k, v) -> v + 1), () -> map.get(A));
    }

    /** A default method of Map, made of two calls. */
    @Raced(
            on = IdentityHashMap.class,
            ops = {"merge", "get"})
    static void race_identityMergeAndGet() throws Exception {
        Map<String, Integer> map = filled(new IdentityHashMap<>());
        pair(() -> map.merge(A, 1, Integer::sum), () -> map.get(A));
    }

    @Raced(
            on = TreeMap.class,
            ops = {"getOrDefault", "put"})
    static void race_treeGetOrDefaultAndPutNew() throws Exception {
        Map<String, Integer> map = filled(new TreeMap<>());
        pair(() -> map.getOrDefault("x", 0), () -> map.put("c", 3));
    }

    @Raced(
            on = TreeMap.class,
            ops = {"remove", "iterator|next|hasNext"})
    static void race_descendingKeySetAndRemove() throws Exception {
        TreeMap<String, Integer> map = filled(new TreeMap<>());
        pair(() -> map.descendingKeySet().iterator().next(), () -> map.remove(A));
    }

    @Raced(
            on = ArrayList.class,
            ops = {"set", "get"})
    static void race_listIteratorSetAndGet() throws Exception {
        List<String> list = list();
        ListIterator<String> it = list.listIterator();
        it.next();
        pair(() -> it.set("x"), () -> list.get(0));
    }

    static void noRace_listIteratorSetAndGetOther() throws Exception {
        List<String> list = list();
        ListIterator<String> it = list.listIterator();
        it.next();
        pair(() -> it.set("x"), () -> list.get(1));
    }

    @Raced(
            on = ArrayList.class,
            ops = {"remove", "size"})
    static void race_iteratorRemoveAndSize() throws Exception {
        List<String> list = list();
        Iterator<String> it = list.iterator();
        it.next();
        pair(() -> it.remove(), () -> list.size());
    }

    @Raced(
            on = ArrayList.class,
            ops = {"forEachRemaining", "set"})
    static void race_forEachRemainingAndSet() throws Exception {
        List<String> list = list();
        Iterator<String> it = list.iterator();
        pair(() -> it.forEachRemaining(s -> {}), () -> list.set(1, "x"));
    }

    @Raced(
            on = LinkedList.class,
            ops = {"set", "get"})
    static void race_linkedListIteratorSetAndGet() throws Exception {
        LinkedList<String> list = new LinkedList<>(list());
        ListIterator<String> it = list.listIterator();
        it.next();
        pair(() -> it.set("x"), () -> list.get(0));
    }

    @Raced(
            on = LinkedList.class,
            ops = {"descendingIterator|hasNext|next", "removeFirst"})
    static void race_descendingIteratorAndRemoveFirst() throws Exception {
        LinkedList<String> list = new LinkedList<>(list());
        pair(() -> list.descendingIterator().next(), () -> list.removeFirst());
    }

    @Raced(
            on = ArrayDeque.class,
            ops = {"removeIf", "size"})
    static void race_dequeRemoveIfAndSize() throws Exception {
        ArrayDeque<String> deque = new ArrayDeque<>(list());
        pair(() -> deque.removeIf(s -> s.equals("a")), () -> deque.size());
    }

    @Raced(
            on = PriorityQueue.class,
            ops = {"forEach", "add"})
    static void race_heapForEachAndAdd() throws Exception {
        PriorityQueue<String> heap = new PriorityQueue<>(list());
        pair(() -> heap.forEach(s -> {}), () -> heap.add("c"));
    }

    @Raced(
            on = BitSet.class,
            ops = {"sum", "set"})
    static void race_bitsStreamedAndSet() throws Exception {
        BitSet bits = new BitSet(64);
        bits.set(3);
        pair(() -> bits.stream().sum(), () -> bits.set(5));
    }

    @Raced(
            on = BitSet.class,
            ops = {"toString", "clear"})
    static void race_bitsToStringAndClear() throws Exception {
        BitSet bits = new BitSet(64);
        bits.set(3);
        pair(() -> bits.toString(), () -> bits.clear());
    }

    /** The call site knows a CharSequence only. */
    @Raced(on = StringBuilder.class)
    static void race_builderReadAsCharSequence() throws Exception {
        StringBuilder text = new StringBuilder("abc");
        CharSequence chars = text;
        pair(() -> text.append("d"), () -> chars.length());
    }

    @Raced(on = StringBuilder.class)
    static void race_builderWrittenAsAppendable() throws Exception {
        StringBuilder text = new StringBuilder("abc");
        Appendable out = text;
        pair(() -> out.append("d"), () -> text.length());
    }

    @Raced(on = StringBuilder.class)
    static void race_builderThroughAMethodReference() throws Exception {
        StringBuilder text = new StringBuilder("abc");
        Consumer<String> append = text::append;
        pair(() -> append.accept("d"), () -> append.accept("e"));
    }

    /** String.contentEquals reads the builder inside the JDK. */
    @Raced(on = StringBuilder.class)
    static void race_builderComparedWithAString() throws Exception {
        StringBuilder text = new StringBuilder("abc");
        pair(() -> "abc".contentEquals(text), () -> text.append("d"));
    }

    static void noRace_builderReadAsCharSequenceTwice() throws Exception {
        CharSequence chars = new StringBuilder("abc");
        pair(() -> chars.charAt(0), () -> chars.subSequence(0, 2));
    }
}
