package dev.hazardmap.it.corpus.edges;

import static dev.hazardmap.it.corpus.Threads.both;
import static dev.hazardmap.it.corpus.Threads.inOrder;

import dev.hazardmap.it.corpus.Corpus;
import dev.hazardmap.it.corpus.Hint;
import dev.hazardmap.it.corpus.Mode;
import dev.hazardmap.it.corpus.Raced;
import dev.hazardmap.it.corpus.Threads;
import java.lang.ref.Cleaner;
import java.lang.ref.Reference;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.util.HashMap;
import java.util.Map;

/**
 * java.lang.ref: enqueue happens-before remove; reachabilityFence and the end of the constructor happen-before the
 * clearing, and with it the cleaner and the finalizer (JLS 12.6.2 and 17.4.5).
 */
@Corpus(Mode.MAPS)
class References {
    private static void collectUntil(Hint done) {
        while (!done.given()) {
            System.gc();
            Threads.unchecked(() -> Thread.sleep(2));
        }
    }

    static void noRace_enqueueThenRemove() throws Exception {
        Map<String, Integer> map = new HashMap<>();
        ReferenceQueue<Object> queue = new ReferenceQueue<>();
        Object referent = new Object();
        WeakReference<Object> reference = new WeakReference<>(referent, queue);
        both(
                () -> {
                    map.put("a", 1);
                    reference.enqueue();
                },
                () -> {
                    if (queue.remove() == reference) {
                        map.get("a");
                    }
                });
        Reference.reachabilityFence(referent);
    }

    @Raced(
            on = HashMap.class,
            ops = {"put", "get"})
    static void race_putAfterEnqueue() throws Exception {
        Map<String, Integer> map = new HashMap<>();
        ReferenceQueue<Object> queue = new ReferenceQueue<>();
        Object referent = new Object();
        WeakReference<Object> reference = new WeakReference<>(referent, queue);
        inOrder(
                () -> {
                    reference.enqueue();
                    map.put("a", 1);
                },
                () -> {
                    if (queue.poll() == reference) {
                        map.get("a");
                    }
                });
        Reference.reachabilityFence(referent);
    }

    private static void registerGarbage(Cleaner cleaner, Runnable before, Runnable action) {
        Object dying = new Object();
        cleaner.register(dying, action);
        before.run();
        Reference.reachabilityFence(dying);
    }

    static void noRace_cleanerRunsAfterTheFence() {
        Map<String, Integer> map = new HashMap<>();
        Hint cleaned = new Hint();
        registerGarbage(Cleaner.create(), () -> map.put("a", 1), () -> {
            map.get("a");
            cleaned.give();
        });
        collectUntil(cleaned);
    }

    @Raced(
            on = HashMap.class,
            ops = {"put", "get"})
    static void race_cleanerAndItsCreatorAfterwards() {
        Map<String, Integer> map = new HashMap<>();
        Hint cleaned = new Hint();
        registerGarbage(Cleaner.create(), () -> {}, () -> {
            map.put("a", 1);
            cleaned.give();
        });
        collectUntil(cleaned);
        map.get("a");
    }

    /** A map that its finalizer reads. */
    private static final class Finalizable {
        private final Map<String, Integer> map;
        private final Runnable action;

        Finalizable(Map<String, Integer> map, Runnable constructed, Runnable action) {
            this.map = map;
            this.action = action;
            constructed.run();
            this.map.size();
        }

        @Override
        @SuppressWarnings({"deprecation", "removal", "Finalize"})
        protected void finalize() {
            action.run();
        }
    }

    private static void drop(Map<String, Integer> map, Runnable constructed, Runnable action) {
        new Finalizable(map, constructed, action);
    }

    static void noRace_constructorThenFinalizer() {
        Map<String, Integer> map = new HashMap<>();
        Hint finalized = new Hint();
        drop(map, () -> map.put("a", 1), () -> {
            map.get("a");
            finalized.give();
        });
        collectUntil(finalized);
    }

    @Raced(
            on = HashMap.class,
            ops = {"put", "get"})
    static void race_finalizerAndTheOthers() {
        Map<String, Integer> map = new HashMap<>();
        Hint finalized = new Hint();
        drop(map, () -> {}, () -> {
            map.put("a", 1);
            finalized.give();
        });
        collectUntil(finalized);
        map.get("a");
    }
}
