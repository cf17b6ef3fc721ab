package dev.hazardmap.trace.export;

import dev.hazardmap.trace.format.TraceFile;
import dev.hazardmap.trace.format.TraceRow;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.HashSet;
import java.util.Set;

/**
 * Perfetto's trace (protos/perfetto/trace/trace.proto): a track for each thread, slices and instants on it. Slices that
 * end before an enclosing one are in the order of their ends here, so each goes on the track as a begin and an end.
 */
final class PerfettoExport implements Exporter {
    private static final int PACKET = 1;
    // TracePacket
    private static final int TIMESTAMP = 8;
    private static final int SEQUENCE = 10;
    private static final int TRACK_EVENT = 11;
    private static final int TRACK_DESCRIPTOR = 60;
    // TrackEvent
    private static final int TYPE = 9;
    private static final int TRACK = 11;
    private static final int CATEGORY = 22;
    private static final int NAME = 23;
    private static final int ANNOTATION = 4;
    private static final int BEGIN = 1;
    private static final int END = 2;
    private static final int INSTANT = 3;

    private static final long PROCESS_TRACK = 1;
    private static final long FIRST_THREAD_TRACK = 1000;

    @Override
    public void write(TraceFile trace, OutputStream out) throws IOException {
        long pid = Long.parseLong(trace.meta().getOrDefault("pid", "1"));
        ProtoWriter process = new ProtoWriter()
                .number(1, PROCESS_TRACK)
                .message(
                        3,
                        new ProtoWriter().number(1, pid).string(6, trace.meta().getOrDefault("command", "java")));
        packet(out, new ProtoWriter().message(TRACK_DESCRIPTOR, process));
        Set<Long> described = new HashSet<>();
        try {
            TraceRow.each(trace, row -> row(row, pid, described, out));
        } catch (UncheckedIOException failed) {
            throw failed.getCause();
        }
    }

    private static void row(TraceRow row, long pid, Set<Long> described, OutputStream out) {
        if (!Spans.isShown(row.kind())) {
            return;
        }
        long track = FIRST_THREAD_TRACK + row.thread();
        if (described.add(row.thread())) {
            ProtoWriter thread =
                    new ProtoWriter().number(1, pid).number(2, row.thread()).string(5, row.threadName(row.thread()));
            ProtoWriter descriptor =
                    new ProtoWriter().number(1, track).number(5, PROCESS_TRACK).message(4, thread);
            packet(out, new ProtoWriter().message(TRACK_DESCRIPTOR, descriptor));
        }
        if (row.duration() < 0) {
            event(out, row.time(), named(row, track, INSTANT));
        } else {
            event(out, row.time() - row.duration(), named(row, track, BEGIN));
            event(out, row.time(), new ProtoWriter().number(TYPE, END).number(TRACK, track));
        }
    }

    private static ProtoWriter named(TraceRow row, long track, int type) {
        ProtoWriter value = new ProtoWriter().string(10, "value").number(4, row.value());
        return new ProtoWriter()
                .number(TYPE, type)
                .number(TRACK, track)
                .string(CATEGORY, Spans.category(row))
                .string(NAME, Spans.name(row))
                .message(ANNOTATION, value);
    }

    private static void event(OutputStream out, long time, ProtoWriter event) {
        packet(out, new ProtoWriter().number(TIMESTAMP, Math.max(0, time)).message(TRACK_EVENT, event));
    }

    private static void packet(OutputStream out, ProtoWriter packet) {
        try {
            packet.number(SEQUENCE, 1);
            out.write(new ProtoWriter().message(PACKET, packet).toBytes());
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
