package dev.hazardmap.trace.drain;

import dev.hazardmap.trace.format.Frame;
import org.jspecify.annotations.Nullable;

/**
 * A data race on its way into the trace, and what the trace found out about it: when its two accesses were. Made by the
 * thread that found the race, completed by the recorder's thread.
 */
public final class RaceMark {
    private final String id;
    private final long previousThread;
    private final @Nullable Frame previousSite;
    private volatile long at = -1;
    private volatile long previousAt = -1;

    /**
     * A race.
     *
     * @param id as the report has it
     * @param previousSite where the application called the map in the previous access; null when unknown
     */
    public RaceMark(String id, long previousThread, @Nullable Frame previousSite) {
        this.id = id;
        this.previousThread = previousThread;
        this.previousSite = previousSite;
    }

    public String id() {
        return id;
    }

    public long previousThread() {
        return previousThread;
    }

    @Nullable
    Frame previousSite() {
        return previousSite;
    }

    void times(long current, long previous) {
        at = current;
        previousAt = previous;
    }

    /** When the current access was, in ns since the recording began; -1 when the trace has not got there. */
    public long at() {
        return at;
    }

    /** When the previous access was, by the last operation of its thread at its call site; -1 when that is not kept. */
    public long previousAt() {
        return previousAt;
    }

    @Override
    public String toString() {
        return id;
    }
}
