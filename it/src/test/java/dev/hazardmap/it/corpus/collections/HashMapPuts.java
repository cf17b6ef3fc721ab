package dev.hazardmap.it.corpus.collections;

import static dev.hazardmap.it.corpus.Threads.pair;

import dev.hazardmap.it.corpus.Corpus;
import dev.hazardmap.it.corpus.Mode;
import dev.hazardmap.it.corpus.Raced;
import java.util.*;

/**
 * A put of a new key writes the table and the size; a put on an existing key reads the table and writes one value. So
 * two new keys always collide, two existing ones only when they are the same.
 */
@Corpus(Mode.MAPS)
class HashMapPuts {
    private static Map<String, Integer> ab() {
        Map<String, Integer> map = new HashMap<>();
        map.put("a", 1);
        map.put("b", 2);
        return map;
    }

    @Raced(
            on = HashMap.class,
            ops = {"put", "put"})
    static void race_putNewAndPutOtherNew() throws Exception {
        Map<String, Integer> map = new HashMap<>();
        pair(() -> map.put("a", 1), () -> map.put("b", 2));
    }

    @Raced(
            on = HashMap.class,
            ops = {"put", "put"})
    static void race_putNewAndPutSameNew() throws Exception {
        Map<String, Integer> map = new HashMap<>();
        pair(() -> map.put("a", 1), () -> map.put("a", 2));
    }

    @Raced(
            on = HashMap.class,
            ops = {"put", "put"})
    static void race_putExistingAndPutSame() throws Exception {
        Map<String, Integer> map = ab();
        pair(() -> map.put("a", 3), () -> map.put("a", 4));
    }

    static void noRace_putExistingAndPutOtherExisting() throws Exception {
        Map<String, Integer> map = ab();
        pair(() -> map.put("a", 3), () -> map.put("b", 4));
    }

    @Raced(
            on = HashMap.class,
            ops = {"put", "put"})
    static void race_putNewAndPutExisting() throws Exception {
        Map<String, Integer> map = ab();
        pair(() -> map.put("c", 3), () -> map.put("b", 4));
    }

    @Raced(
            on = HashMap.class,
            ops = {"put", "get"})
    static void race_putNewAndGet() throws Exception {
        Map<String, Integer> map = ab();
        pair(() -> map.put("c", 3), () -> map.get("a"));
    }

    @Raced(
            on = HashMap.class,
            ops = {"put", "get"})
    static void race_putExistingAndGetSame() throws Exception {
        Map<String, Integer> map = ab();
        pair(() -> map.put("a", 3), () -> map.get("a"));
    }

    static void noRace_putExistingAndGetOther() throws Exception {
        Map<String, Integer> map = ab();
        pair(() -> map.put("a", 3), () -> map.get("b"));
    }

    @Raced(
            on = HashMap.class,
            ops = {"put", "size"})
    static void race_putNewAndSize() throws Exception {
        Map<String, Integer> map = ab();
        pair(() -> map.put("c", 3), () -> map.size());
    }

    static void noRace_putExistingAndSize() throws Exception {
        Map<String, Integer> map = ab();
        pair(() -> map.put("a", 3), () -> map.size());
    }

    static void noRace_putExistingAndContainsKey() throws Exception {
        Map<String, Integer> map = ab();
        pair(() -> map.put("a", 3), () -> map.containsKey("a"));
    }

    @Raced(
            on = HashMap.class,
            ops = {"put", "containsKey"})
    static void race_putNewAndContainsAbsentKey() throws Exception {
        Map<String, Integer> map = ab();
        pair(() -> map.put("c", 3), () -> map.containsKey("c"));
    }

    @Raced(
            on = HashMap.class,
            ops = {"putIfAbsent", "isEmpty"})
    static void race_putIfAbsentNewAndIsEmpty() throws Exception {
        Map<String, Integer> map = new HashMap<>();
        pair(() -> map.putIfAbsent("a", 1), () -> map.isEmpty());
    }

    static void noRace_putIfAbsentOfPresentAndGet() throws Exception {
        Map<String, Integer> map = ab();
        pair(() -> map.putIfAbsent("a", 9), () -> map.get("a"));
    }

    @Raced(
            on = HashMap.class,
            ops = {"put", "get"})
    static void race_putThatRehashesAndGet() throws Exception {
        Map<Integer, Integer> map = new HashMap<>();
        for (int i = 0; i < 12; i++) {
            map.put(i, i);
        }
        pair(() -> map.put(12, 12), () -> map.get(3));
    }

    @Raced(
            on = HashMap.class,
            ops = {"put", "get"})
    static void race_putIntoTreeBinAndGet() throws Exception {
        Map<Colliding, Integer> map = new HashMap<>();
        for (int i = 0; i < 70; i++) {
            map.put(new Colliding(i), i);
        }
        Colliding added = new Colliding(70);
        Colliding asked = new Colliding(3);
        pair(() -> map.put(added, 1), () -> map.get(asked));
    }

    static void noRace_putExistingInTreeBinAndGetOther() throws Exception {
        Map<Colliding, Integer> map = new HashMap<>();
        for (int i = 0; i < 70; i++) {
            map.put(new Colliding(i), i);
        }
        Colliding changed = new Colliding(60);
        Colliding asked = new Colliding(3);
        pair(() -> map.put(changed, 1), () -> map.get(asked));
    }

    /** All in one bin, comparable: the bin becomes a red-black tree. */
    private record Colliding(int id) implements Comparable<Colliding> {
        @Override
        public int hashCode() {
            return 7;
        }

        @Override
        public int compareTo(Colliding other) {
            return Integer.compare(id, other.id);
        }
    }
}
