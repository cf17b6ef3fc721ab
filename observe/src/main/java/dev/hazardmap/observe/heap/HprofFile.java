package dev.hazardmap.observe.heap;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Checks that a file is a whole heap dump before the library reads it, which takes a truncated one for a small one.
 *
 * <p>Source of the format: "HPROF Agent", heapDumper.cpp in OpenJDK. A file is a header and records of tag, time, length and
 * body; only the heads are read here.
 */
final class HprofFile {
    private static final String MAGIC = "JAVA PROFILE 1.0.";
    private static final int HEADER = MAGIC.length() + 2 + 4 + 8;
    private static final int RECORD_HEAD = 9;
    private static final int LENGTH_AT = 5;
    private static final int HEAP_DUMP = 0x0c;
    private static final int HEAP_DUMP_SEGMENT = 0x1c;
    private static final int HEAP_DUMP_END = 0x2c;

    private HprofFile() {}

    static void check(Path file) throws IOException {
        if (!Files.exists(file)) {
            throw new HeapDumpException(file + " cannot be read: no such file");
        }
        if (!Files.isRegularFile(file) || !Files.isReadable(file)) {
            throw new HeapDumpException(file + " cannot be read: it is no readable file");
        }
        try (RandomAccessFile in = new RandomAccessFile(file.toFile(), "r")) {
            checkHeader(file, in);
            checkRecords(file, in);
        }
    }

    private static void checkHeader(Path file, RandomAccessFile in) throws IOException {
        byte[] start = new byte[(int) Math.min(in.length(), MAGIC.length())];
        in.readFully(start);
        if (start.length == 0) {
            throw new HeapDumpException(file + " is no heap dump: it is empty");
        }
        if (start.length > 1 && (start[0] & 0xff) == 0x1f && (start[1] & 0xff) == 0x8b) {
            throw new HeapDumpException(file + " is compressed: gunzip it first");
        }
        String text = new String(start, StandardCharsets.ISO_8859_1);
        if (!text.equals(MAGIC)) {
            boolean cut = MAGIC.startsWith(text);
            throw new HeapDumpException(
                    cut
                            ? file + " is a truncated heap dump: it ends after " + start.length + " bytes"
                            : file + " is no heap dump: it begins with \"" + printable(text) + "\", not with \"" + MAGIC
                                    + "\"");
        }
    }

    private static String printable(String text) {
        return text.replaceAll("[^ -~]", ".");
    }

    private static void checkRecords(Path file, RandomAccessFile in) throws IOException {
        long length = in.length();
        long at = HEADER;
        byte[] head = new byte[RECORD_HEAD];
        boolean heap = false;
        boolean ended = false;
        while (at < length) {
            if (at + RECORD_HEAD > length) {
                throw truncated(file, length, at + RECORD_HEAD);
            }
            in.seek(at);
            in.readFully(head);
            int tag = head[0] & 0xff;
            long body = ByteBuffer.wrap(head).getInt(LENGTH_AT) & 0xffff_ffffL;
            if (tag == HEAP_DUMP && body == 0) {
                return; // HotSpot before 7 wrote 0 for dumps beyond 4 GB: what follows is one record to the end.
            }
            if (tag == 0 || tag > HEAP_DUMP_END) {
                throw new HeapDumpException(
                        file + " is damaged: there is no record type " + tag + " (byte " + at + ")");
            }
            heap |= tag == HEAP_DUMP || tag == HEAP_DUMP_SEGMENT;
            ended |= tag == HEAP_DUMP || tag == HEAP_DUMP_END;
            at += RECORD_HEAD + body;
            if (at > length) {
                throw truncated(file, length, at);
            }
        }
        if (!heap || !ended) {
            throw new HeapDumpException(file + " is a truncated heap dump: it ends after " + length
                    + " bytes, before the end of the " + (heap ? "heap" : "header"));
        }
    }

    private static HeapDumpException truncated(Path file, long length, long needed) {
        return new HeapDumpException(file + " is a truncated heap dump: it has " + length + " of at least " + needed
                + " bytes; was there room on the disk?");
    }
}
