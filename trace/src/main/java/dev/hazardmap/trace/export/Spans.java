package dev.hazardmap.trace.export;

import dev.hazardmap.trace.format.EventKind;
import dev.hazardmap.trace.format.TraceRow;
import java.util.Locale;

/** How a row looks on a timeline that knows slices and instants only. */
final class Spans {
    private Spans() {}

    /** Rows that say the same as a later one with a duration, or are accounts and not happenings. */
    static boolean isShown(EventKind kind) {
        return switch (kind) {
            case LOCK_CONTEND, LOCK_GUARDS, LOCK_TOTALS, MAP_ITERATE, TASK_BEGIN, REGION_BEGIN, SCHED, HEAP -> false;
            default -> true;
        };
    }

    /** Such as {@code put Sessions.live}. */
    static String name(TraceRow row) {
        String kind = row.kind().name().toLowerCase(Locale.ROOT).replace('_', ' ');
        return switch (row.kind().group()) {
            case MAP, LOCK -> kind.substring(kind.indexOf(' ') + 1) + " " + row.objectName(row.object());
            case USER, JVM, FINDING -> row.text().isEmpty() ? kind : kind + ": " + row.text();
            default -> kind;
        };
    }

    static String category(TraceRow row) {
        return row.kind().group().name().toLowerCase(Locale.ROOT);
    }
}
