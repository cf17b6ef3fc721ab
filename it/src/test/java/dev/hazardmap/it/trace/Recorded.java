package dev.hazardmap.it.trace;

import dev.hazardmap.trace.format.EventKind;
import dev.hazardmap.trace.format.TraceFile;
import dev.hazardmap.trace.format.TraceRow;
import java.io.IOException;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Sums over a trace, to compare with what a program says it did. */
final class Recorded {
    final Map<EventKind, Long> counts = new EnumMap<>(EventKind.class);
    final Map<EventKind, Long> durations = new EnumMap<>(EventKind.class);
    final Map<EventKind, Long> longDurations = new EnumMap<>(EventKind.class);
    final Map<EventKind, Long> values = new EnumMap<>(EventKind.class);
    /** Waits of at least 10 us by the lock's name. */
    final Map<String, Long> longWaits = new TreeMap<>();

    /** The same for monitors by their classes, as JFR saw them. */
    final Map<String, Long> monitorWaits = new TreeMap<>();

    final Map<String, Long> texts = new TreeMap<>();
    final long dropped;
    final boolean indexed;

    private Recorded(long dropped, boolean indexed) {
        this.dropped = dropped;
        this.indexed = indexed;
    }

    static Recorded of(Path file) throws IOException {
        try (TraceFile trace = TraceFile.open(file)) {
            long dropped =
                    trace.chunks().stream().mapToLong(chunk -> chunk.dropped()).sum();
            Recorded recorded = new Recorded(dropped, trace.indexed());
            TraceRow.each(trace, recorded::add);
            return recorded;
        }
    }

    private void add(TraceRow row) {
        counts.merge(row.kind(), 1L, Long::sum);
        values.merge(row.kind(), row.value(), Long::sum);
        if (row.duration() >= 0) {
            durations.merge(row.kind(), row.duration(), Long::sum);
        }
        if (row.duration() >= 10_000) {
            longDurations.merge(row.kind(), row.duration(), Long::sum);
            if (row.kind() == EventKind.LOCK_WAITED) {
                longWaits.merge(row.objectName(row.object()), row.duration(), Long::sum);
            }
            if (row.kind() == EventKind.MONITOR_ENTER
                    && row.threadName(row.thread()).startsWith("load-")) {
                monitorWaits.merge(row.text(), row.duration(), Long::sum);
            }
        }
        if (!row.text().isEmpty()) {
            texts.merge(row.kind() + " " + row.text(), 1L, Long::sum);
        }
    }

    long count(EventKind... kinds) {
        return List.of(kinds).stream()
                .mapToLong(kind -> counts.getOrDefault(kind, 0L))
                .sum();
    }

    long duration(EventKind kind) {
        return durations.getOrDefault(kind, 0L);
    }
}
