package dev.hazardmap.trace.format;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class ColumnCodingTest {
    private final ColumnEncoder encoder = new ColumnEncoder();

    @Test
    void numbersOfEveryShape_readBack() {
        SplittableRandom random = new SplittableRandom(1);
        boolean[] forms = new boolean[5];
        for (int round = 0; round < 20_000; round++) {
            long[] values = column(random, random.nextInt(1, 200));
            forms[check(values)] = true;
        }
        assertThat(forms).as("each form was used").containsOnly(true);
    }

    @Test
    void extremes_readBack() {
        check(new long[] {Long.MIN_VALUE, Long.MAX_VALUE, 0, -1});
        check(new long[] {0});
        check(new long[] {1L << 52, -(1L << 52)});
    }

    @Test
    void randomKeyHashes_takeThreeBytesEach() {
        SplittableRandom random = new SplittableRandom(2);
        long[] hashes = random.longs(65_536, 0, 1 << 24).toArray();
        assertThat(size(hashes)).isLessThan(3 * hashes.length + 10);
    }

    @Test
    void hotKeys_takeOneAndAHalfByteEach() {
        SplittableRandom random = new SplittableRandom(3);
        long[] keys = random.longs(1_000, 0, 1 << 24).toArray();
        long[] hashes = new long[65_536];
        Arrays.setAll(hashes, i -> keys[random.nextInt(keys.length)]);
        assertThat(size(hashes)).isLessThan(hashes.length * 10 / 8 + 5_000);
    }

    @Test
    void batchedTimes_takeABitEach() {
        long[] times = new long[65_536];
        Arrays.setAll(times, i -> 1_000_000_000L + i / 64 * 3_456);
        assertThat(size(times)).isLessThan(times.length / 8);
    }

    private int size(long[] values) {
        ByteSink out = new ByteSink(16);
        encoder.write(values, values.length, out);
        return out.size();
    }

    private int check(long[] values) {
        ByteSink out = new ByteSink(16);
        encoder.write(values, values.length, out);
        ByteSource in = new ByteSource(out.toBytes());
        int form = in.u8();
        int length = in.length();
        assertThat(in.position() + length).isEqualTo(out.size());
        long[] read = ColumnDecoder.read(form, in.array(), in.position(), out.size(), values.length);
        assertThat(read).isEqualTo(values);
        return form;
    }

    private static long[] column(SplittableRandom random, int size) {
        long[] values = new long[size];
        int bits = random.nextInt(1, 53);
        int shape = random.nextInt(6);
        long value = random.nextLong(1L << bits);
        for (int i = 0; i < size; i++) {
            value = switch (shape) {
                case 0 -> random.nextLong(1L << bits);
                case 1 -> -random.nextLong(1L << random.nextInt(1, bits + 1));
                case 2 -> value + random.nextInt(1, 100);
                case 3 -> random.nextInt(10) == 0 ? random.nextLong(1L << bits) : value;
                case 4 -> (1L << bits) * random.nextInt(5) + random.nextInt(2);
                default -> 7;
            };
            values[i] = value;
        }
        return values;
    }
}
