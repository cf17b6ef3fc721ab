package dev.hazardmap.trace.format;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Writes a file: the header at once, each chunk with one write, the index at the end. What was written is in the
 * operating system's hands: a killed process loses only the chunk that it was making. Not thread-safe.
 */
public final class TraceWriter implements Closeable {
    private final FileChannel channel;
    private final List<ChunkInfo> chunks = new ArrayList<>();
    private long offset;
    private boolean open = true;

    /** Begins a file, in place of one that is there. {@code meta} says what was recorded; see the README. */
    public TraceWriter(Path file, Map<String, String> meta) throws IOException {
        channel = FileChannel.open(
                file, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING);
        ByteSink head = new ByteSink(256);
        head.raw(Framing.MAGIC, 0, Framing.MAGIC.length);
        head.u32(Framing.VERSION);
        ByteSink pairs = new ByteSink(256);
        pairs.varint(meta.size());
        meta.forEach((key, value) -> {
            pairs.string(key);
            pairs.string(value);
        });
        byte[] frame = Framing.frame(Framing.META, pairs.toBytes());
        head.raw(frame, 0, frame.length);
        write(head.toBytes());
    }

    /** Adds a chunk. */
    public void write(EncodedChunk chunk) throws IOException {
        chunks.add(chunk.info().at(offset, chunk.payload().length));
        write(Framing.frame(Framing.CHUNK, chunk.payload()));
    }

    /** Bytes so far. */
    public long size() {
        return offset;
    }

    /** Writes the index; a second close does nothing. */
    @Override
    public void close() throws IOException {
        if (!open) {
            return;
        }
        open = false;
        try (channel) {
            ByteSink index = new ByteSink(1 << 12);
            index.varint(chunks.size());
            for (ChunkInfo info : chunks) {
                info.write(index);
            }
            long at = offset;
            write(Framing.frame(Framing.INDEX, index.toBytes()));
            ByteSink trailer = new ByteSink(Framing.TRAILER);
            trailer.u64(at);
            trailer.raw(Framing.END_MAGIC, 0, Framing.END_MAGIC.length);
            write(trailer.toBytes());
        }
    }

    private void write(byte[] bytes) throws IOException {
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        while (buffer.hasRemaining()) {
            channel.write(buffer);
        }
        offset += bytes.length;
    }
}
