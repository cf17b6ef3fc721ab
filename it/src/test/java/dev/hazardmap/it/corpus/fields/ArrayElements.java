package dev.hazardmap.it.corpus.fields;

import static dev.hazardmap.it.corpus.Threads.pair;

import dev.hazardmap.it.corpus.Corpus;
import dev.hazardmap.it.corpus.Mode;
import dev.hazardmap.it.corpus.Raced;

/** Elements of one index race, those of two don't, however narrow the type: no word tearing (JLS 17.6). */
@Corpus(Mode.FULL)
class ArrayElements {
    @Raced(on = boolean[].class)
    static void race_booleanElement() throws Exception {
        boolean[] array = new boolean[4];
        pair(() -> array[1] = true, () -> array[2] = array[1]);
    }

    static void noRace_booleanOtherElement() throws Exception {
        boolean[] array = new boolean[4];
        pair(() -> array[1] = true, () -> array[2] = array[3]);
    }

    @Raced(on = byte[].class)
    static void race_byteElement() throws Exception {
        byte[] array = new byte[4];
        pair(() -> array[1] = (byte) 1, () -> array[2] = array[1]);
    }

    static void noRace_byteOtherElement() throws Exception {
        byte[] array = new byte[4];
        pair(() -> array[1] = (byte) 1, () -> array[2] = array[3]);
    }

    @Raced(on = char[].class)
    static void race_charElement() throws Exception {
        char[] array = new char[4];
        pair(() -> array[1] = 'x', () -> array[2] = array[1]);
    }

    static void noRace_charOtherElement() throws Exception {
        char[] array = new char[4];
        pair(() -> array[1] = 'x', () -> array[2] = array[3]);
    }

    @Raced(on = short[].class)
    static void race_shortElement() throws Exception {
        short[] array = new short[4];
        pair(() -> array[1] = (short) 1, () -> array[2] = array[1]);
    }

    static void noRace_shortOtherElement() throws Exception {
        short[] array = new short[4];
        pair(() -> array[1] = (short) 1, () -> array[2] = array[3]);
    }

    @Raced(on = int[].class)
    static void race_intElement() throws Exception {
        int[] array = new int[4];
        pair(() -> array[1] = 1, () -> array[2] = array[1]);
    }

    static void noRace_intOtherElement() throws Exception {
        int[] array = new int[4];
        pair(() -> array[1] = 1, () -> array[2] = array[3]);
    }

    @Raced(on = long[].class)
    static void race_longElement() throws Exception {
        long[] array = new long[4];
        pair(() -> array[1] = 1L, () -> array[2] = array[1]);
    }

    static void noRace_longOtherElement() throws Exception {
        long[] array = new long[4];
        pair(() -> array[1] = 1L, () -> array[2] = array[3]);
    }

    @Raced(on = float[].class)
    static void race_floatElement() throws Exception {
        float[] array = new float[4];
        pair(() -> array[1] = 1f, () -> array[2] = array[1]);
    }

    static void noRace_floatOtherElement() throws Exception {
        float[] array = new float[4];
        pair(() -> array[1] = 1f, () -> array[2] = array[3]);
    }

    @Raced(on = double[].class)
    static void race_doubleElement() throws Exception {
        double[] array = new double[4];
        pair(() -> array[1] = 1d, () -> array[2] = array[1]);
    }

    static void noRace_doubleOtherElement() throws Exception {
        double[] array = new double[4];
        pair(() -> array[1] = 1d, () -> array[2] = array[3]);
    }

    @Raced(on = Object[].class)
    static void race_referenceElement() throws Exception {
        Object[] array = new Object[4];
        pair(() -> array[1] = "x", () -> array[2] = array[1]);
    }

    static void noRace_referenceOtherElement() throws Exception {
        Object[] array = new Object[4];
        pair(() -> array[1] = "x", () -> array[2] = array[3]);
    }
}
