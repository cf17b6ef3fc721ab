package dev.hazardmap.it.corpus.collections;

import static dev.hazardmap.it.corpus.Threads.pair;

import dev.hazardmap.it.corpus.Corpus;
import dev.hazardmap.it.corpus.Mode;
import dev.hazardmap.it.corpus.Raced;
import java.lang.ref.Reference;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.util.Map;
import java.util.WeakHashMap;

/** get and size drop the entries whose keys the collector has cleared: reads that write, when there is something stale. */
@Corpus(Mode.MAPS)
class WeakHashMaps {
    private static final Object A = new Object();
    private static final Object B = new Object();
    private static final Object C = new Object();

    private static Map<Object, Integer> ab() {
        Map<Object, Integer> map = new WeakHashMap<>();
        map.put(A, 1);
        map.put(B, 2);
        return map;
    }

    /** A map whose queue holds one stale entry; nobody has called the map since. */
    private static Map<Object, Integer> withStaleEntry() throws InterruptedException {
        Map<Object, Integer> map = ab();
        ReferenceQueue<Object> seen = new ReferenceQueue<>();
        Reference<Object> witness = putDyingKey(map, seen);
        while (seen.remove(20) != witness) {
            System.gc();
        }
        Thread.sleep(20);
        return map;
    }

    private static Reference<Object> putDyingKey(Map<Object, Integer> map, ReferenceQueue<Object> seen) {
        Object dying = new Object();
        map.put(dying, 3);
        return new WeakReference<>(dying, seen);
    }

    @Raced(
            on = WeakHashMap.class,
            ops = {"get", "get"})
    static void race_getThatExpungesAndGet() throws Exception {
        Map<Object, Integer> map = withStaleEntry();
        pair(() -> map.get(A), () -> map.get(B));
    }

    @Raced(
            on = WeakHashMap.class,
            ops = {"size", "containsKey"})
    static void race_sizeThatExpungesAndContainsKey() throws Exception {
        Map<Object, Integer> map = withStaleEntry();
        pair(() -> map.size(), () -> map.containsKey(B));
    }

    static void noRace_getAndGetWithNothingStale() throws Exception {
        Map<Object, Integer> map = ab();
        pair(() -> map.get(A), () -> map.get(B));
    }

    static void noRace_sizeAndGetWithNothingStale() throws Exception {
        Map<Object, Integer> map = ab();
        pair(() -> map.size(), () -> map.get(B));
    }

    @Raced(
            on = WeakHashMap.class,
            ops = {"put", "get"})
    static void race_putNewAndGet() throws Exception {
        Map<Object, Integer> map = ab();
        pair(() -> map.put(C, 3), () -> map.get(A));
    }

    @Raced(
            on = WeakHashMap.class,
            ops = {"put", "get"})
    static void race_putExistingAndGetSame() throws Exception {
        Map<Object, Integer> map = ab();
        pair(() -> map.put(A, 3), () -> map.get(A));
    }

    static void noRace_putExistingAndGetOther() throws Exception {
        Map<Object, Integer> map = ab();
        pair(() -> map.put(A, 3), () -> map.get(B));
    }

    @Raced(
            on = WeakHashMap.class,
            ops = {"remove", "size"})
    static void race_removeAndSize() throws Exception {
        Map<Object, Integer> map = ab();
        pair(() -> map.remove(A), () -> map.size());
    }

    @Raced(
            on = WeakHashMap.class,
            ops = {"put", "forEach"})
    static void race_forEachAndPutExisting() throws Exception {
        Map<Object, Integer> map = ab();
        pair(() -> map.forEach((k, v) -> {}), () -> map.put(A, 3));
    }
}
