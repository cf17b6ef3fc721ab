package dev.hazardmap.trace.format;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What the index says of a chunk.
 *
 * @param number counts from 0; a gap in a file means that a flight recorder let go of chunks
 * @param offset where its frame is in the file
 * @param length of the payload
 * @param start when the first thing in it began, in ns since the recording began
 * @param end when the last thing in it ended
 * @param rows how many
 * @param dropped events lost since the chunk before
 * @param threads rows by thread id
 * @param objects rows by object id
 */
public record ChunkInfo(
        int number,
        long offset,
        int length,
        long start,
        long end,
        int rows,
        long dropped,
        Map<Long, Integer> threads,
        Map<Long, Integer> objects) {

    static ChunkInfo of(int number, List<Rows> blocks, long dropped) {
        long start = Long.MAX_VALUE;
        long end = Long.MIN_VALUE;
        int rows = 0;
        Map<Long, Integer> threads = new TreeMap<>();
        Map<Long, Integer> objects = new TreeMap<>();
        for (Rows block : blocks) {
            start = Math.min(start, block.first());
            end = Math.max(end, block.last());
            rows += block.size();
            threads.merge(block.thread(), block.size(), Integer::sum);
            LongList ids = block.column(Column.OBJECT);
            count(ids.array(), ids.size(), objects);
        }
        boolean none = rows == 0;
        return new ChunkInfo(number, 0, 0, none ? 0 : start, none ? 0 : end, rows, dropped, threads, objects);
    }

    static void count(long[] ids, int size, Map<Long, Integer> objects) {
        for (int i = 0; i < size; ) {
            long id = ids[i];
            int from = i;
            while (i < size && ids[i] == id) {
                i++;
            }
            if (id != 0) {
                objects.merge(id, i - from, Integer::sum);
            }
        }
    }

    ChunkInfo at(long newOffset, int newLength) {
        return new ChunkInfo(number, newOffset, newLength, start, end, rows, dropped, threads, objects);
    }

    void writeHead(ByteSink out) {
        out.varint(number);
        out.signed(start);
        out.varint(end - start);
        out.varint(rows);
        out.varint(dropped);
    }

    void write(ByteSink out) {
        out.varint(offset);
        out.varint(length);
        writeHead(out);
        write(threads, out);
        write(objects, out);
    }

    private static void write(Map<Long, Integer> counts, ByteSink out) {
        out.varint(counts.size());
        counts.forEach((id, count) -> {
            out.varint(id);
            out.varint(count);
        });
    }

    static ChunkInfo read(ByteSource in) {
        long offset = in.varint();
        int length = in.length();
        ChunkInfo head = readHead(in);
        return new ChunkInfo(
                head.number, offset, length, head.start, head.end, head.rows, head.dropped, counts(in), counts(in));
    }

    static ChunkInfo readHead(ByteSource in) {
        int number = in.length();
        long start = in.signed();
        return new ChunkInfo(number, 0, 0, start, start + in.varint(), in.length(), in.varint(), Map.of(), Map.of());
    }

    private static Map<Long, Integer> counts(ByteSource in) {
        Map<Long, Integer> counts = new TreeMap<>();
        for (int i = in.count(2); i > 0; i--) {
            counts.put(in.varint(), in.length());
        }
        return counts;
    }
}
