package dev.hazardmap.it.corpus.fields;

import static dev.hazardmap.it.corpus.Threads.pair;

import dev.hazardmap.it.corpus.Corpus;
import dev.hazardmap.it.corpus.Mode;
import dev.hazardmap.it.corpus.Raced;
import java.io.ByteArrayInputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Operations that touch many elements inside the JDK: those in the range race, those beside it don't. */
@Corpus(Mode.FULL)
class ArrayBulk {
    @Raced(on = int[].class)
    static void race_arraycopyFromIt() throws Exception {
        int[] array = new int[8];
        int[] target = new int[8];
        pair(() -> System.arraycopy(array, 2, target, 0, 4), () -> array[5] = 1);
    }

    static void noRace_arraycopyBesideTheElement() throws Exception {
        int[] array = new int[8];
        int[] target = new int[8];
        pair(() -> System.arraycopy(array, 2, target, 0, 4), () -> array[6] = 1);
    }

    @Raced(on = Object[].class)
    static void race_arraycopyIntoIt() throws Exception {
        Object[] array = new Object[8];
        Object[] source = new Object[8];
        pair(() -> System.arraycopy(source, 0, array, 2, 4), () -> source[7] = array[2]);
    }

    static void noRace_twoArraycopiesOfOneSource() throws Exception {
        int[] array = new int[8];
        int[] one = new int[8];
        int[] two = new int[8];
        pair(() -> System.arraycopy(array, 0, one, 0, 8), () -> System.arraycopy(array, 0, two, 0, 8));
    }

    @Raced(on = int[].class)
    static void race_clone() throws Exception {
        int[] array = new int[8];
        pair(() -> array.clone(), () -> array[7] = 1);
    }

    @Raced(on = char[].class)
    static void race_fill() throws Exception {
        char[] array = new char[8];
        pair(() -> Arrays.fill(array, 'x'), () -> array[7] = 'y');
    }

    static void noRace_fillOfTwoHalves() throws Exception {
        char[] array = new char[8];
        pair(() -> Arrays.fill(array, 0, 4, 'x'), () -> Arrays.fill(array, 4, 8, 'y'));
    }

    @Raced(on = long[].class)
    static void race_copyOf() throws Exception {
        long[] array = new long[8];
        pair(() -> Arrays.copyOf(array, 16), () -> array[3] = 1);
    }

    static void noRace_copyOfRangeBesideTheElement() throws Exception {
        long[] array = new long[8];
        pair(() -> Arrays.copyOfRange(array, 4, 8), () -> array[3] = 1);
    }

    @Raced(on = int[].class)
    static void race_sort() throws Exception {
        int[] array = {3, 1, 2};
        int[] seen = new int[1];
        pair(() -> Arrays.sort(array), () -> seen[0] = array[0]);
    }

    @Raced(on = String[].class)
    static void race_sortOfReferences() throws Exception {
        String[] array = {"c", "a", "b"};
        pair(() -> Arrays.sort(array), () -> array[2] = "x");
    }

    @Raced(on = int[].class)
    static void race_equals() throws Exception {
        int[] array = new int[8];
        int[] other = new int[8];
        pair(() -> Arrays.equals(array, other), () -> array[0] = 1);
    }

    @Raced(on = int[].class)
    static void race_hashCode() throws Exception {
        int[] array = new int[8];
        pair(() -> Arrays.hashCode(array), () -> array[4] = 1);
    }

    @Raced(on = int[].class)
    static void race_toString() throws Exception {
        int[] array = new int[8];
        pair(() -> Arrays.toString(array), () -> array[4] = 1);
    }

    @Raced(on = int[].class)
    static void race_stream() throws Exception {
        int[] array = new int[8];
        pair(() -> Arrays.stream(array).sum(), () -> array[4] = 1);
    }

    @Raced(on = int[].class)
    static void race_setAll() throws Exception {
        int[] array = new int[8];
        pair(() -> Arrays.setAll(array, i -> i), () -> array[4] = 1);
    }

    @Raced(on = char[].class)
    static void race_newString() throws Exception {
        char[] array = {'a', 'b'};
        pair(() -> new String(array), () -> array[1] = 'x');
    }

    @Raced(on = byte[].class)
    static void race_newStringOfBytes() throws Exception {
        byte[] array = {'a', 'b'};
        pair(() -> new String(array, StandardCharsets.ISO_8859_1), () -> array[1] = 'x');
    }

    /** The list writes into the array that the caller gave. */
    @Raced(on = String[].class)
    static void race_toArrayIntoIt() throws Exception {
        List<String> list = new ArrayList<>(List.of("a", "b"));
        String[] array = new String[2];
        pair(() -> list.toArray(array), () -> array[1] = "x");
    }

    @Raced(on = byte[].class)
    static void race_readIntoABuffer() throws Exception {
        ByteArrayInputStream in = new ByteArrayInputStream(new byte[] {1, 2, 3});
        byte[] buffer = new byte[8];
        pair(() -> in.read(buffer, 0, 3), () -> buffer[2] = 9);
    }

    static void noRace_readIntoTheOtherPartOfABuffer() throws Exception {
        ByteArrayInputStream in = new ByteArrayInputStream(new byte[] {1, 2, 3});
        byte[] buffer = new byte[8];
        pair(() -> in.read(buffer, 0, 3), () -> buffer[3] = 9);
    }

    @Raced(on = byte[].class)
    static void race_byteBufferOverIt() throws Exception {
        byte[] array = new byte[8];
        ByteBuffer buffer = ByteBuffer.wrap(array);
        pair(() -> buffer.putInt(0, 5), () -> array[3] = 9);
    }
}
