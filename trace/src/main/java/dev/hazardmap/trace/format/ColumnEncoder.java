package dev.hazardmap.trace.format;

import java.util.Arrays;

/**
 * Writes a column of numbers in the form that takes the fewest bytes.
 *
 * <p>Forms (see the README): PACKED, base and so many bits each; VARINT; DELTA, varints of differences; RUNS, lengths
 * and differences; DICTIONARY, distinct values and so many bits each. What each would take is computed in one pass;
 * the dictionary is tried only where the packed form is wide and the values look repetitive.
 */
final class ColumnEncoder {
    static final int PACKED = 0;
    static final int VARINT = 1;
    static final int DELTA = 2;
    static final int RUNS = 3;
    static final int DICTIONARY = 4;

    /** Widths above this are whole bytes, so that a reader in a language without 64-bit numbers reads bytes. */
    static final int MAX_ODD_BITS = 15;

    private static final int MAX_DICTIONARY = 1 << 12;
    private static final int WORTH_A_DICTIONARY = 32;

    /** What a dictionary costs to make: only for columns whose packed values have at least this many bits. */
    private static final int WIDE = 2;

    private final Distinct distinct = new Distinct(MAX_DICTIONARY);

    /** Writes form, length in bytes, bytes. */
    void write(long[] values, int size, ByteSink out) {
        ByteSink body = new ByteSink(size + 16);
        int form = encode(values, size, body);
        out.u8(form);
        out.varint(body.size());
        out.raw(body);
    }

    private int encode(long[] values, int size, ByteSink body) {
        long min = Long.MAX_VALUE;
        long max = Long.MIN_VALUE;
        long varint = 0;
        long delta = 0;
        long runs = 0;
        long before = 0;
        int runStart = 0;
        for (int i = 0; i < size; i++) {
            long value = values[i];
            min = Math.min(min, value);
            max = Math.max(max, value);
            varint += ByteSink.signedSize(value);
            int difference = ByteSink.signedSize(value - before);
            delta += difference;
            if (value != before || i == 0) {
                runs += difference + (i == 0 ? 0 : ByteSink.varintSize(i - runStart));
                runStart = i;
            }
            before = value;
        }
        runs += ByteSink.varintSize(size - runStart);
        int bits = bits(max - min);
        long packed = ByteSink.signedSize(min) + 1 + ((long) size * bits + 7) / 8;
        long best = Math.min(Math.min(varint, delta), Math.min(runs, packed));
        if (bits > WIDE && size >= WORTH_A_DICTIONARY && best > size / 4 && distinct.fill(values, size)) {
            if (dictionary(values, size, best, body)) {
                return DICTIONARY;
            }
        }
        return write(values, size, best, packed, runs, delta, min, bits, body);
    }

    private static int write(
            long[] values, int size, long best, long packed, long runs, long delta, long min, int bits, ByteSink body) {
        if (best == packed) {
            body.signed(min);
            body.u8(bits);
            pack(values, size, min, bits, body);
            return PACKED;
        }
        if (best == runs) {
            writeRuns(values, size, body);
            return RUNS;
        }
        boolean deltas = best == delta;
        long before = 0;
        for (int i = 0; i < size; i++) {
            body.signed(deltas ? values[i] - before : values[i]);
            before = values[i];
        }
        return deltas ? DELTA : VARINT;
    }

    private static void writeRuns(long[] values, int size, ByteSink body) {
        long before = 0;
        for (int i = 0; i < size; ) {
            long value = values[i];
            int end = i + 1;
            while (end < size && values[end] == value) {
                end++;
            }
            body.varint(end - i);
            body.signed(value - before);
            before = value;
            i = end;
        }
    }

    /** Writes the dictionary when that is shorter than {@code best}. */
    private boolean dictionary(long[] values, int size, long best, ByteSink body) {
        long[] words = distinct.sorted();
        int bits = bits(words.length - 1L);
        body.varint(words.length);
        long before = 0;
        for (long word : words) {
            body.signed(word - before);
            before = word;
        }
        body.u8(bits);
        if (body.size() + ((long) size * bits + 7) / 8 >= best) {
            body.clear();
            return false;
        }
        long[] indices = new long[size];
        for (int i = 0; i < size; i++) {
            indices[i] = Arrays.binarySearch(words, values[i]);
        }
        pack(indices, size, 0, bits, body);
        return true;
    }

    /** How many bits hold numbers from 0 to {@code range}, as files have them. */
    private static int bits(long range) {
        int bits = 64 - Long.numberOfLeadingZeros(range);
        return bits <= MAX_ODD_BITS ? bits : (bits + 7) / 8 * 8;
    }

    private static void pack(long[] values, int size, long base, int bits, ByteSink body) {
        if (bits % 8 == 0) {
            for (int i = 0; i < size; i++) {
                body.bytes(values[i] - base, bits / 8);
            }
            return;
        }
        int held = 0;
        int count = 0;
        for (int i = 0; i < size; i++) {
            held |= (int) (values[i] - base) << count;
            count += bits;
            while (count >= 8) {
                body.u8(held);
                held >>>= 8;
                count -= 8;
            }
        }
        if (count > 0) {
            body.u8(held);
        }
    }
}
