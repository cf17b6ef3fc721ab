package dev.hazardmap.it.corpus.collections;

import static dev.hazardmap.it.corpus.Threads.pair;

import dev.hazardmap.it.corpus.Corpus;
import dev.hazardmap.it.corpus.Mode;
import dev.hazardmap.it.corpus.Raced;
import java.util.*;

/** compute, merge and replace: structural when they add or remove, else the write of one entry, else a read. */
@Corpus(Mode.MAPS)
class HashMapFunctions {
    private static Map<String, Integer> ab() {
        Map<String, Integer> map = new HashMap<>();
        map.put("a", 1);
        map.put("b", 2);
        return map;
    }

    @Raced(
            on = HashMap.class,
            ops = {"computeIfAbsent", "get"})
    static void race_computeIfAbsentNewAndGet() throws Exception {
        Map<String, Integer> map = ab();
        pair(() -> map.computeIfAbsent("c", k -> 3), () -> map.get("a"));
    }

    @Raced(
            on = HashMap.class,
            ops = {"computeIfAbsent", "computeIfAbsent"})
    static void race_computeIfAbsentTwice() throws Exception {
        Map<String, Integer> map = ab();
        pair(() -> map.computeIfAbsent("c", k -> 3), () -> map.computeIfAbsent("d", k -> 4));
    }

    static void noRace_computeIfAbsentOfPresentAndGet() throws Exception {
        Map<String, Integer> map = ab();
        pair(() -> map.computeIfAbsent("a", k -> 3), () -> map.get("a"));
    }

    @Raced(
            on = HashMap.class,
            ops = {"computeIfPresent", "get"})
    static void race_computeIfPresentAndGetSame() throws Exception {
        Map<String, Integer> map = ab();
        pair(() -> map.computeIfPresent("a", (k, v) -> v + 1), () -> map.get("a"));
    }

    static void noRace_computeIfPresentAndGetOther() throws Exception {
        Map<String, Integer> map = ab();
        pair(() -> map.computeIfPresent("a", (k, v) -> v + 1), () -> map.get("b"));
    }

    @Raced(
            on = HashMap.class,
            ops = {"computeIfPresent", "get"})
    static void race_computeIfPresentThatRemovesAndGetOther() throws Exception {
        Map<String, Integer> map = ab();
        pair(() -> map.computeIfPresent("a", (k, v) -> null), () -> map.get("b"));
    }

    @Raced(
            on = HashMap.class,
            ops = {"compute", "compute"})
    static void race_computeAndComputeSame() throws Exception {
        Map<String, Integer> map = ab();
        pair(() -> map.compute("a", (k, v) -> 3), () -> map.compute("a", (k, v) -> 4));
    }

    @Raced(
            on = HashMap.class,
            ops = {"compute", "size"})
    static void race_computeNewAndSize() throws Exception {
        Map<String, Integer> map = ab();
        pair(() -> map.compute("c", (k, v) -> 3), () -> map.size());
    }

    @Raced(
            on = HashMap.class,
            ops = {"merge", "get"})
    static void race_mergeNewAndGet() throws Exception {
        Map<String, Integer> map = ab();
        pair(() -> map.merge("c", 1, Integer::sum), () -> map.get("a"));
    }

    @Raced(
            on = HashMap.class,
            ops = {"merge", "merge"})
    static void race_mergeExistingTwice() throws Exception {
        Map<String, Integer> map = ab();
        pair(() -> map.merge("a", 1, Integer::sum), () -> map.merge("a", 1, Integer::sum));
    }

    static void noRace_mergeExistingAndMergeOtherExisting() throws Exception {
        Map<String, Integer> map = ab();
        pair(() -> map.merge("a", 1, Integer::sum), () -> map.merge("b", 1, Integer::sum));
    }

    @Raced(
            on = HashMap.class,
            ops = {"replaceAll", "get"})
    static void race_replaceAllAndGet() throws Exception {
        Map<String, Integer> map = ab();
        pair(() -> map.replaceAll((k, v) -> v + 1), () -> map.get("b"));
    }

    static void noRace_replaceAllAndContainsKey() throws Exception {
        Map<String, Integer> map = ab();
        pair(() -> map.replaceAll((k, v) -> v + 1), () -> map.containsKey("b"));
    }

    @Raced(
            on = HashMap.class,
            ops = {"replace", "get"})
    static void race_replaceAndGetSame() throws Exception {
        Map<String, Integer> map = ab();
        pair(() -> map.replace("a", 7), () -> map.get("a"));
    }

    static void noRace_replaceAbsentAndGet() throws Exception {
        Map<String, Integer> map = ab();
        pair(() -> map.replace("x", 7), () -> map.get("a"));
    }

    static void noRace_replaceOfOtherValueAndGet() throws Exception {
        Map<String, Integer> map = ab();
        pair(() -> map.replace("a", 99, 7), () -> map.get("a"));
    }
}
