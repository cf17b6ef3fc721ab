package dev.hazardmap.trace.drain;

import dev.hazardmap.trace.format.EncodedChunk;
import dev.hazardmap.trace.format.TraceWriter;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Where chunks go: to the file as they come, or, for a flight recorder, to memory until they are asked for. */
final class Output {
    private final Path file;
    private final Map<String, String> meta;
    private final long keepNanos;
    private final Deque<EncodedChunk> kept = new ArrayDeque<>();
    private final @Nullable TraceWriter writer;
    private int records;

    Output(Path file, Map<String, String> meta, int flightSeconds) throws IOException {
        String pid = Long.toString(ProcessHandle.current().pid());
        this.file = Path.of(file.toString().replace("%p", pid));
        this.meta = meta;
        this.keepNanos = flightSeconds * 1_000_000_000L;
        this.writer = flightSeconds == 0 ? new TraceWriter(this.file, meta) : null;
    }

    boolean isFlight() {
        return writer == null;
    }

    void add(EncodedChunk chunk, long now) throws IOException {
        if (writer != null) {
            writer.write(chunk);
            return;
        }
        kept.add(chunk);
        while (kept.size() > 1 && kept.getFirst().info().end() < now - keepNanos) {
            kept.removeFirst();
        }
    }

    /** Writes what is kept; gives back the file. */
    Path flightRecord() throws IOException {
        Path to = records++ == 0 ? file : numbered(records);
        try (TraceWriter out = new TraceWriter(to, meta)) {
            for (EncodedChunk chunk : kept) {
                out.write(chunk);
            }
        }
        return to;
    }

    private Path numbered(int number) {
        String name = String.valueOf(file.getFileName());
        int dot = name.lastIndexOf('.');
        String numbered = dot < 0 ? name + "-" + number : name.substring(0, dot) + "-" + number + name.substring(dot);
        return file.resolveSibling(numbered);
    }

    /** At the end: a flight recorder that was never asked writes what it has. */
    void close() throws IOException {
        if (writer != null) {
            writer.close();
        } else if (records == 0) {
            flightRecord();
        }
    }
}
