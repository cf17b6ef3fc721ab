package dev.hazardmap.it.corpus.fields;

import static dev.hazardmap.it.corpus.Threads.inOrder;
import static dev.hazardmap.it.corpus.Threads.pair;

import dev.hazardmap.it.corpus.Corpus;
import dev.hazardmap.it.corpus.Mode;
import dev.hazardmap.it.corpus.Raced;
import java.lang.reflect.Field;
import sun.misc.Unsafe;

/**
 * sun.misc.Unsafe in application code: the same fields and elements by offset. Compiled by the harness, because javac
 * warns of every mention of Unsafe and this build knows no warnings.
 */
@Corpus(Mode.FULL)
class UnsafeAccess {
    private static final Unsafe UNSAFE;
    private static final long VALUE;
    private static final long STATE;

    static {
        try {
            Field theUnsafe = Unsafe.class.getDeclaredField("theUnsafe");
            theUnsafe.setAccessible(true);
            UNSAFE = (Unsafe) theUnsafe.get(null);
            VALUE = UNSAFE.objectFieldOffset(Cell.class.getDeclaredField("value"));
            STATE = UNSAFE.objectFieldOffset(Cell.class.getDeclaredField("state"));
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private static final class Cell {
        int value;
        int state;
    }

    private static long element(int index) {
        return Unsafe.ARRAY_INT_BASE_OFFSET + (long) index * Unsafe.ARRAY_INT_INDEX_SCALE;
    }

    @Raced(on = Cell.class)
    static void race_putIntAndGetInt() throws Exception {
        Cell cell = new Cell();
        pair(() -> UNSAFE.putInt(cell, VALUE, 1), () -> UNSAFE.getInt(cell, VALUE));
    }

    @Raced(on = Cell.class)
    static void race_putIntAndPlainRead() throws Exception {
        Cell cell = new Cell();
        Cell seen = new Cell();
        pair(() -> UNSAFE.putInt(cell, VALUE, 1), () -> seen.value = cell.value);
    }

    static void noRace_putIntOfTwoFields() throws Exception {
        Cell cell = new Cell();
        pair(() -> UNSAFE.putInt(cell, VALUE, 1), () -> UNSAFE.putInt(cell, STATE, 1));
    }

    static void noRace_volatilePutAndGet() throws Exception {
        Cell cell = new Cell();
        pair(() -> UNSAFE.putIntVolatile(cell, STATE, 1), () -> UNSAFE.getIntVolatile(cell, STATE));
    }

    static void noRace_putOrderedPublishes() throws Exception {
        Cell cell = new Cell();
        Cell seen = new Cell();
        inOrder(
                () -> {
                    cell.value = 1;
                    UNSAFE.putOrderedInt(cell, STATE, 1);
                },
                () -> {
                    if (UNSAFE.getIntVolatile(cell, STATE) == 1) {
                        seen.value = cell.value;
                    }
                });
    }

    @Raced(on = Cell.class)
    static void race_writeAfterPutOrdered() throws Exception {
        Cell cell = new Cell();
        Cell seen = new Cell();
        inOrder(
                () -> {
                    UNSAFE.putOrderedInt(cell, STATE, 1);
                    cell.value = 1;
                },
                () -> {
                    if (UNSAFE.getIntVolatile(cell, STATE) == 1) {
                        seen.value = cell.value;
                    }
                });
    }

    static void noRace_compareAndSwapPublishes() throws Exception {
        Cell cell = new Cell();
        inOrder(
                () -> {
                    cell.value = 1;
                    UNSAFE.compareAndSwapInt(cell, STATE, 0, 1);
                },
                () -> {
                    if (!UNSAFE.compareAndSwapInt(cell, STATE, 0, 1)) {
                        cell.value = 2;
                    }
                });
    }

    @Raced(on = int[].class)
    static void race_elementByOffset() throws Exception {
        int[] array = new int[4];
        pair(() -> UNSAFE.putInt(array, element(2), 1), () -> array[2] = 2);
    }

    static void noRace_otherElementByOffset() throws Exception {
        int[] array = new int[4];
        pair(() -> UNSAFE.putInt(array, element(2), 1), () -> array[3] = 2);
    }
}
