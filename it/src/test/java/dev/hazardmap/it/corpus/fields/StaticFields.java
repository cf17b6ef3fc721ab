package dev.hazardmap.it.corpus.fields;

import static dev.hazardmap.it.corpus.Threads.pair;

import dev.hazardmap.it.corpus.Corpus;
import dev.hazardmap.it.corpus.Mode;
import dev.hazardmap.it.corpus.Raced;

/** One static field of each type. Each case has fields of its own: they outlive it. */
@Corpus(Mode.FIELDS)
class StaticFields {
    private static boolean plainBoolean;
    private static volatile boolean volatileBoolean;
    private static byte plainByte;
    private static volatile byte volatileByte;
    private static char plainChar;
    private static volatile char volatileChar;
    private static short plainShort;
    private static volatile short volatileShort;
    private static int plainInt;
    private static volatile int volatileInt;
    private static long plainLong;
    private static volatile long volatileLong;
    private static float plainFloat;
    private static volatile float volatileFloat;
    private static double plainDouble;
    private static volatile double volatileDouble;
    private static Object plainReference;
    private static volatile Object volatileReference;

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

    @Raced(on = StaticFields.class)
    static void race_staticBoolean() throws Exception {
        Sink sink = new Sink();
        pair(() -> plainBoolean = true, () -> sink.ofBoolean = plainBoolean);
    }

    static void noRace_staticVolatileBoolean() throws Exception {
        Sink sink = new Sink();
        pair(() -> volatileBoolean = true, () -> sink.ofBoolean = volatileBoolean);
    }

    @Raced(on = StaticFields.class)
    static void race_staticByte() throws Exception {
        Sink sink = new Sink();
        pair(() -> plainByte = (byte) 1, () -> sink.ofByte = plainByte);
    }

    static void noRace_staticVolatileByte() throws Exception {
        Sink sink = new Sink();
        pair(() -> volatileByte = (byte) 1, () -> sink.ofByte = volatileByte);
    }

    @Raced(on = StaticFields.class)
    static void race_staticChar() throws Exception {
        Sink sink = new Sink();
        pair(() -> plainChar = 'x', () -> sink.ofChar = plainChar);
    }

    static void noRace_staticVolatileChar() throws Exception {
        Sink sink = new Sink();
        pair(() -> volatileChar = 'x', () -> sink.ofChar = volatileChar);
    }

    @Raced(on = StaticFields.class)
    static void race_staticShort() throws Exception {
        Sink sink = new Sink();
        pair(() -> plainShort = (short) 1, () -> sink.ofShort = plainShort);
    }

    static void noRace_staticVolatileShort() throws Exception {
        Sink sink = new Sink();
        pair(() -> volatileShort = (short) 1, () -> sink.ofShort = volatileShort);
    }

    @Raced(on = StaticFields.class)
    static void race_staticInt() throws Exception {
        Sink sink = new Sink();
        pair(() -> plainInt = 1, () -> sink.ofInt = plainInt);
    }

    static void noRace_staticVolatileInt() throws Exception {
        Sink sink = new Sink();
        pair(() -> volatileInt = 1, () -> sink.ofInt = volatileInt);
    }

    @Raced(on = StaticFields.class)
    static void race_staticLong() throws Exception {
        Sink sink = new Sink();
        pair(() -> plainLong = 1L, () -> sink.ofLong = plainLong);
    }

    static void noRace_staticVolatileLong() throws Exception {
        Sink sink = new Sink();
        pair(() -> volatileLong = 1L, () -> sink.ofLong = volatileLong);
    }

    @Raced(on = StaticFields.class)
    static void race_staticFloat() throws Exception {
        Sink sink = new Sink();
        pair(() -> plainFloat = 1f, () -> sink.ofFloat = plainFloat);
    }

    static void noRace_staticVolatileFloat() throws Exception {
        Sink sink = new Sink();
        pair(() -> volatileFloat = 1f, () -> sink.ofFloat = volatileFloat);
    }

    @Raced(on = StaticFields.class)
    static void race_staticDouble() throws Exception {
        Sink sink = new Sink();
        pair(() -> plainDouble = 1d, () -> sink.ofDouble = plainDouble);
    }

    static void noRace_staticVolatileDouble() throws Exception {
        Sink sink = new Sink();
        pair(() -> volatileDouble = 1d, () -> sink.ofDouble = volatileDouble);
    }

    @Raced(on = StaticFields.class)
    static void race_staticReference() throws Exception {
        Sink sink = new Sink();
        pair(() -> plainReference = "x", () -> sink.ofReference = plainReference);
    }

    static void noRace_staticVolatileReference() throws Exception {
        Sink sink = new Sink();
        pair(() -> volatileReference = "x", () -> sink.ofReference = volatileReference);
    }
}
