package dev.hazardmap.it.corpus.edges;

import static dev.hazardmap.it.corpus.Threads.all;
import static dev.hazardmap.it.corpus.Threads.inOrder;

import dev.hazardmap.it.corpus.Corpus;
import dev.hazardmap.it.corpus.Hint;
import dev.hazardmap.it.corpus.Mode;
import dev.hazardmap.it.corpus.Raced;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicIntegerFieldUpdater;
import java.util.concurrent.atomic.AtomicLongFieldUpdater;
import java.util.concurrent.atomic.AtomicReferenceFieldUpdater;

/** Field updaters and VarHandles are about the field or element they name, also of plain fields; and the fences. */
@Corpus(Mode.MAPS)
class VarHandles {
    private static final class Cell {
        private volatile int state;
        private volatile String name;
        private volatile long wide;
        private volatile int otherState;
        private int plain;
    }

    private static final AtomicIntegerFieldUpdater<Cell> STATE =
            AtomicIntegerFieldUpdater.newUpdater(Cell.class, "state");
    private static final AtomicIntegerFieldUpdater<Cell> OTHER_STATE =
            AtomicIntegerFieldUpdater.newUpdater(Cell.class, "otherState");
    private static final AtomicLongFieldUpdater<Cell> WIDE = AtomicLongFieldUpdater.newUpdater(Cell.class, "wide");
    private static final AtomicReferenceFieldUpdater<Cell, String> NAME =
            AtomicReferenceFieldUpdater.newUpdater(Cell.class, String.class, "name");
    private static final VarHandle PLAIN;
    private static final VarHandle STATE_HANDLE;
    private static final VarHandle ELEMENT = MethodHandles.arrayElementVarHandle(int[].class);

    static {
        try {
            MethodHandles.Lookup lookup = MethodHandles.lookup();
            PLAIN = lookup.findVarHandle(Cell.class, "plain", int.class);
            STATE_HANDLE = lookup.findVarHandle(Cell.class, "state", int.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    static void noRace_fieldUpdaterSetThenFieldRead() throws Exception {
        Map<String, Integer> map = new HashMap<>();
        Cell cell = new Cell();
        inOrder(
                () -> {
                    map.put("a", 1);
                    STATE.set(cell, 1);
                },
                () -> {
                    if (cell.state == 1) {
                        map.get("a");
                    }
                });
    }

    static void noRace_fieldWriteThenFieldUpdaterGet() throws Exception {
        Map<String, Integer> map = new HashMap<>();
        Cell cell = new Cell();
        inOrder(
                () -> {
                    map.put("a", 1);
                    cell.name = "x";
                },
                () -> {
                    if (NAME.get(cell) != null) {
                        map.get("a");
                    }
                });
    }

    static void noRace_longFieldUpdaterIncrement() throws Exception {
        Map<String, Integer> map = new HashMap<>();
        Cell cell = new Cell();
        inOrder(
                () -> {
                    map.put("a", 1);
                    WIDE.incrementAndGet(cell);
                },
                () -> {
                    if (WIDE.incrementAndGet(cell) == 2) {
                        map.get("a");
                    }
                });
    }

    @Raced(
            on = HashMap.class,
            ops = {"put", "get"})
    static void race_fieldUpdatersOfTwoFields() throws Exception {
        Map<String, Integer> map = new HashMap<>();
        Cell cell = new Cell();
        inOrder(
                () -> {
                    map.put("a", 1);
                    STATE.incrementAndGet(cell);
                },
                () -> {
                    if (OTHER_STATE.get(cell) == 0) {
                        map.get("a");
                    }
                });
    }

    @Raced(
            on = HashMap.class,
            ops = {"put", "get"})
    static void race_putAfterTheFieldUpdater() throws Exception {
        Map<String, Integer> map = new HashMap<>();
        Cell cell = new Cell();
        inOrder(
                () -> {
                    STATE.compareAndSet(cell, 0, 1);
                    map.put("a", 1);
                },
                () -> {
                    if (cell.state == 1) {
                        map.get("a");
                    }
                });
    }

    static void noRace_setVolatileOfAPlainField() throws Exception {
        Map<String, Integer> map = new HashMap<>();
        Cell cell = new Cell();
        inOrder(
                () -> {
                    map.put("a", 1);
                    PLAIN.setVolatile(cell, 1);
                },
                () -> {
                    if ((int) PLAIN.getVolatile(cell) == 1) {
                        map.get("a");
                    }
                });
    }

    static void noRace_setReleaseThenFieldReadOfVolatile() throws Exception {
        Map<String, Integer> map = new HashMap<>();
        Cell cell = new Cell();
        inOrder(
                () -> {
                    map.put("a", 1);
                    STATE_HANDLE.setRelease(cell, 1);
                },
                () -> {
                    if (cell.state == 1) {
                        map.get("a");
                    }
                });
    }

    /** A VarHandle of a volatile field in plain mode is no volatile access. */
    @Raced(
            on = HashMap.class,
            ops = {"put", "get"})
    static void race_plainSetOfAVolatileField() throws Exception {
        Map<String, Integer> map = new HashMap<>();
        Cell cell = new Cell();
        inOrder(
                () -> {
                    map.put("a", 1);
                    STATE_HANDLE.setOpaque(cell, 1);
                },
                () -> {
                    if (cell.state == 1) {
                        map.get("a");
                    }
                });
    }

    static void noRace_getAndAddOfAnArrayElement() throws Exception {
        Map<String, Integer> map = new HashMap<>();
        int[] array = new int[2];
        inOrder(
                () -> {
                    map.put("a", 1);
                    ELEMENT.getAndAdd(array, 1, 5);
                },
                () -> {
                    if ((int) ELEMENT.getAcquire(array, 1) == 5) {
                        map.get("a");
                    }
                });
    }

    @Raced(
            on = HashMap.class,
            ops = {"put", "get"})
    static void race_otherArrayElement() throws Exception {
        Map<String, Integer> map = new HashMap<>();
        int[] array = new int[2];
        inOrder(
                () -> {
                    map.put("a", 1);
                    ELEMENT.setVolatile(array, 1, 5);
                },
                () -> {
                    if ((int) ELEMENT.getVolatile(array, 0) == 0) {
                        map.get("a");
                    }
                });
    }

    static void noRace_releaseFenceAndAcquireFence() throws Exception {
        Map<String, Integer> map = new HashMap<>();
        Cell cell = new Cell();
        inOrder(
                () -> {
                    map.put("a", 1);
                    VarHandle.releaseFence();
                    PLAIN.setOpaque(cell, 1);
                },
                () -> {
                    if ((int) PLAIN.getOpaque(cell) == 1) {
                        VarHandle.acquireFence();
                        map.get("a");
                    }
                });
    }

    static void noRace_fullFences() throws Exception {
        Map<String, Integer> map = new HashMap<>();
        Cell cell = new Cell();
        inOrder(
                () -> {
                    map.put("a", 1);
                    VarHandle.fullFence();
                    PLAIN.setOpaque(cell, 1);
                },
                () -> {
                    if ((int) PLAIN.getOpaque(cell) == 1) {
                        VarHandle.fullFence();
                        map.get("a");
                    }
                });
    }

    /** The fence orders the store before it only with what the thread does after it. */
    @Raced(
            on = HashMap.class,
            ops = {"put", "get"})
    static void race_fenceAfterTheStore() throws Exception {
        Map<String, Integer> map = new HashMap<>();
        Cell cell = new Cell();
        inOrder(
                () -> {
                    PLAIN.setOpaque(cell, 1);
                    map.put("a", 1);
                    VarHandle.releaseFence();
                },
                () -> {
                    if ((int) PLAIN.getOpaque(cell) == 1) {
                        VarHandle.acquireFence();
                        map.get("a");
                    }
                });
    }

    @Raced(
            on = HashMap.class,
            ops = {"put", "get"})
    static void race_noAcquireFence() throws Exception {
        Map<String, Integer> map = new HashMap<>();
        Cell cell = new Cell();
        inOrder(
                () -> {
                    map.put("a", 1);
                    VarHandle.releaseFence();
                    PLAIN.setOpaque(cell, 1);
                },
                () -> {
                    if ((int) PLAIN.getOpaque(cell) == 1) {
                        map.get("a");
                    }
                });
    }

    static void noRace_releasedToTwoReaders() throws Exception {
        Map<String, Integer> map = new HashMap<>();
        Cell cell = new Cell();
        Hint released = new Hint();
        all(
                () -> {
                    map.put("a", 1);
                    STATE_HANDLE.setRelease(cell, 1);
                    released.give();
                },
                () -> {
                    released.await();
                    if (cell.state == 1) {
                        map.get("a");
                    }
                },
                () -> {
                    released.await();
                    if ((int) STATE_HANDLE.getAcquire(cell) == 1) {
                        map.get("a");
                    }
                });
    }
}
