package dev.hazardmap.it.corpus.collections;

import static dev.hazardmap.it.corpus.Threads.pair;

import dev.hazardmap.it.corpus.Corpus;
import dev.hazardmap.it.corpus.Mode;
import dev.hazardmap.it.corpus.Raced;
import java.util.*;

/** Removing is structural when it finds something; an intent that found nothing changed nothing. */
@Corpus(Mode.MAPS)
class HashMapRemovals {
    private static Map<String, Integer> ab() {
        Map<String, Integer> map = new HashMap<>();
        map.put("a", 1);
        map.put("b", 2);
        return map;
    }

    @Raced(
            on = HashMap.class,
            ops = {"remove", "get"})
    static void race_removeAndGetOther() throws Exception {
        Map<String, Integer> map = ab();
        pair(() -> map.remove("a"), () -> map.get("b"));
    }

    @Raced(
            on = HashMap.class,
            ops = {"remove", "put"})
    static void race_removeAndPutExistingOther() throws Exception {
        Map<String, Integer> map = ab();
        pair(() -> map.remove("a"), () -> map.put("b", 3));
    }

    @Raced(
            on = HashMap.class,
            ops = {"remove", "remove"})
    static void race_removeAndRemoveOther() throws Exception {
        Map<String, Integer> map = ab();
        pair(() -> map.remove("a"), () -> map.remove("b"));
    }

    static void noRace_removeAbsentAndGet() throws Exception {
        Map<String, Integer> map = ab();
        pair(() -> map.remove("x"), () -> map.get("a"));
    }

    static void noRace_removeAbsentAndRemoveAbsent() throws Exception {
        Map<String, Integer> map = ab();
        pair(() -> map.remove("x"), () -> map.remove("y"));
    }

    static void noRace_removeAbsentAndPutExisting() throws Exception {
        Map<String, Integer> map = ab();
        pair(() -> map.remove("x"), () -> map.put("a", 3));
    }

    /** To find that the key is absent, the table was read: that races with whoever writes it. */
    @Raced(
            on = HashMap.class,
            ops = {"remove", "put"})
    static void race_removeAbsentAndPutNew() throws Exception {
        Map<String, Integer> map = ab();
        pair(() -> map.remove("x"), () -> map.put("c", 3));
    }

    /** remove(key, value) compares the value: an entry read. */
    @Raced(
            on = HashMap.class,
            ops = {"remove", "put"})
    static void race_removeWithOtherValueAndPutSame() throws Exception {
        Map<String, Integer> map = ab();
        pair(() -> map.remove("a", 99), () -> map.put("a", 3));
    }

    static void noRace_removeWithOtherValueAndGet() throws Exception {
        Map<String, Integer> map = ab();
        pair(() -> map.remove("a", 99), () -> map.get("a"));
    }

    @Raced(
            on = HashMap.class,
            ops = {"clear", "get"})
    static void race_clearAndGet() throws Exception {
        Map<String, Integer> map = ab();
        pair(() -> map.clear(), () -> map.get("a"));
    }

    @Raced(
            on = HashMap.class,
            ops = {"clear", "size"})
    static void race_clearAndSize() throws Exception {
        Map<String, Integer> map = ab();
        pair(() -> map.clear(), () -> map.size());
    }

    @Raced(
            on = HashMap.class,
            ops = {"remove", "get"})
    static void race_keySetRemoveAndGet() throws Exception {
        Map<String, Integer> map = ab();
        pair(() -> map.keySet().remove("a"), () -> map.get("b"));
    }

    @Raced(
            on = HashMap.class,
            ops = {"removeIf", "get"})
    static void race_valuesRemoveIfAndGet() throws Exception {
        Map<String, Integer> map = ab();
        pair(() -> map.values().removeIf(v -> v == 1), () -> map.get("b"));
    }

    static void noRace_removeIfThatMatchesNothingAndGet() throws Exception {
        Map<String, Integer> map = ab();
        pair(() -> map.values().removeIf(v -> v == 99), () -> map.get("b"));
    }

    @Raced(
            on = HashMap.class,
            ops = {"remove", "get"})
    static void race_iteratorRemoveAndGet() throws Exception {
        Map<String, Integer> map = ab();
        pair(
                () -> {
                    Iterator<String> it = map.keySet().iterator();
                    it.next();
                    it.remove();
                },
                () -> map.get("b"));
    }

    @Raced(
            on = HashMap.class,
            ops = {"retainAll", "size"})
    static void race_retainAllAndSize() throws Exception {
        Map<String, Integer> map = ab();
        Set<String> kept = Set.of("a");
        pair(() -> map.keySet().retainAll(kept), () -> map.size());
    }
}
