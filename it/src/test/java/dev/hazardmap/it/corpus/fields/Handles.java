package dev.hazardmap.it.corpus.fields;

import static dev.hazardmap.it.corpus.Threads.inOrder;
import static dev.hazardmap.it.corpus.Threads.pair;

import dev.hazardmap.it.corpus.Corpus;
import dev.hazardmap.it.corpus.Mode;
import dev.hazardmap.it.corpus.Raced;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.concurrent.atomic.AtomicIntegerFieldUpdater;

/** MethodHandles and VarHandles: plain access races with everything unordered, two atomic accesses with each other never. */
@Corpus(Mode.FULL)
class Handles {
    private static final class Cell {
        int value;
        volatile int state;
        static int shared;
    }

    private static final MethodHandle SET;
    private static final MethodHandle GET;
    private static final VarHandle VALUE;
    private static final VarHandle SHARED;
    private static final VarHandle ELEMENT = MethodHandles.arrayElementVarHandle(long[].class);
    private static final VarHandle LONG_VIEW =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final AtomicIntegerFieldUpdater<Cell> STATE =
            AtomicIntegerFieldUpdater.newUpdater(Cell.class, "state");

    static {
        try {
            MethodHandles.Lookup lookup = MethodHandles.lookup();
            SET = lookup.findSetter(Cell.class, "value", int.class);
            GET = lookup.findGetter(Cell.class, "value", int.class);
            VALUE = lookup.findVarHandle(Cell.class, "value", int.class);
            SHARED = lookup.findStaticVarHandle(Cell.class, "shared", int.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private static void call(MethodHandle setter, Cell cell, int value) {
        try {
            setter.invokeExact(cell, value);
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }

    private static int call(MethodHandle getter, Cell cell) {
        try {
            return (int) getter.invokeExact(cell);
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }

    @Raced(on = Cell.class)
    static void race_setterAndGetter() throws Exception {
        Cell cell = new Cell();
        pair(() -> call(SET, cell, 1), () -> call(GET, cell));
    }

    @Raced(on = Cell.class)
    static void race_setterAndPlainWrite() throws Exception {
        Cell cell = new Cell();
        pair(() -> call(SET, cell, 1), () -> cell.value = 2);
    }

    static void noRace_settersOfTwoObjects() throws Exception {
        Cell one = new Cell();
        Cell two = new Cell();
        pair(() -> call(SET, one, 1), () -> call(SET, two, 2));
    }

    @Raced(on = Cell.class)
    static void race_plainVarHandleSetAndGet() throws Exception {
        Cell cell = new Cell();
        pair(() -> VALUE.set(cell, 1), () -> VALUE.get(cell));
    }

    @Raced(on = Cell.class)
    static void race_opaqueSetAndPlainRead() throws Exception {
        Cell cell = new Cell();
        Cell seen = new Cell();
        pair(() -> VALUE.setOpaque(cell, 1), () -> seen.value = cell.value);
    }

    static void noRace_opaqueSetAndOpaqueGet() throws Exception {
        Cell cell = new Cell();
        pair(() -> VALUE.setOpaque(cell, 1), () -> VALUE.getOpaque(cell));
    }

    static void noRace_opaqueSetAndVolatileGet() throws Exception {
        Cell cell = new Cell();
        pair(() -> VALUE.setOpaque(cell, 1), () -> VALUE.getVolatile(cell));
    }

    static void noRace_volatileSetTwice() throws Exception {
        Cell cell = new Cell();
        pair(() -> VALUE.setVolatile(cell, 1), () -> VALUE.setVolatile(cell, 2));
    }

    @Raced(on = Cell.class)
    static void race_getAndAddAndPlainWrite() throws Exception {
        Cell cell = new Cell();
        pair(() -> VALUE.getAndAdd(cell, 1), () -> cell.value = 2);
    }

    static void noRace_getAndAddTwice() throws Exception {
        Cell cell = new Cell();
        pair(() -> VALUE.getAndAdd(cell, 1), () -> VALUE.getAndAdd(cell, 1));
    }

    @Raced(on = Cell.class)
    static void race_staticVarHandleAndPlainWrite() throws Exception {
        pair(() -> SHARED.setOpaque(1), () -> Cell.shared = 2);
    }

    static void noRace_fieldUpdaterAndVolatileRead() throws Exception {
        Cell cell = new Cell();
        Cell seen = new Cell();
        pair(() -> STATE.incrementAndGet(cell), () -> seen.state = cell.state);
    }

    /** The reader acquires what the writer released, on a field that is plain elsewhere. */
    static void noRace_plainReadAfterTheAcquire() throws Exception {
        Cell cell = new Cell();
        Cell seen = new Cell();
        inOrder(() -> VALUE.setRelease(cell, 1), () -> {
            if ((int) VALUE.getAcquire(cell) == 1) {
                seen.value = cell.value;
            }
        });
    }

    @Raced(on = long[].class)
    static void race_elementHandleAndPlainElement() throws Exception {
        long[] array = new long[4];
        pair(() -> ELEMENT.setOpaque(array, 2, 1L), () -> array[2] = 2L);
    }

    static void noRace_elementHandleAndOtherElement() throws Exception {
        long[] array = new long[4];
        pair(() -> ELEMENT.set(array, 2, 1L), () -> array[3] = 2L);
    }

    @Raced(on = byte[].class)
    static void race_longViewOverTheByte() throws Exception {
        byte[] bytes = new byte[16];
        pair(() -> LONG_VIEW.set(bytes, 0, 1L), () -> bytes[7] = 2);
    }

    static void noRace_longViewBesideTheByte() throws Exception {
        byte[] bytes = new byte[16];
        pair(() -> LONG_VIEW.set(bytes, 0, 1L), () -> bytes[8] = 2);
    }

    @Raced(on = byte[].class)
    static void race_twoLongViewsThatOverlap() throws Exception {
        byte[] bytes = new byte[16];
        pair(() -> LONG_VIEW.set(bytes, 0, 1L), () -> LONG_VIEW.set(bytes, 4, 1L));
    }
}
