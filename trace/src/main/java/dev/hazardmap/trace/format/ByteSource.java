package dev.hazardmap.trace.format;

import java.nio.charset.StandardCharsets;

/** Reads the format's primitive forms. Whatever lies beyond the end is a {@link MalformedTraceException}. */
final class ByteSource {
    private final byte[] bytes;
    private final int end;
    private int at;

    ByteSource(byte[] bytes) {
        this(bytes, 0, bytes.length);
    }

    ByteSource(byte[] bytes, int from, int to) {
        this.bytes = bytes;
        this.at = from;
        this.end = to;
    }

    int u8() {
        if (at >= end) {
            throw tooShort(1);
        }
        return bytes[at++] & 0xFF;
    }

    int u32() {
        return (int) bytes(4);
    }

    long bytes(int count) {
        if (end - at < count) {
            throw tooShort(count);
        }
        long value = 0;
        for (int i = 0; i < count; i++) {
            value |= (bytes[at + i] & 0xFFL) << 8 * i;
        }
        at += count;
        return value;
    }

    long varint() {
        long value = 0;
        for (int shift = 0; shift < 64; shift += 7) {
            int next = u8();
            value |= (next & 0x7FL) << shift;
            if (next < 0x80) {
                return value;
            }
        }
        throw new MalformedTraceException("a number at byte " + at + " is longer than 10 bytes");
    }

    long signed() {
        long value = varint();
        return value >>> 1 ^ -(value & 1);
    }

    /** A count of things that take at least one byte each, so it can't be beyond what is left. */
    int count() {
        return count(1);
    }

    /** A count of things that take at least {@code each} bytes. */
    int count(int each) {
        long value = varint();
        if (value < 0 || value * each > end - at) {
            throw new MalformedTraceException(
                    "a count of " + value + " at byte " + at + " is more than the rest holds");
        }
        return (int) value;
    }

    /** A number that must fit an int and not be negative. */
    int length() {
        long value = varint();
        if (value < 0 || value > Integer.MAX_VALUE) {
            throw new MalformedTraceException("a length of " + value + " at byte " + at);
        }
        return (int) value;
    }

    String string() {
        int length = count();
        String text = new String(bytes, at, length, StandardCharsets.UTF_8);
        at += length;
        return text;
    }

    int position() {
        return at;
    }

    /** Jumps over {@code count} bytes; gives back where they were. */
    int skip(int count) {
        if (count < 0 || end - at < count) {
            throw tooShort(count);
        }
        int from = at;
        at += count;
        return from;
    }

    byte[] array() {
        return bytes;
    }

    boolean atEnd() {
        return at == end;
    }

    private MalformedTraceException tooShort(int wanted) {
        return new MalformedTraceException("ends at byte " + end + ", " + (at + wanted - end) + " too early");
    }
}
