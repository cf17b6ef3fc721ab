package dev.hazardmap.it.corpus.fields;

import static dev.hazardmap.it.corpus.Threads.pair;

import dev.hazardmap.it.corpus.Corpus;
import dev.hazardmap.it.corpus.Mode;
import dev.hazardmap.it.corpus.Raced;

/** Loops, where checks may be hoisted and coalesced: allowed as long as no pair of accesses is lost or invented. */
@Corpus(Mode.FULL)
class ArrayLoops {
    private static final int N = 1_000;

    private static void fill(int[] array, int from, int to, int step) {
        for (int i = from; i < to; i += step) {
            array[i] = i;
        }
    }

    private static int sum(int[] array, int from, int to) {
        int sum = 0;
        for (int i = from; i < to; i++) {
            sum += array[i];
        }
        return sum;
    }

    @Raced(on = int[].class)
    static void race_loopsThatOverlapInOneElement() throws Exception {
        int[] array = new int[N];
        pair(() -> fill(array, 0, N / 2 + 1, 1), () -> fill(array, N / 2, N, 1));
    }

    static void noRace_loopsOverTwoHalves() throws Exception {
        int[] array = new int[N];
        pair(() -> fill(array, 0, N / 2, 1), () -> fill(array, N / 2, N, 1));
    }

    static void noRace_loopsOverEvenAndOdd() throws Exception {
        int[] array = new int[N];
        pair(() -> fill(array, 0, N, 2), () -> fill(array, 1, N, 2));
    }

    @Raced(on = int[].class)
    static void race_loopsWithStepsTwoAndThree() throws Exception {
        int[] array = new int[N];
        pair(() -> fill(array, 0, N, 2), () -> fill(array, 3, N, 3));
    }

    @Raced(on = int[].class)
    static void race_lastElementOfALoop() throws Exception {
        int[] array = new int[N];
        pair(() -> sum(array, 0, N), () -> array[N - 1] = 1);
    }

    static void noRace_elementAfterTheLoopsEnd() throws Exception {
        int[] array = new int[N];
        pair(() -> sum(array, 0, N - 1), () -> array[N - 1] = 1);
    }

    /** The loop was left before it came to the element. */
    static void noRace_elementAfterTheBreak() throws Exception {
        int[] array = new int[N];
        array[10] = 7;
        pair(
                () -> {
                    for (int i = 0; i < N; i++) {
                        if (array[i] == 7) {
                            break;
                        }
                    }
                },
                () -> array[500] = 1);
    }

    @Raced(on = int[].class)
    static void race_enhancedFor() throws Exception {
        int[] array = new int[N];
        int[] sum = new int[1];
        pair(
                () -> {
                    for (int value : array) {
                        sum[0] += value;
                    }
                },
                () -> array[999] = 1);
    }

    @Raced(on = int[].class)
    static void race_rowOfATwoDimensionalArray() throws Exception {
        int[][] matrix = new int[4][4];
        pair(() -> matrix[1][2] = 1, () -> matrix[0][0] = matrix[1][2]);
    }

    static void noRace_twoRowsOfATwoDimensionalArray() throws Exception {
        int[][] matrix = new int[4][4];
        pair(() -> fill(matrix[1], 0, 4, 1), () -> fill(matrix[2], 0, 4, 1));
    }

    /** Exchanging a row writes the outer array, reading an element of it reads that too. */
    @Raced(on = int[][].class)
    static void race_rowExchanged() throws Exception {
        int[][] matrix = new int[4][4];
        pair(() -> matrix[1] = new int[4], () -> matrix[0][0] = matrix[1][2]);
    }

    static void noRace_lengthIsNoElement() throws Exception {
        int[] array = new int[N];
        int[] seen = new int[1];
        pair(() -> array[0] = 1, () -> seen[0] = array.length);
    }

    @Raced(on = int[].class)
    static void race_counterCapturedByALambda() throws Exception {
        int[] counter = {0};
        Runnable increment = () -> counter[0]++;
        pair(() -> increment.run(), () -> increment.run());
    }

    @Raced(on = Object[].class)
    static void race_varargs() throws Exception {
        Object[] arguments = {"a", "b"};
        pair(() -> String.format("%s %s", arguments), () -> arguments[1] = "c");
    }
}
