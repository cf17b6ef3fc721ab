package dev.hazardmap.it.corpus.fields;

import static dev.hazardmap.it.corpus.Threads.pair;

import dev.hazardmap.it.corpus.Corpus;
import dev.hazardmap.it.corpus.Mode;
import dev.hazardmap.it.corpus.Raced;

/** One instance field of each type: a plain one races, a volatile one never does. */
@Corpus(Mode.FIELDS)
class InstanceFields {
    private static final class Cell {
        private boolean plainBoolean;
        private volatile boolean volatileBoolean;
        private byte plainByte;
        private volatile byte volatileByte;
        private char plainChar;
        private volatile char volatileChar;
        private short plainShort;
        private volatile short volatileShort;
        private int plainInt;
        private volatile int volatileInt;
        private long plainLong;
        private volatile long volatileLong;
        private float plainFloat;
        private volatile float volatileFloat;
        private double plainDouble;
        private volatile double volatileDouble;
        private Object plainReference;
        private volatile Object volatileReference;
    }

    private static final class Sink {
        private boolean ofBoolean;
        private byte ofByte;
        private char ofChar;
        private short ofShort;
        private int ofInt;
        private long ofLong;
        private float ofFloat;
        private double ofDouble;
        private Object ofReference;
    }

    @Raced(on = Cell.class)
    static void race_boolean() throws Exception {
        Cell cell = new Cell();
        Sink sink = new Sink();
        pair(() -> cell.plainBoolean = true, () -> sink.ofBoolean = cell.plainBoolean);
    }

    static void noRace_volatileBoolean() throws Exception {
        Cell cell = new Cell();
        Sink sink = new Sink();
        pair(() -> cell.volatileBoolean = true, () -> sink.ofBoolean = cell.volatileBoolean);
    }

    @Raced(on = Cell.class)
    static void race_byte() throws Exception {
        Cell cell = new Cell();
        Sink sink = new Sink();
        pair(() -> cell.plainByte = (byte) 1, () -> sink.ofByte = cell.plainByte);
    }

    static void noRace_volatileByte() throws Exception {
        Cell cell = new Cell();
        Sink sink = new Sink();
        pair(() -> cell.volatileByte = (byte) 1, () -> sink.ofByte = cell.volatileByte);
    }

    @Raced(on = Cell.class)
    static void race_char() throws Exception {
        Cell cell = new Cell();
        Sink sink = new Sink();
        pair(() -> cell.plainChar = 'x', () -> sink.ofChar = cell.plainChar);
    }

    static void noRace_volatileChar() throws Exception {
        Cell cell = new Cell();
        Sink sink = new Sink();
        pair(() -> cell.volatileChar = 'x', () -> sink.ofChar = cell.volatileChar);
    }

    @Raced(on = Cell.class)
    static void race_short() throws Exception {
        Cell cell = new Cell();
        Sink sink = new Sink();
        pair(() -> cell.plainShort = (short) 1, () -> sink.ofShort = cell.plainShort);
    }

    static void noRace_volatileShort() throws Exception {
        Cell cell = new Cell();
        Sink sink = new Sink();
        pair(() -> cell.volatileShort = (short) 1, () -> sink.ofShort = cell.volatileShort);
    }

    @Raced(on = Cell.class)
    static void race_int() throws Exception {
        Cell cell = new Cell();
        Sink sink = new Sink();
        pair(() -> cell.plainInt = 1, () -> sink.ofInt = cell.plainInt);
    }

    static void noRace_volatileInt() throws Exception {
        Cell cell = new Cell();
        Sink sink = new Sink();
        pair(() -> cell.volatileInt = 1, () -> sink.ofInt = cell.volatileInt);
    }

    @Raced(on = Cell.class)
    static void race_long() throws Exception {
        Cell cell = new Cell();
        Sink sink = new Sink();
        pair(() -> cell.plainLong = 1L, () -> sink.ofLong = cell.plainLong);
    }

    static void noRace_volatileLong() throws Exception {
        Cell cell = new Cell();
        Sink sink = new Sink();
        pair(() -> cell.volatileLong = 1L, () -> sink.ofLong = cell.volatileLong);
    }

    @Raced(on = Cell.class)
    static void race_float() throws Exception {
        Cell cell = new Cell();
        Sink sink = new Sink();
        pair(() -> cell.plainFloat = 1f, () -> sink.ofFloat = cell.plainFloat);
    }

    static void noRace_volatileFloat() throws Exception {
        Cell cell = new Cell();
        Sink sink = new Sink();
        pair(() -> cell.volatileFloat = 1f, () -> sink.ofFloat = cell.volatileFloat);
    }

    @Raced(on = Cell.class)
    static void race_double() throws Exception {
        Cell cell = new Cell();
        Sink sink = new Sink();
        pair(() -> cell.plainDouble = 1d, () -> sink.ofDouble = cell.plainDouble);
    }

    static void noRace_volatileDouble() throws Exception {
        Cell cell = new Cell();
        Sink sink = new Sink();
        pair(() -> cell.volatileDouble = 1d, () -> sink.ofDouble = cell.volatileDouble);
    }

    @Raced(on = Cell.class)
    static void race_reference() throws Exception {
        Cell cell = new Cell();
        Sink sink = new Sink();
        pair(() -> cell.plainReference = "x", () -> sink.ofReference = cell.plainReference);
    }

    static void noRace_volatileReference() throws Exception {
        Cell cell = new Cell();
        Sink sink = new Sink();
        pair(() -> cell.volatileReference = "x", () -> sink.ofReference = cell.volatileReference);
    }
}
