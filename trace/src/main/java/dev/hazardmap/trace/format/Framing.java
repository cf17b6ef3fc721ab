package dev.hazardmap.trace.format;

import java.util.zip.CRC32;

/** The frame around each part of a file: mark, type, length, CRC-32. */
final class Framing {
    static final byte[] MAGIC = {'H', 'Z', 'T', 'R', 'A', 'C', 'E', '\n'};
    static final byte[] END_MAGIC = {'H', 'Z', 'T', 'I', 'N', 'D', 'E', 'X'};
    static final int VERSION = 1;
    /** Magic and version. */
    static final int FILE_HEAD = MAGIC.length + 4;

    static final int TRAILER = 8 + END_MAGIC.length;

    static final byte META = 'M';
    static final byte CHUNK = 'C';
    static final byte INDEX = 'I';

    /** Mark (3), type (1), length (4), CRC (4). */
    static final int OVERHEAD = 12;

    private static final byte[] MARK = {(byte) 0xF1, 'H', 'Z'};

    private Framing() {}

    static byte[] frame(byte type, byte[] payload) {
        ByteSink out = new ByteSink(payload.length + OVERHEAD);
        out.raw(MARK, 0, MARK.length);
        out.u8(type);
        out.u32(payload.length);
        out.u32(crc(payload, 0, payload.length));
        out.raw(payload, 0, payload.length);
        return out.toBytes();
    }

    static int crc(byte[] bytes, int from, int length) {
        CRC32 crc = new CRC32();
        crc.update(bytes, from, length);
        return (int) crc.getValue();
    }

    static boolean isMark(byte[] bytes, int at) {
        return bytes.length - at >= MARK.length
                && bytes[at] == MARK[0]
                && bytes[at + 1] == MARK[1]
                && bytes[at + 2] == MARK[2];
    }
}
