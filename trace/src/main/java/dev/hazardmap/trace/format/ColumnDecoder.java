package dev.hazardmap.trace.format;

/** Reads what {@link ColumnEncoder} wrote. */
final class ColumnDecoder {
    private ColumnDecoder() {}

    /** Reads {@code size} numbers in {@code form} from bytes {@code from..to-1}. */
    static long[] read(int form, byte[] bytes, int from, int to, int size) {
        ByteSource in = new ByteSource(bytes, from, to);
        long[] values = new long[size];
        switch (form) {
            case ColumnEncoder.PACKED -> {
                long base = in.signed();
                unpack(in, in.u8(), values);
                for (int i = 0; base != 0 && i < size; i++) {
                    values[i] += base;
                }
            }
            case ColumnEncoder.VARINT -> {
                for (int i = 0; i < size; i++) {
                    values[i] = in.signed();
                }
            }
            case ColumnEncoder.DELTA -> {
                long value = 0;
                for (int i = 0; i < size; i++) {
                    value += in.signed();
                    values[i] = value;
                }
            }
            case ColumnEncoder.RUNS -> runs(in, values);
            case ColumnEncoder.DICTIONARY -> dictionary(in, values);
            default -> throw new MalformedTraceException("a column at byte " + from + " has the unknown form " + form);
        }
        if (!in.atEnd()) {
            throw new MalformedTraceException("a column ends at byte " + in.position() + ", not at " + to);
        }
        return values;
    }

    private static void runs(ByteSource in, long[] values) {
        long value = 0;
        for (int i = 0; i < values.length; ) {
            int length = in.length();
            value += in.signed();
            if (length == 0 || length > values.length - i) {
                throw new MalformedTraceException("a run of " + length + " where " + (values.length - i) + " are left");
            }
            java.util.Arrays.fill(values, i, i + length, value);
            i += length;
        }
    }

    private static void dictionary(ByteSource in, long[] values) {
        long[] words = new long[in.count()];
        long word = 0;
        for (int i = 0; i < words.length; i++) {
            word += in.signed();
            words[i] = word;
        }
        unpack(in, in.u8(), values);
        for (int i = 0; i < values.length; i++) {
            if (values[i] >= words.length) {
                throw new MalformedTraceException("word " + values[i] + " of a dictionary of " + words.length);
            }
            values[i] = words[(int) values[i]];
        }
    }

    private static void unpack(ByteSource in, int bits, long[] values) {
        if (bits > 64 || bits > ColumnEncoder.MAX_ODD_BITS && bits % 8 != 0) {
            throw new MalformedTraceException("numbers of " + bits + " bits at byte " + in.position());
        }
        if (bits % 8 == 0) {
            for (int i = 0; bits > 0 && i < values.length; i++) {
                values[i] = in.bytes(bits / 8);
            }
            return;
        }
        int mask = (1 << bits) - 1;
        int held = 0;
        int count = 0;
        for (int i = 0; i < values.length; i++) {
            while (count < bits) {
                held |= in.u8() << count;
                count += 8;
            }
            values[i] = held & mask;
            held >>>= bits;
            count -= bits;
        }
    }
}
