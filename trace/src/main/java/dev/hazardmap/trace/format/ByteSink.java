package dev.hazardmap.trace.format;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Grows; writes the format's primitive forms. Not thread-safe. */
final class ByteSink {
    private byte[] bytes;
    private int size;

    ByteSink(int capacity) {
        bytes = new byte[capacity];
    }

    void u8(int value) {
        ensure(1);
        bytes[size++] = (byte) value;
    }

    void u32(int value) {
        bytes(value, 4);
    }

    void u64(long value) {
        bytes(value, 8);
    }

    /** The low bytes of {@code value}, the lowest first. */
    void bytes(long value, int count) {
        ensure(count);
        for (int i = 0; i < count; i++) {
            bytes[size++] = (byte) (value >>> 8 * i);
        }
    }

    /** Unsigned LEB128. */
    void varint(long value) {
        ensure(10);
        long rest = value;
        while ((rest & ~0x7FL) != 0) {
            bytes[size++] = (byte) (rest | 0x80);
            rest >>>= 7;
        }
        bytes[size++] = (byte) rest;
    }

    /** Zigzag, then LEB128. */
    void signed(long value) {
        varint(value << 1 ^ value >> 63);
    }

    void string(String text) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        varint(utf8.length);
        raw(utf8, 0, utf8.length);
    }

    void raw(byte[] from, int offset, int length) {
        ensure(length);
        System.arraycopy(from, offset, bytes, size, length);
        size += length;
    }

    void raw(ByteSink other) {
        raw(other.bytes, 0, other.size);
    }

    int size() {
        return size;
    }

    void clear() {
        size = 0;
    }

    byte[] toBytes() {
        return Arrays.copyOf(bytes, size);
    }

    static int varintSize(long value) {
        return (64 - Long.numberOfLeadingZeros(value | 1) + 6) / 7;
    }

    static int signedSize(long value) {
        return varintSize(value << 1 ^ value >> 63);
    }

    private void ensure(int more) {
        if (size + more > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, size + more));
        }
    }
}
