package dev.hazardmap.it.corpus.collections;

import static dev.hazardmap.it.corpus.Threads.pair;

import dev.hazardmap.it.corpus.Corpus;
import dev.hazardmap.it.corpus.Mode;
import dev.hazardmap.it.corpus.Raced;
import java.util.*;

/**
 * Hashtable, Vector and Stack lock each operation; their iterators run outside that lock. Iterators and enumerations
 * are made before the threads start: making one takes the lock, which would order it after an earlier writer.
 */
@Corpus(Mode.MAPS)
class LegacyCollections {
    private static Hashtable<String, Integer> table() {
        Hashtable<String, Integer> table = new Hashtable<>();
        table.put("a", 1);
        table.put("b", 2);
        return table;
    }

    private static Vector<String> vector() {
        return new Vector<>(List.of("a", "b"));
    }

    static void noRace_hashtablePutAndGet() throws Exception {
        Hashtable<String, Integer> table = table();
        pair(() -> table.put("c", 3), () -> table.get("a"));
    }

    static void noRace_hashtableMergeAndToString() throws Exception {
        Hashtable<String, Integer> table = table();
        pair(() -> table.merge("a", 3, Integer::sum), () -> table.toString());
    }

    static void noRace_hashtableKeySetContainsAndRemove() throws Exception {
        Hashtable<String, Integer> table = table();
        pair(() -> table.keySet().contains("a"), () -> table.remove("a"));
    }

    @Raced(
            on = Hashtable.class,
            ops = {"put", "iterator|hasNext|next"})
    static void race_hashtableIterateAndPut() throws Exception {
        Hashtable<String, Integer> table = table();
        pair(() -> walk(table.keySet().iterator()), () -> table.put("c", 3));
    }

    @Raced(
            on = Hashtable.class,
            ops = {"remove", "hasNext|nextElement"})
    static void race_hashtableEnumerateAndRemove() throws Exception {
        Hashtable<String, Integer> table = table();
        Iterator<Integer> elements = table.elements().asIterator();
        pair(() -> walk(elements), () -> table.remove("a"));
    }

    static void noRace_hashtableIterateUnderItsMonitor() throws Exception {
        Hashtable<String, Integer> table = table();
        pair(
                () -> {
                    synchronized (table) {
                        walk(table.values().iterator());
                    }
                },
                () -> table.put("c", 3));
    }

    static void noRace_vectorAddAndGet() throws Exception {
        Vector<String> vector = vector();
        pair(() -> vector.add("c"), () -> vector.get(0));
    }

    static void noRace_vectorForEachAndAdd() throws Exception {
        Vector<String> vector = vector();
        pair(() -> vector.forEach(s -> {}), () -> vector.add("c"));
    }

    /** hasNext reads the count without the lock; iterator() takes it, so the iterator is made before. */
    @Raced(
            on = Vector.class,
            ops = {"add", "hasNext"})
    static void race_vectorIterateAndAdd() throws Exception {
        Vector<String> vector = vector();
        Iterator<String> it = vector.iterator();
        pair(() -> walk(it), () -> vector.add("c"));
    }

    static void noRace_stackPushAndPop() throws Exception {
        Stack<String> stack = new Stack<>();
        stack.push("a");
        pair(() -> stack.push("b"), () -> stack.pop());
    }

    static void noRace_propertiesSetAndGet() throws Exception {
        Properties properties = new Properties();
        properties.setProperty("a", "1");
        pair(() -> properties.setProperty("b", "2"), () -> properties.getProperty("a"));
    }

    private static void walk(Iterator<?> it) {
        try {
            while (it.hasNext()) {
                it.next();
            }
        } catch (ConcurrentModificationException expected) {
            // Best effort of the iterator.
        }
    }
}
