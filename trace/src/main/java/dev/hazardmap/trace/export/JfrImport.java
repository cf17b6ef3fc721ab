package dev.hazardmap.trace.export;

import dev.hazardmap.trace.drain.JfrEvents;
import dev.hazardmap.trace.format.ChunkBuilder;
import dev.hazardmap.trace.format.Names;
import dev.hazardmap.trace.format.TraceWriter;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import org.jspecify.annotations.Nullable;

/** JFR files, the JDK's and async-profiler's, as traces. Stateless. */
public final class JfrImport {
    private static final byte[] MAGIC = {'F', 'L', 'R', 0};
    private static final int CHUNK_ROWS = 1 << 16;

    private JfrImport() {}

    /** Whether a file begins as JFR's do. */
    public static boolean isJfr(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return Arrays.equals(in.readNBytes(MAGIC.length), MAGIC);
        }
    }

    /**
     * Writes the events that a trace has rows for.
     *
     * @return how many events it had none for
     * @throws IOException when the file can't be read, with its name in the message
     */
    public static long convert(Path jfr, Path trace) throws IOException {
        try {
            return convert(jfr, trace, firstStart(jfr));
        } catch (RuntimeException | IOException malformed) {
            throw new IOException(jfr + " is no readable JFR file: " + malformed.getMessage(), malformed);
        }
    }

    private static long convert(Path jfr, Path trace, Instant base) throws IOException {
        Names names = new Names();
        ChunkBuilder chunk = new ChunkBuilder(names);
        JfrEvents events = new JfrEvents(names);
        long unknown = 0;
        int rows = 0;
        try (RecordingFile in = new RecordingFile(jfr);
                TraceWriter out = new TraceWriter(trace, meta(jfr, base))) {
            while (in.hasMoreEvents()) {
                RecordedEvent event = in.readEvent();
                long time = Duration.between(base, event.getEndTime()).toNanos();
                unknown += events.add(chunk, event, time) ? 0 : 1;
                if (++rows % CHUNK_ROWS == 0 && !chunk.isEmpty()) {
                    out.write(chunk.finish());
                }
            }
            if (!chunk.isEmpty()) {
                out.write(chunk.finish());
            }
        }
        return unknown;
    }

    /** Events aren't in the order of their starts. */
    private static Instant firstStart(Path jfr) throws IOException {
        @Nullable Instant first = null;
        try (RecordingFile in = new RecordingFile(jfr)) {
            while (in.hasMoreEvents()) {
                Instant start = in.readEvent().getStartTime();
                first = first == null || start.isBefore(first) ? start : first;
            }
        }
        return first == null ? Instant.EPOCH : first;
    }

    private static Map<String, String> meta(Path jfr, Instant base) {
        Map<String, String> meta = new LinkedHashMap<>();
        meta.put("start", Long.toString(base.getEpochSecond() * 1_000_000_000L + base.getNano()));
        meta.put("tool", "JFR");
        meta.put("command", String.valueOf(jfr.getFileName()));
        return meta;
    }
}
