package dev.hazardmap.it.corpus.ported;

import static dev.hazardmap.it.corpus.Threads.both;
import static dev.hazardmap.it.corpus.Threads.inOrder;
import static dev.hazardmap.it.corpus.Threads.pair;

import dev.hazardmap.it.corpus.Corpus;
import dev.hazardmap.it.corpus.Mode;
import dev.hazardmap.it.corpus.Raced;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;

/** slice_test.go: elements, ranges, copies, appends, multi-dimensional arrays. */
@Corpus(Mode.FULL)
class Slices {
    private static int sink(int value) {
        return value;
    }

    @Raced(on = int[].class)
    static void race_sameElement() throws Exception {
        int[] a = new int[4];
        pair(() -> a[1] = 1, () -> sink(a[1]));
    }

    static void noRace_neighbours() throws Exception {
        int[] a = new int[4];
        pair(() -> a[1] = 1, () -> a[2] = 2);
    }

    static void noRace_neighbouringBytes() throws Exception {
        byte[] a = new byte[8];
        pair(() -> a[1] = 1, () -> a[2] = 2);
    }

    static void noRace_neighbouringBooleans() throws Exception {
        boolean[] a = new boolean[200];
        pair(() -> a[127] = true, () -> a[128] = true);
    }

    @Raced(on = boolean[].class)
    static void race_boolean() throws Exception {
        boolean[] a = new boolean[8];
        pair(() -> a[3] = true, () -> a[3] = true);
    }

    @Raced(on = char[].class)
    static void race_charIncrement() throws Exception {
        char[] a = new char[8];
        pair(() -> a[3]++, () -> a[3]++);
    }

    @Raced(on = short[].class)
    static void race_shortCompound() throws Exception {
        short[] a = new short[8];
        pair(() -> a[3] += 2, () -> sink(a[3]));
    }

    @Raced(on = long[].class)
    static void race_long() throws Exception {
        long[] a = new long[8];
        pair(() -> a[3] += 2, () -> a[3] = 5L);
    }

    @Raced(on = double[].class)
    static void race_double() throws Exception {
        double[] a = new double[8];
        pair(() -> a[3] /= 2, () -> a[3] = 5);
    }

    @Raced(on = float[].class)
    static void race_float() throws Exception {
        float[] a = new float[8];
        pair(() -> a[3]--, () -> a[3] = 5);
    }

    @Raced(on = String[].class)
    static void race_reference() throws Exception {
        String[] a = new String[8];
        pair(() -> a[3] = "x", () -> a[3] = "y");
    }

    @Raced(on = int[].class)
    static void race_innerArray() throws Exception {
        int[][] a = new int[3][3];
        pair(() -> a[1][2] = 1, () -> sink(a[1][2]));
    }

    static void noRace_otherRow() throws Exception {
        int[][] a = new int[3][3];
        pair(() -> a[1][2] = 1, () -> a[2][2] = 1);
    }

    @Raced(on = int[][].class)
    static void race_rowReplaced() throws Exception {
        int[][] a = new int[3][3];
        int[] row = {1, 2, 3};
        pair(() -> a[1] = row, () -> sink(a[1].length));
    }

    @Raced(on = int[].class)
    static void race_threeDimensions() throws Exception {
        int[][][] a = new int[2][2][2];
        pair(() -> a[1][0][1]++, () -> a[1][0][1]++);
    }

    static void noRace_lengthOnly() throws Exception {
        int[] a = new int[3];
        pair(() -> a[1] = 1, () -> sink(a.length));
    }

    @Raced(on = int[].class)
    static void race_enhancedFor() throws Exception {
        int[] a = new int[300];
        pair(
                () -> {
                    for (int e : a) {
                        sink(e);
                    }
                },
                () -> a[299] = 1);
    }

    static void noRace_halves() throws Exception {
        int[] a = new int[300];
        pair(
                () -> {
                    for (int i = 0; i < 150; i++) {
                        a[i] = i;
                    }
                },
                () -> {
                    for (int i = 150; i < 300; i++) {
                        a[i] = i;
                    }
                });
    }

    static void noRace_evenAndOdd() throws Exception {
        int[] a = new int[300];
        pair(() -> stride(a, 0), () -> stride(a, 1));
    }

    private static void stride(int[] a, int from) {
        for (int i = from; i < a.length; i += 2) {
            a[i] = i;
        }
    }

    @Raced(on = int[].class)
    static void race_overlapByOne() throws Exception {
        int[] a = new int[300];
        pair(
                () -> {
                    for (int i = 0; i <= 150; i++) {
                        a[i] = i;
                    }
                },
                () -> {
                    for (int i = 299; i >= 150; i--) {
                        a[i] = i;
                    }
                });
    }

    @Raced(on = int[].class)
    static void race_copySource() throws Exception {
        int[] a = new int[10];
        int[] b = new int[10];
        pair(() -> System.arraycopy(a, 0, b, 0, 5), () -> a[4] = 1);
    }

    @Raced(on = int[].class)
    static void race_copyTarget() throws Exception {
        int[] a = new int[10];
        int[] b = new int[10];
        pair(() -> System.arraycopy(a, 0, b, 0, 5), () -> sink(b[4]));
    }

    static void noRace_copyBesides() throws Exception {
        int[] a = new int[10];
        int[] b = new int[10];
        pair(() -> System.arraycopy(a, 0, b, 0, 5), () -> a[5] = b[5]);
    }

    static void noRace_twoCopiesFromOneSource() throws Exception {
        int[] a = new int[10];
        int[] b = new int[10];
        int[] c = new int[10];
        both(() -> System.arraycopy(a, 0, b, 0, 10), () -> System.arraycopy(a, 0, c, 0, 10));
    }

    @Raced(on = int[].class)
    static void race_cloned() throws Exception {
        int[] a = new int[10];
        pair(() -> sink(a.clone().length), () -> a[4] = 1);
    }

    static void noRace_cloneIsAnother() throws Exception {
        int[] a = new int[10];
        int[] b = a.clone();
        pair(() -> a[1] = 1, () -> b[1] = 2);
    }

    @Raced(on = int[].class)
    static void race_sortRange() throws Exception {
        int[] a = new int[10];
        pair(() -> Arrays.sort(a, 2, 6), () -> sink(a[3]));
    }

    static void noRace_sortBesides() throws Exception {
        int[] a = new int[10];
        pair(() -> Arrays.sort(a, 2, 6), () -> sink(a[6]));
    }

    @Raced(on = String[].class)
    static void race_sortWithComparator() throws Exception {
        String[] a = {"b", "a", "c"};
        pair(() -> Arrays.sort(a, Collections.reverseOrder()), () -> a[1] = "z");
    }

    @Raced(on = int[].class)
    static void race_hashCode() throws Exception {
        int[] a = new int[10];
        pair(() -> sink(Arrays.hashCode(a)), () -> a[9] = 1);
    }

    @Raced(on = int[].class)
    static void race_equals() throws Exception {
        int[] a = new int[10];
        int[] b = new int[10];
        pair(() -> Arrays.equals(a, b), () -> b[0] = 1);
    }

    @Raced(on = int[].class)
    static void race_toStringOfArray() throws Exception {
        int[] a = new int[10];
        pair(() -> Arrays.toString(a).length(), () -> a[0] = 1);
    }

    @Raced(on = int[].class)
    static void race_streamOfArray() throws Exception {
        int[] a = new int[10];
        pair(() -> sink(Arrays.stream(a).sum()), () -> a[5] = 1);
    }

    @Raced(on = int[].class)
    static void race_intStreamOf() throws Exception {
        int[] a = new int[10];
        pair(() -> sink(IntStream.of(a).max().orElse(0)), () -> a[5] = 1);
    }

    @Raced(on = String[].class)
    static void race_throughAsList() throws Exception {
        String[] a = {"a", "b"};
        List<String> list = Arrays.asList(a);
        pair(() -> list.set(1, "x"), () -> a[1] = "y");
    }

    @Raced(on = String[].class)
    static void race_iteratedThroughAsList() throws Exception {
        String[] a = {"a", "b"};
        List<String> list = Arrays.asList(a);
        pair(
                () -> {
                    for (String s : list) {
                        sink(s.length());
                    }
                },
                () -> a[1] = "y");
    }

    static void noRace_otherElementsThroughAsList() throws Exception {
        String[] a = {"a", "b"};
        List<String> list = Arrays.asList(a);
        pair(() -> list.get(0), () -> list.set(1, "y"));
    }

    @Raced(on = byte[].class)
    static void race_newStringFromBytes() throws Exception {
        byte[] a = new byte[10];
        pair(() -> sink(new String(a, 0, 5, java.nio.charset.StandardCharsets.ISO_8859_1).length()), () -> a[2] = 65);
    }

    @Raced(on = char[].class)
    static void race_stringValueOfChars() throws Exception {
        char[] a = new char[10];
        pair(() -> sink(String.valueOf(a).length()), () -> a[2] = 'x');
    }

    @Raced(on = char[].class)
    static void race_getChars() throws Exception {
        char[] a = new char[10];
        pair(() -> "hello".getChars(0, 5, a, 2), () -> sink(a[4]));
    }

    @Raced(on = byte[].class)
    static void race_inputStreamRead() throws Exception {
        byte[] a = new byte[10];
        java.io.InputStream in = new java.io.ByteArrayInputStream(new byte[5]);
        pair(() -> sink(in.read(a, 0, 5)), () -> a[2] = 7);
    }

    @Raced(on = Object[].class)
    static void race_toArrayInto() throws Exception {
        Object[] a = new Object[2];
        List<String> list = List.of("a", "b");
        pair(() -> list.toArray(a), () -> a[1] = "q");
    }

    static void noRace_arrayMadeAndPublishedByJoin() throws Exception {
        int[][] box = new int[1][];
        Thread t = new Thread(() -> box[0] = new int[] {1, 2, 3});
        t.start();
        t.join();
        sink(box[0][2]);
    }

    @Raced(on = int[].class)
    static void race_farApartIndexBeyondOneChunk() throws Exception {
        int[] a = new int[100_000];
        inOrder(
                () -> {
                    for (int i = 0; i < a.length; i++) {
                        a[i] = i;
                    }
                },
                () -> sink(a[77_777]));
    }
}
