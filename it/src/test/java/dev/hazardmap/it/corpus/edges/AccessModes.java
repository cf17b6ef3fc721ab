package dev.hazardmap.it.corpus.edges;

import static dev.hazardmap.it.corpus.Threads.all;
import static dev.hazardmap.it.corpus.Threads.inOrder;

import dev.hazardmap.it.corpus.Corpus;
import dev.hazardmap.it.corpus.Hint;
import dev.hazardmap.it.corpus.Mode;
import dev.hazardmap.it.corpus.Raced;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The access modes of VarHandle (its documentation, and Doug Lea's "Using JDK 9 Memory Order Modes"): release and acquire
 * give an edge when the acquire reads that store or one of its chain of read-modify-writes; opaque and plain give none.
 */
@Corpus(Mode.MAPS)
class AccessModes {
    static void noRace_setReleaseThenGetAcquire() throws Exception {
        Map<String, Integer> map = new HashMap<>();
        AtomicInteger atom = new AtomicInteger();
        inOrder(
                () -> {
                    map.put("a", 1);
                    atom.setRelease(1);
                },
                () -> {
                    if (atom.getAcquire() == 1) {
                        map.get("a");
                    }
                });
    }

    static void noRace_lazySetThenGet() throws Exception {
        Map<String, Integer> map = new HashMap<>();
        AtomicInteger atom = new AtomicInteger();
        inOrder(
                () -> {
                    map.put("a", 1);
                    atom.lazySet(1);
                },
                () -> {
                    if (atom.get() == 1) {
                        map.get("a");
                    }
                });
    }

    static void noRace_setThenGetAcquire() throws Exception {
        Map<String, Integer> map = new HashMap<>();
        AtomicInteger atom = new AtomicInteger();
        inOrder(
                () -> {
                    map.put("a", 1);
                    atom.set(1);
                },
                () -> {
                    if (atom.getAcquire() == 1) {
                        map.get("a");
                    }
                });
    }

    @Raced(
            on = HashMap.class,
            ops = {"put", "get"})
    static void race_setReleaseThenGetOpaque() throws Exception {
        Map<String, Integer> map = new HashMap<>();
        AtomicInteger atom = new AtomicInteger();
        inOrder(
                () -> {
                    map.put("a", 1);
                    atom.setRelease(1);
                },
                () -> {
                    if (atom.getOpaque() == 1) {
                        map.get("a");
                    }
                });
    }

    @Raced(
            on = HashMap.class,
            ops = {"put", "get"})
    static void race_setReleaseThenGetPlain() throws Exception {
        Map<String, Integer> map = new HashMap<>();
        AtomicInteger atom = new AtomicInteger();
        inOrder(
                () -> {
                    map.put("a", 1);
                    atom.setRelease(1);
                },
                () -> {
                    if (atom.getPlain() == 1) {
                        map.get("a");
                    }
                });
    }

    @Raced(
            on = HashMap.class,
            ops = {"put", "get"})
    static void race_setOpaqueThenGetAcquire() throws Exception {
        Map<String, Integer> map = new HashMap<>();
        AtomicInteger atom = new AtomicInteger();
        inOrder(
                () -> {
                    map.put("a", 1);
                    atom.setOpaque(1);
                },
                () -> {
                    if (atom.getAcquire() == 1) {
                        map.get("a");
                    }
                });
    }

    @Raced(
            on = HashMap.class,
            ops = {"put", "get"})
    static void race_setPlainThenGet() throws Exception {
        Map<String, Integer> map = new HashMap<>();
        AtomicInteger atom = new AtomicInteger();
        inOrder(
                () -> {
                    map.put("a", 1);
                    atom.setPlain(1);
                },
                () -> {
                    if (atom.get() == 1) {
                        map.get("a");
                    }
                });
    }

    @Raced(
            on = HashMap.class,
            ops = {"put", "get"})
    static void race_weakCompareAndSetPlain() throws Exception {
        Map<String, Integer> map = new HashMap<>();
        AtomicInteger atom = new AtomicInteger();
        inOrder(
                () -> {
                    map.put("a", 1);
                    while (!atom.weakCompareAndSetPlain(0, 1)) {
                        Thread.onSpinWait();
                    }
                },
                () -> {
                    if (atom.get() == 1) {
                        map.get("a");
                    }
                });
    }

    static void noRace_compareAndExchangeReleaseThenGetAcquire() throws Exception {
        Map<String, Integer> map = new HashMap<>();
        AtomicInteger atom = new AtomicInteger();
        inOrder(
                () -> {
                    map.put("a", 1);
                    atom.compareAndExchangeRelease(0, 1);
                },
                () -> {
                    if (atom.getAcquire() == 1) {
                        map.get("a");
                    }
                });
    }

    /** compareAndExchangeAcquire stores plainly: nothing is released. */
    @Raced(
            on = HashMap.class,
            ops = {"put", "get"})
    static void race_compareAndExchangeAcquireReleasesNothing() throws Exception {
        Map<String, Integer> map = new HashMap<>();
        AtomicInteger atom = new AtomicInteger();
        inOrder(
                () -> {
                    map.put("a", 1);
                    atom.compareAndExchangeAcquire(0, 1);
                },
                () -> {
                    if (atom.getAcquire() == 1) {
                        map.get("a");
                    }
                });
    }

    /** What fails stores nothing, whichever way it says so. */
    @Raced(
            on = HashMap.class,
            ops = {"put", "get"})
    static void race_failedCompareAndExchangeReleasesNothing() throws Exception {
        Map<String, Integer> map = new HashMap<>();
        AtomicInteger atom = new AtomicInteger();
        inOrder(
                () -> {
                    map.put("a", 1);
                    atom.compareAndExchange(7, 8);
                },
                () -> {
                    if (atom.get() == 0) {
                        map.get("a");
                    }
                });
    }

    /** The read-modify-write in between continues the chain of the release. */
    static void noRace_releaseChainThroughReadModifyWrite() throws Exception {
        Map<String, Integer> map = new HashMap<>();
        AtomicInteger atom = new AtomicInteger();
        Hint released = new Hint();
        Hint overwritten = new Hint();
        all(
                () -> {
                    map.put("a", 1);
                    atom.setRelease(1);
                    released.give();
                },
                () -> {
                    released.await();
                    atom.getAndIncrement();
                    overwritten.give();
                },
                () -> {
                    overwritten.await();
                    if (atom.getAcquire() == 2) {
                        map.get("a");
                    }
                });
    }

    /** A plain store in between breaks the chain: the acquire read something else. */
    @Raced(
            on = HashMap.class,
            ops = {"put", "get"})
    static void race_releaseOverwrittenByOpaqueStore() throws Exception {
        Map<String, Integer> map = new HashMap<>();
        AtomicInteger atom = new AtomicInteger();
        Hint released = new Hint();
        Hint overwritten = new Hint();
        all(
                () -> {
                    map.put("a", 1);
                    atom.setRelease(1);
                    released.give();
                },
                () -> {
                    released.await();
                    atom.setOpaque(2);
                    overwritten.give();
                },
                () -> {
                    overwritten.await();
                    if (atom.getAcquire() == 2) {
                        map.get("a");
                    }
                });
    }

    /** A later release by another thread publishes that thread's past, which the first writer isn't in. */
    @Raced(
            on = HashMap.class,
            ops = {"put", "get"})
    static void race_releaseOverwrittenByAnotherRelease() throws Exception {
        Map<String, Integer> map = new HashMap<>();
        AtomicInteger atom = new AtomicInteger();
        Hint released = new Hint();
        Hint overwritten = new Hint();
        all(
                () -> {
                    map.put("a", 1);
                    atom.setRelease(1);
                    released.give();
                },
                () -> {
                    released.await();
                    atom.setRelease(2);
                    overwritten.give();
                },
                () -> {
                    overwritten.await();
                    if (atom.getAcquire() == 2) {
                        map.get("a");
                    }
                });
    }
}
