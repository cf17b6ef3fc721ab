package dev.hazardmap.trace.export;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/**
 * A message in protobuf's wire format: fields by number. Forty lines instead of a library, because this module depends on
 * nothing; the tests decode what it writes with the protobuf runtime and the published schemas.
 */
final class ProtoWriter {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    ProtoWriter number(int field, long value) {
        varint((long) field << 3);
        varint(value);
        return this;
    }

    /** Where the schema says fixed64. */
    ProtoWriter fixed(int field, long value) {
        varint((long) field << 3 | 1);
        for (int i = 0; i < 8; i++) {
            bytes.write((int) (value >>> 8 * i));
        }
        return this;
    }

    ProtoWriter string(int field, String value) {
        return bytes(field, value.getBytes(StandardCharsets.UTF_8));
    }

    ProtoWriter message(int field, ProtoWriter value) {
        return bytes(field, value.bytes.toByteArray());
    }

    /** A repeated number in its packed form. */
    ProtoWriter packed(int field, long[] values) {
        ProtoWriter body = new ProtoWriter();
        for (long value : values) {
            body.varint(value);
        }
        return message(field, body);
    }

    private ProtoWriter bytes(int field, byte[] value) {
        varint((long) field << 3 | 2);
        varint(value.length);
        bytes.writeBytes(value);
        return this;
    }

    private void varint(long value) {
        long rest = value;
        while ((rest & ~0x7FL) != 0) {
            bytes.write((int) (rest | 0x80));
            rest >>>= 7;
        }
        bytes.write((int) rest);
    }

    byte[] toBytes() {
        return bytes.toByteArray();
    }
}
