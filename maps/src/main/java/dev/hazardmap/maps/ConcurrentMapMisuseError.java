package dev.hazardmap.maps;

import org.jspecify.annotations.Nullable;

/**
 * Several threads used a single-owner map at the same time. The counterpart of Go's unrecoverable {@code fatal error:
 * concurrent map writes}; an {@link Error}, so that {@code catch (Exception e)} does not hide it.
 */
public final class ConcurrentMapMisuseError extends Error {
    private static final long serialVersionUID = 1L;

    private final transient @Nullable MisuseReport report;

    /** The first misuse of a map. */
    ConcurrentMapMisuseError(MisuseReport report) {
        super(report.toString());
        this.report = report;
    }

    /** A later use of a map that the first misuse poisoned. */
    ConcurrentMapMisuseError(ConcurrentMapMisuseError first) {
        super("map poisoned by an earlier misuse: " + first.headline(), first);
        this.report = first.report;
    }

    private String headline() {
        return report == null ? String.valueOf(getMessage()) : report.headline();
    }

    /** What was found first; null in an error that came through serialization. */
    public @Nullable MisuseReport report() {
        return report;
    }
}
