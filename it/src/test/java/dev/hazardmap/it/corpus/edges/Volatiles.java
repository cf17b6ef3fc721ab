package dev.hazardmap.it.corpus.edges;

import static dev.hazardmap.it.corpus.Threads.all;
import static dev.hazardmap.it.corpus.Threads.both;
import static dev.hazardmap.it.corpus.Threads.inOrder;

import dev.hazardmap.it.corpus.Corpus;
import dev.hazardmap.it.corpus.Hint;
import dev.hazardmap.it.corpus.Mode;
import dev.hazardmap.it.corpus.Raced;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * JLS 17.4.4: the write of a volatile variable happens-before every later read of that variable. Of that variable: not of
 * another one of the same object, not of the same field of another object.
 */
@Corpus(Mode.MAPS)
class Volatiles {
    private static final class Flags {
        private volatile boolean ready;
        private volatile int other;
        private volatile long wide;
        private volatile Object[] array;
    }

    private static volatile int staticReady;
    private static volatile int staticOther;

    static void noRace_volatileFlag() throws Exception {
        Map<String, Integer> map = new HashMap<>();
        Flags flags = new Flags();
        both(
                () -> {
                    map.put("a", 1);
                    flags.ready = true;
                },
                () -> {
                    while (!flags.ready) {
                        Thread.onSpinWait();
                    }
                    map.get("a");
                });
    }

    @Raced(
            on = HashMap.class,
            ops = {"put", "get"})
    static void race_putAfterTheVolatileWrite() throws Exception {
        Map<String, Integer> map = new HashMap<>();
        Flags flags = new Flags();
        inOrder(
                () -> {
                    flags.ready = true;
                    map.put("a", 1);
                },
                () -> {
                    if (flags.ready) {
                        map.get("a");
                    }
                });
    }

    @Raced(
            on = HashMap.class,
            ops = {"put", "get"})
    static void race_twoVolatileFieldsOfOneObject() throws Exception {
        Map<String, Integer> map = new HashMap<>();
        Flags flags = new Flags();
        inOrder(
                () -> {
                    map.put("a", 1);
                    flags.ready = true;
                },
                () -> {
                    if (flags.other == 0) {
                        map.get("a");
                    }
                });
    }

    @Raced(
            on = HashMap.class,
            ops = {"put", "get"})
    static void race_sameVolatileFieldOfTwoObjects() throws Exception {
        Map<String, Integer> map = new HashMap<>();
        Flags mine = new Flags();
        Flags yours = new Flags();
        inOrder(
                () -> {
                    map.put("a", 1);
                    mine.ready = true;
                },
                () -> {
                    if (!yours.ready) {
                        map.get("a");
                    }
                });
    }

    /** Reading a volatile publishes nothing. */
    @Raced(
            on = HashMap.class,
            ops = {"put", "get"})
    static void race_volatileReadIsNoRelease() throws Exception {
        Map<String, Integer> map = new HashMap<>();
        Flags flags = new Flags();
        inOrder(
                () -> {
                    map.put("a", 1);
                    if (flags.ready) {
                        throw new IllegalStateException();
                    }
                },
                () -> {
                    if (!flags.ready) {
                        map.get("a");
                    }
                });
    }

    /** Writing a volatile sees nothing of the writes before. */
    @Raced(
            on = HashMap.class,
            ops = {"put", "get"})
    static void race_volatileWriteIsNoAcquire() throws Exception {
        Map<String, Integer> map = new HashMap<>();
        Flags flags = new Flags();
        inOrder(
                () -> {
                    map.put("a", 1);
                    flags.ready = true;
                },
                () -> {
                    flags.ready = true;
                    map.get("a");
                });
    }

    static void noRace_volatileLong() throws Exception {
        Map<String, Integer> map = new HashMap<>();
        Flags flags = new Flags();
        inOrder(
                () -> {
                    map.put("a", 1);
                    flags.wide = 1L;
                },
                () -> {
                    if (flags.wide == 1L) {
                        map.get("a");
                    }
                });
    }

    static void noRace_staticVolatile() throws Exception {
        Map<String, Integer> map = new HashMap<>();
        inOrder(
                () -> {
                    map.put("a", 1);
                    staticReady = 1;
                },
                () -> {
                    if (staticReady == 1) {
                        map.get("a");
                    }
                });
    }

    @Raced(
            on = HashMap.class,
            ops = {"put", "get"})
    static void race_otherStaticVolatile() throws Exception {
        Map<String, Integer> map = new HashMap<>();
        inOrder(
                () -> {
                    map.put("a", 1);
                    staticOther = 1;
                },
                () -> {
                    if (staticReady >= 0) {
                        map.get("a");
                    }
                });
    }

    /** Every later read, also of a value that somebody else wrote since. */
    static void noRace_overwrittenVolatile() throws Exception {
        Map<String, Integer> map = new HashMap<>();
        Flags flags = new Flags();
        Hint first = new Hint();
        Hint second = new Hint();
        all(
                () -> {
                    map.put("a", 1);
                    flags.other = 1;
                    first.give();
                },
                () -> {
                    first.await();
                    flags.other = 2;
                    second.give();
                },
                () -> {
                    second.await();
                    if (flags.other == 2) {
                        map.get("a");
                    }
                });
    }

    /** The reference to the array is volatile, its elements are not: storing into one publishes nothing. */
    @Raced(
            on = HashMap.class,
            ops = {"put", "get"})
    static void race_elementOfVolatileArrayReference() throws Exception {
        Map<String, Integer> map = new HashMap<>();
        Flags flags = new Flags();
        flags.array = new Object[1];
        inOrder(
                () -> {
                    map.put("a", 1);
                    flags.array[0] = "x";
                },
                () -> {
                    if (flags.array.length == 1) {
                        map.get("a");
                    }
                });
    }

    static void noRace_atomicArraySameIndex() throws Exception {
        Map<String, Integer> map = new HashMap<>();
        AtomicReferenceArray<String> array = new AtomicReferenceArray<>(2);
        inOrder(
                () -> {
                    map.put("a", 1);
                    array.set(1, "x");
                },
                () -> {
                    if (array.get(1) != null) {
                        map.get("a");
                    }
                });
    }

    @Raced(
            on = HashMap.class,
            ops = {"put", "get"})
    static void race_atomicArrayOtherIndex() throws Exception {
        Map<String, Integer> map = new HashMap<>();
        AtomicIntegerArray array = new AtomicIntegerArray(2);
        inOrder(
                () -> {
                    map.put("a", 1);
                    array.set(1, 1);
                },
                () -> {
                    if (array.get(0) == 0) {
                        map.get("a");
                    }
                });
    }
}
