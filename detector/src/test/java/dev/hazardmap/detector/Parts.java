package dev.hazardmap.detector;

import java.util.stream.IntStream;

/**
 * The fields and arrays of traces. Fields 0 and 1 are those of one object and 2 that of another, with words beside them;
 * 3 is static; 4 is in a class that was loaded before the agent. Arrays have a chunk and a half.
 */
final class Parts {
    static final int FIELDS = 5;
    static final int ARRAYS = 2;
    static final int LENGTH = 100;

    /** Elements on both sides of the chunks' border. */
    static final int[] ELEMENTS = {0, 1, 63, 64, 70};

    private static final int[][] RANGES = {{0, LENGTH}, {60, 66}, {0, 2}, {64, LENGTH}};

    private static final int ACCESSES = 1 << 10;
    private static final WatchedField[] WATCHED = {
        new WatchedField(Watched.class.getName(), "x", false, 0),
        new WatchedField(Watched.class.getName(), "y", false, 0),
        new WatchedField(Watched.class.getName(), "x", false, 0),
        new WatchedField(Watched.class.getName(), "s", true, 0),
        new WatchedField(LoadedBefore.class.getName(), "x", false, 0),
    };
    private static final int[][] NUMBERS = new int[FIELDS][ACCESSES];

    private final Watched one = new Watched();
    private final Object[] bases = {one, one, new Watched(), Watched.class, new LoadedBefore()};
    private final Object[] arrays = {new int[LENGTH], new Object[LENGTH]};

    /** With what the agent adds to a class. */
    @SuppressWarnings({"unused", "MultipleVariableDeclarations"})
    private static final class Watched {
        int x;
        long hazardmap$w$x;
        long hazardmap$r$x;
        int y;
        long hazardmap$w$y;
        long hazardmap$r$y;
        Object hazardmap$more;
        long hazardmap$frozen;
        static int s;
        static long hazardmap$w$s;
        static long hazardmap$r$s;
        static Object hazardmap$static;
    }

    @SuppressWarnings("unused")
    private static final class LoadedBefore {
        int x;
    }

    Parts() {
        Watched.hazardmap$w$s = 0;
        Watched.hazardmap$r$s = 0;
        Watched.hazardmap$static = null;
        ArrayHooks.watchElements();
    }

    static int[] range(int number) {
        int[] bounds = RANGES[number % RANGES.length];
        return IntStream.range(bounds[0], bounds[1]).toArray();
    }

    /** The access at {@code site} by {@code thread}, which is the current one. */
    void access(Step step, ThreadState thread, int site) {
        boolean write = step.op().isPartWrite();
        if (step.op().isElement()) {
            element(step, thread, site, write);
            return;
        }
        int field = step.object() % FIELDS;
        if (step.op().isAtomic()) {
            resolve(field);
            FieldCells.atomic(thread, bases[field], WATCHED[field], site, write, thread.clock);
        } else if (write) {
            FieldHooks.write(bases[field], thread, number(field, site));
        } else {
            FieldHooks.read(bases[field], thread, number(field, site));
        }
    }

    private void element(Step step, ThreadState thread, int site, boolean write) {
        Object array = arrays[step.object() % ARRAYS];
        int first = step.parts()[0];
        if (step.op().isAtomic()) {
            if (Switch.on) {
                ArrayHooks.atomic(thread, array, first, site, write, thread.clock);
            }
        } else if (step.op() == Op.RANGE_READ) {
            ArrayHooks.readRange(array, first, step.parts().length, site);
        } else if (step.op() == Op.RANGE_WRITE) {
            ArrayHooks.writeRange(array, first, step.parts().length, site);
        } else if (write) {
            ArrayHooks.write(array, first, site);
        } else {
            ArrayHooks.read(array, first, site);
        }
    }

    private void resolve(int field) {
        if (WATCHED[field].words == WatchedField.UNRESOLVED) {
            WATCHED[field].resolve(bases[field]);
        }
    }

    /** The number of the instruction that accesses the field at this site. */
    private static int number(int field, int site) {
        if (NUMBERS[field][site] == 0) {
            NUMBERS[field][site] = FieldSites.add(WATCHED[field], site, false);
        }
        return NUMBERS[field][site];
    }
}
