package dev.hazardmap.trace.format;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The chunk that is being made: rows by thread and source. Used again for the next one. Not thread-safe. */
public final class ChunkBuilder {
    private record Key(long thread, Source source) {}

    private final Names names;
    private final Map<Key, Rows> rows = new HashMap<>();
    private final ColumnEncoder encoder = new ColumnEncoder();
    private long dropped;
    private int number;

    public ChunkBuilder(Names names) {
        this.names = names;
    }

    /** The rows of a thread; the same object until {@link #finish}. */
    public Rows rows(long thread, Source source) {
        return rows.computeIfAbsent(new Key(thread, source), key -> new Rows(thread, source));
    }

    /** Counts events that were lost. */
    public void dropped(long count) {
        dropped += count;
    }

    public int size() {
        int size = 0;
        for (Rows of : rows.values()) {
            size += of.size();
        }
        return size;
    }

    public boolean isEmpty() {
        return dropped == 0 && size() == 0;
    }

    /** The chunk so far, with its entry for the index; from here on the builder is empty. */
    public EncodedChunk finish() {
        List<Rows> blocks = new ArrayList<>();
        for (Rows of : rows.values()) {
            if (of.size() > 0) {
                of.sort();
                blocks.add(of);
            }
        }
        blocks.sort(java.util.Comparator.comparingLong(Rows::thread).thenComparing(Rows::source));
        ChunkInfo info = ChunkInfo.of(number++, blocks, dropped);
        ByteSink out = new ByteSink(1 << 16);
        info.writeHead(out);
        new ChunkNames(names, blocks).write(out);
        writeBlocks(blocks, out);
        names.chunkEnded();
        dropped = 0;
        rows.values().removeIf(of -> of.size() == 0); // idle for a whole chunk
        rows.values().forEach(Rows::clear);
        return new EncodedChunk(info, out.toBytes());
    }

    private void writeBlocks(List<Rows> blocks, ByteSink out) {
        out.varint(blocks.size());
        for (Rows of : blocks) {
            ByteSink body = new ByteSink(4 * of.size() + 64);
            int count = 0;
            for (Column column : Column.values()) {
                LongList values = of.column(column);
                if (values.size() > 0) {
                    body.u8(column.number());
                    encoder.write(values.array(), values.size(), body);
                    count++;
                }
            }
            out.varint(of.thread());
            out.u8(of.source().number());
            out.varint(of.size());
            out.signed(of.first());
            out.varint(of.last() - of.first());
            out.varint(body.size() + 1);
            out.u8(count);
            out.raw(body);
        }
    }
}
