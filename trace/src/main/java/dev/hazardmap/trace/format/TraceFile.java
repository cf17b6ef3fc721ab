package dev.hazardmap.trace.format;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A trace file that is read. With an index (the recording ended in order) opening reads the header and the index;
 * without one, or when it is damaged, all chunks are looked at. A damaged part is passed over and listed in
 * {@link #damage}. Not thread-safe; the chunks are.
 */
public final class TraceFile implements Closeable {
    private final FileChannel channel;
    private final long size;
    private final Map<String, String> meta = new LinkedHashMap<>();
    private List<ChunkInfo> chunks = List.of();
    private final List<Damage> damage = new ArrayList<>();
    private boolean indexed;

    private TraceFile(FileChannel channel) throws IOException {
        this.channel = channel;
        this.size = channel.size();
    }

    /**
     * Opens a file.
     *
     * @throws MalformedTraceException when it is no trace, or one of a version that this reader doesn't know
     */
    public static TraceFile open(Path path) throws IOException {
        FileChannel channel = FileChannel.open(path, StandardOpenOption.READ);
        try {
            TraceFile file = new TraceFile(channel);
            file.readHead(path);
            List<ChunkInfo> index = file.readIndex();
            file.indexed = index != null;
            file.chunks = index != null ? index : file.scan();
            return file;
        } catch (Throwable failure) {
            channel.close();
            throw failure;
        }
    }

    private void readHead(Path path) throws IOException {
        byte[] head = read(0, (int) Math.min(size, Framing.FILE_HEAD));
        if (head.length < Framing.FILE_HEAD
                || !Arrays.equals(head, 0, Framing.MAGIC.length, Framing.MAGIC, 0, Framing.MAGIC.length)) {
            throw new MalformedTraceException(path + " is no Hazardmap trace: it does not begin with HZTRACE");
        }
        int version = new ByteSource(head, Framing.MAGIC.length, head.length).u32();
        if (version != Framing.VERSION) {
            throw new MalformedTraceException(
                    path + " is a trace of version " + version + "; this reader knows version " + Framing.VERSION);
        }
        byte[] payload = payload(Framing.FILE_HEAD, Framing.META);
        if (payload == null) {
            damage.add(new Damage(Framing.FILE_HEAD, 0, "what was recorded is not said: the header is damaged"));
            return;
        }
        ByteSource in = new ByteSource(payload);
        for (int i = in.count(2); i > 0; i--) {
            meta.put(in.string(), in.string());
        }
    }

    private @Nullable List<ChunkInfo> readIndex() throws IOException {
        if (size < Framing.FILE_HEAD + Framing.TRAILER) {
            return null;
        }
        byte[] trailer = read(size - Framing.TRAILER, Framing.TRAILER);
        if (!Arrays.equals(trailer, 8, trailer.length, Framing.END_MAGIC, 0, Framing.END_MAGIC.length)) {
            return null;
        }
        byte[] payload = payload(new ByteSource(trailer).bytes(8), Framing.INDEX);
        if (payload == null) {
            return null;
        }
        try {
            ByteSource in = new ByteSource(payload);
            List<ChunkInfo> infos = new ArrayList<>();
            for (int i = in.count(5); i > 0; i--) {
                infos.add(ChunkInfo.read(in));
            }
            return infos;
        } catch (MalformedTraceException noIndex) {
            return null;
        }
    }

    /** Looks at the whole file, chunk by chunk. */
    private List<ChunkInfo> scan() throws IOException {
        List<ChunkInfo> found = new ArrayList<>();
        long at = Framing.FILE_HEAD;
        boolean ended = false;
        while (at < size) {
            if (isEnd(at)) {
                ended = true;
                break;
            }
            byte type = type(at);
            byte[] payload = payload(at, type);
            String why = payload == null ? why(at) : null;
            if (payload != null && type == Framing.CHUNK) {
                try {
                    found.add(new Chunk(payload, placed(at, payload.length)).counted());
                } catch (MalformedTraceException bad) {
                    damage.add(new Damage(at, payload.length + Framing.OVERHEAD, String.valueOf(bad.getMessage())));
                }
            }
            long next = payload == null ? nextFrame(at + 1) : at + Framing.OVERHEAD + payload.length;
            if (why != null) {
                damage.add(new Damage(at, next - at, why));
            }
            at = next;
        }
        if (!ended) {
            damage.add(
                    new Damage(size, 0, "there is no index: the recording did not end in order, or the end is lost"));
        }
        return found;
    }

    private static ChunkInfo placed(long offset, int length) {
        return new ChunkInfo(0, offset, length, 0, 0, 0, 0, Map.of(), Map.of());
    }

    private boolean isEnd(long at) throws IOException {
        return at == size - Framing.TRAILER && Arrays.equals(read(at + 8, Framing.END_MAGIC.length), Framing.END_MAGIC);
    }

    private byte type(long at) throws IOException {
        return size - at < Framing.OVERHEAD ? 0 : read(at, 4)[3];
    }

    private String why(long at) throws IOException {
        if (size - at < Framing.OVERHEAD) {
            return "cut short in the frame of a chunk";
        }
        byte[] head = read(at, Framing.OVERHEAD);
        if (!Framing.isMark(head, 0)) {
            return "no frame begins here";
        }
        int length = new ByteSource(head, 4, 8).u32();
        return length < 0 || at + Framing.OVERHEAD + length > size
                ? "a chunk of " + length + " bytes is cut short after " + (size - at - Framing.OVERHEAD)
                : "a chunk's CRC is wrong";
    }

    /** The payload of the frame at {@code at}; null when there is no whole and sound one of that type. */
    private byte @Nullable [] payload(long at, byte type) throws IOException {
        if (at < 0 || size - at < Framing.OVERHEAD) {
            return null;
        }
        byte[] head = read(at, Framing.OVERHEAD);
        ByteSource in = new ByteSource(head, 4, head.length);
        int length = in.u32();
        int crc = in.u32();
        if (!Framing.isMark(head, 0) || head[3] != type || length < 0 || size - at - Framing.OVERHEAD < length) {
            return null;
        }
        byte[] payload = read(at + Framing.OVERHEAD, length);
        return Framing.crc(payload, 0, length) == crc ? payload : null;
    }

    /** Where the next sound frame begins, or the trailer, or the end. */
    private long nextFrame(long from) throws IOException {
        int step = 1 << 16;
        for (long at = from; at < size; at += step) {
            byte[] window = read(at, (int) Math.min(size - at, step + Framing.OVERHEAD));
            for (int i = 0; i < Math.min(step, window.length); i++) {
                if (isEnd(at + i) || Framing.isMark(window, i) && payload(at + i, type(at + i)) != null) {
                    return at + i;
                }
            }
        }
        return size;
    }

    private byte[] read(long at, int length) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(length);
        while (buffer.hasRemaining() && channel.read(buffer, at + buffer.position()) >= 0) {
            // until it is full
        }
        return buffer.hasRemaining() ? Arrays.copyOf(buffer.array(), buffer.position()) : buffer.array();
    }

    /** What was recorded: see the README for the keys. */
    public Map<String, String> meta() {
        return meta;
    }

    /** The chunks in the order of the file. */
    public List<ChunkInfo> chunks() {
        return chunks;
    }

    /** Whether the file has its index. */
    public boolean indexed() {
        return indexed;
    }

    /** What could not be read so far; chunks are checked when they are read. */
    public List<Damage> damage() {
        return damage;
    }

    /** Reads a chunk; null, and one more {@link #damage}, when its bytes are not what was written. */
    public @Nullable Chunk read(ChunkInfo info) throws IOException {
        byte[] payload = payload(info.offset(), Framing.CHUNK);
        if (payload == null || payload.length != info.length()) {
            damage.add(new Damage(info.offset(), info.length() + (long) Framing.OVERHEAD, why(info.offset())));
            return null;
        }
        try {
            return new Chunk(payload, info);
        } catch (MalformedTraceException bad) {
            damage.add(new Damage(
                    info.offset(), info.length() + (long) Framing.OVERHEAD, String.valueOf(bad.getMessage())));
            return null;
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
