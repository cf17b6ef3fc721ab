package dev.hazardmap.it.corpus.edges;

import static dev.hazardmap.it.corpus.Threads.both;
import static dev.hazardmap.it.corpus.Threads.inOrder;

import dev.hazardmap.it.corpus.Corpus;
import dev.hazardmap.it.corpus.Hint;
import dev.hazardmap.it.corpus.Mode;
import dev.hazardmap.it.corpus.Raced;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;

/**
 * JLS 17.5: whoever gets an object whose constructor has ended sees its final fields, and what is reached through them, as
 * they were at that end, although nothing orders the two threads. The reference travels in opaque mode: no race of its
 * own, and no edge.
 */
@Corpus(Mode.MAPS)
class FinalFields {
    private static final class Frozen {
        private final Map<String, Integer> map = new HashMap<>();

        Frozen() {
            map.put("a", 1);
        }
    }

    private static final class NotFinal {
        private Map<String, Integer> map = new HashMap<>();

        NotFinal() {
            map.put("a", 1);
        }

        void replace() {
            map = new HashMap<>();
        }
    }

    private static final class Nested {
        private final List<Map<String, Integer>> maps = new ArrayList<>();

        Nested() {
            maps.add(new HashMap<>(Map.of("a", 1)));
        }
    }

    private record Pair(Map<String, Integer> left, Map<String, Integer> right) {}

    /** Lets the reference to itself escape before its constructor ends. */
    private static final class Leaky {
        private final Map<String, Integer> map = new HashMap<>();

        Leaky(AtomicReference<Leaky> leak, Hint seen) {
            map.put("a", 1);
            leak.setOpaque(this);
            seen.await();
        }
    }

    static void noRace_mapInAFinalField() throws Exception {
        AtomicReference<Frozen> shared = new AtomicReference<>();
        inOrder(
                () -> shared.setOpaque(new Frozen()),
                () -> shared.getOpaque().map.get("a"));
    }

    @Raced(
            on = HashMap.class,
            ops = {"put", "get"})
    static void race_mapInAPlainField() throws Exception {
        AtomicReference<NotFinal> shared = new AtomicReference<>();
        inOrder(
                () -> shared.setOpaque(new NotFinal()),
                () -> shared.getOpaque().map.get("a"));
    }

    static void noRace_reachedThroughAFinalField() throws Exception {
        AtomicReference<Nested> shared = new AtomicReference<>();
        inOrder(
                () -> shared.setOpaque(new Nested()),
                () -> shared.getOpaque().maps.get(0).get("a"));
    }

    /** The freeze covers the constructor only. */
    @Raced(
            on = HashMap.class,
            ops = {"put", "get"})
    static void race_putAfterTheConstructor() throws Exception {
        AtomicReference<Frozen> shared = new AtomicReference<>();
        inOrder(
                () -> {
                    Frozen frozen = new Frozen();
                    frozen.map.put("b", 2);
                    shared.setOpaque(frozen);
                },
                () -> shared.getOpaque().map.get("a"));
    }

    static void noRace_recordOfMapsFilledBefore() throws Exception {
        AtomicReference<Pair> shared = new AtomicReference<>();
        inOrder(
                () -> {
                    Map<String, Integer> map = new HashMap<>();
                    map.put("a", 1);
                    shared.setOpaque(new Pair(map, new HashMap<>()));
                },
                () -> shared.getOpaque().left().get("a"));
    }

    @Raced(
            on = HashMap.class,
            ops = {"put", "get"})
    static void race_leakedThis() throws Exception {
        AtomicReference<Leaky> leak = new AtomicReference<>();
        Hint seen = new Hint();
        both(() -> new Leaky(leak, seen), () -> {
            while (leak.getOpaque() == null) {
                Thread.yield();
            }
            leak.getOpaque().map.get("a");
            seen.give();
        });
    }

    /** A lambda keeps what it captured in final fields. */
    static void noRace_capturedByALambda() throws Exception {
        AtomicReference<Runnable> shared = new AtomicReference<>();
        inOrder(
                () -> {
                    Map<String, Integer> map = new HashMap<>();
                    map.put("a", 1);
                    shared.setOpaque(() -> map.get("a"));
                },
                () -> shared.getOpaque().run());
    }

    /** Immutable collections keep their content in final fields. */
    static void noRace_immutableMapPublishedByARace() throws Exception {
        AtomicReference<Map<String, Integer>> shared = new AtomicReference<>();
        inOrder(() -> shared.setOpaque(Map.of("a", 1, "b", 2)), () -> shared.getOpaque()
                .get("a"));
    }

    /** The wrapper's field is final, so the map behind it was frozen with the wrapper. */
    static void noRace_unmodifiableMapPublishedByARace() throws Exception {
        AtomicReference<Map<String, Integer>> shared = new AtomicReference<>();
        inOrder(
                () -> {
                    Map<String, Integer> map = new HashMap<>();
                    map.put("a", 1);
                    shared.setOpaque(Collections.unmodifiableMap(map));
                },
                () -> shared.getOpaque().get("a"));
    }

    @Raced(
            on = HashMap.class,
            ops = {"put", "get"})
    static void race_mapPublishedByARace() throws Exception {
        AtomicReference<Map<String, Integer>> shared = new AtomicReference<>();
        inOrder(
                () -> {
                    Map<String, Integer> map = new HashMap<>();
                    map.put("a", 1);
                    shared.setOpaque(map);
                },
                () -> shared.getOpaque().get("a"));
    }
}
