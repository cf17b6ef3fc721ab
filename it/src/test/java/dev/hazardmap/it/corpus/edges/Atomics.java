package dev.hazardmap.it.corpus.edges;

import static dev.hazardmap.it.corpus.Threads.inOrder;

import dev.hazardmap.it.corpus.Corpus;
import dev.hazardmap.it.corpus.Mode;
import dev.hazardmap.it.corpus.Raced;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicMarkableReference;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.AtomicStampedReference;
import java.util.concurrent.atomic.LongAdder;

/** The atomic classes: set and get as volatiles, a successful CAS as both, a failed one as a read. */
@Corpus(Mode.MAPS)
class Atomics {
    static void noRace_setThenGet() throws Exception {
        Map<String, Integer> map = new HashMap<>();
        AtomicInteger atom = new AtomicInteger();
        inOrder(
                () -> {
                    map.put("a", 1);
                    atom.set(1);
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
    static void race_putAfterTheSet() throws Exception {
        Map<String, Integer> map = new HashMap<>();
        AtomicInteger atom = new AtomicInteger();
        inOrder(
                () -> {
                    atom.set(1);
                    map.put("a", 1);
                },
                () -> {
                    if (atom.get() == 1) {
                        map.get("a");
                    }
                });
    }

    static void noRace_compareAndSetThenGet() throws Exception {
        Map<String, Integer> map = new HashMap<>();
        AtomicReference<String> atom = new AtomicReference<>();
        inOrder(
                () -> {
                    map.put("a", 1);
                    atom.compareAndSet(null, "x");
                },
                () -> {
                    if (atom.get() != null) {
                        map.get("a");
                    }
                });
    }

    /** A failed CAS has read the value: an acquire. */
    static void noRace_failedCompareAndSetAcquires() throws Exception {
        Map<String, Integer> map = new HashMap<>();
        AtomicBoolean atom = new AtomicBoolean();
        inOrder(
                () -> {
                    map.put("a", 1);
                    atom.set(true);
                },
                () -> {
                    if (!atom.compareAndSet(false, true)) {
                        map.get("a");
                    }
                });
    }

    /** A failed CAS has written nothing: no release. */
    @Raced(
            on = HashMap.class,
            ops = {"put", "get"})
    static void race_failedCompareAndSetReleasesNothing() throws Exception {
        Map<String, Integer> map = new HashMap<>();
        AtomicInteger atom = new AtomicInteger();
        inOrder(
                () -> {
                    map.put("a", 1);
                    atom.compareAndSet(7, 8);
                },
                () -> {
                    if (atom.get() == 0) {
                        map.get("a");
                    }
                });
    }

    static void noRace_getAndIncrementOnBothSides() throws Exception {
        Map<String, Integer> map = new HashMap<>();
        AtomicLong atom = new AtomicLong();
        inOrder(
                () -> {
                    map.put("a", 1);
                    atom.getAndIncrement();
                },
                () -> {
                    if (atom.getAndIncrement() == 1) {
                        map.get("a");
                    }
                });
    }

    static void noRace_updateAndGetThenAccumulate() throws Exception {
        Map<String, Integer> map = new HashMap<>();
        AtomicInteger atom = new AtomicInteger();
        inOrder(
                () -> {
                    map.put("a", 1);
                    atom.updateAndGet(i -> i + 1);
                },
                () -> {
                    if (atom.accumulateAndGet(1, Integer::sum) == 2) {
                        map.get("a");
                    }
                });
    }

    @Raced(
            on = HashMap.class,
            ops = {"put", "get"})
    static void race_twoAtomics() throws Exception {
        Map<String, Integer> map = new HashMap<>();
        AtomicInteger mine = new AtomicInteger();
        AtomicInteger yours = new AtomicInteger();
        inOrder(
                () -> {
                    map.put("a", 1);
                    mine.incrementAndGet();
                },
                () -> {
                    if (yours.incrementAndGet() == 1) {
                        map.get("a");
                    }
                });
    }

    static void noRace_stampedReference() throws Exception {
        Map<String, Integer> map = new HashMap<>();
        AtomicStampedReference<String> atom = new AtomicStampedReference<>("x", 0);
        inOrder(
                () -> {
                    map.put("a", 1);
                    atom.set("y", 1);
                },
                () -> {
                    if (atom.getStamp() == 1) {
                        map.get("a");
                    }
                });
    }

    static void noRace_markableReference() throws Exception {
        Map<String, Integer> map = new HashMap<>();
        AtomicMarkableReference<String> atom = new AtomicMarkableReference<>("x", false);
        inOrder(
                () -> {
                    map.put("a", 1);
                    atom.attemptMark("x", true);
                },
                () -> {
                    if (atom.isMarked()) {
                        map.get("a");
                    }
                });
    }

    static void noRace_longAdderSumThatSawTheAdd() throws Exception {
        Map<String, Integer> map = new HashMap<>();
        LongAdder adder = new LongAdder();
        inOrder(
                () -> {
                    map.put("a", 1);
                    adder.increment();
                },
                () -> {
                    if (adder.sum() == 1) {
                        map.get("a");
                    }
                });
    }

    @Raced(
            on = HashMap.class,
            ops = {"put", "get"})
    static void race_putAfterTheLongAdder() throws Exception {
        Map<String, Integer> map = new HashMap<>();
        LongAdder adder = new LongAdder();
        inOrder(
                () -> {
                    adder.increment();
                    map.put("a", 1);
                },
                () -> {
                    if (adder.sum() == 1) {
                        map.get("a");
                    }
                });
    }
}
