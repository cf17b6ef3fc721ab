package dev.hazardmap.it.corpus.collections;

import static dev.hazardmap.it.corpus.Threads.pair;

import dev.hazardmap.it.corpus.Corpus;
import dev.hazardmap.it.corpus.Mode;
import dev.hazardmap.it.corpus.Raced;
import java.util.*;

/** Two maps with their own layouts: open addressing over identities, and an array indexed by ordinals. */
@Corpus(Mode.MAPS)
class IdentityAndEnumMaps {
    private enum Day {
        MON,
        TUE,
        WED
    }

    private static final String A = "a";
    private static final String B = "b";
    private static final String C = "c";

    private static Map<String, Integer> identity() {
        Map<String, Integer> map = new IdentityHashMap<>();
        map.put(A, 1);
        map.put(B, 2);
        return map;
    }

    private static Map<Day, Integer> days() {
        Map<Day, Integer> map = new EnumMap<>(Day.class);
        map.put(Day.MON, 1);
        map.put(Day.TUE, 2);
        return map;
    }

    @Raced(
            on = IdentityHashMap.class,
            ops = {"put", "get"})
    static void race_identityPutNewAndGet() throws Exception {
        Map<String, Integer> map = identity();
        pair(() -> map.put(C, 3), () -> map.get(A));
    }

    @Raced(
            on = IdentityHashMap.class,
            ops = {"put", "get"})
    static void race_identityPutExistingAndGetSame() throws Exception {
        Map<String, Integer> map = identity();
        pair(() -> map.put(A, 3), () -> map.get(A));
    }

    static void noRace_identityPutExistingAndGetOther() throws Exception {
        Map<String, Integer> map = identity();
        pair(() -> map.put(A, 3), () -> map.get(B));
    }

    @Raced(
            on = IdentityHashMap.class,
            ops = {"remove", "size"})
    static void race_identityRemoveAndSize() throws Exception {
        Map<String, Integer> map = identity();
        pair(() -> map.remove(A), () -> map.size());
    }

    @Raced(
            on = IdentityHashMap.class,
            ops = {"put", "iterator|hasNext|next"})
    static void race_identityIterateAndPutNew() throws Exception {
        Map<String, Integer> map = identity();
        pair(() -> map.keySet().iterator().next(), () -> map.put(C, 3));
    }

    static void noRace_identityGetAndContainsKey() throws Exception {
        Map<String, Integer> map = identity();
        pair(() -> map.get(A), () -> map.containsKey(A));
    }

    @Raced(
            on = EnumMap.class,
            ops = {"put", "put"})
    static void race_enumPutNewAndPutOtherNew() throws Exception {
        Map<Day, Integer> map = new EnumMap<>(Day.class);
        pair(() -> map.put(Day.MON, 3), () -> map.put(Day.TUE, 4));
    }

    @Raced(
            on = EnumMap.class,
            ops = {"put", "get"})
    static void race_enumPutNewAndGetSame() throws Exception {
        Map<Day, Integer> map = days();
        pair(() -> map.put(Day.WED, 3), () -> map.get(Day.WED));
    }

    @Raced(
            on = EnumMap.class,
            ops = {"put", "get"})
    static void race_enumPutExistingAndGetSame() throws Exception {
        Map<Day, Integer> map = days();
        pair(() -> map.put(Day.MON, 3), () -> map.get(Day.MON));
    }

    static void noRace_enumPutExistingAndPutOtherExisting() throws Exception {
        Map<Day, Integer> map = days();
        pair(() -> map.put(Day.MON, 3), () -> map.put(Day.TUE, 4));
    }

    @Raced(
            on = EnumMap.class,
            ops = {"remove", "size"})
    static void race_enumRemoveAndSize() throws Exception {
        Map<Day, Integer> map = days();
        pair(() -> map.remove(Day.MON), () -> map.size());
    }

    @Raced(
            on = EnumMap.class,
            ops = {"put", "hashCode"})
    static void race_enumHashCodeAndPutExisting() throws Exception {
        Map<Day, Integer> map = days();
        pair(() -> map.put(Day.MON, 3), () -> map.hashCode());
    }

    static void noRace_enumGetAndIterate() throws Exception {
        Map<Day, Integer> map = days();
        pair(() -> map.get(Day.MON), () -> map.keySet().iterator().next());
    }
}
