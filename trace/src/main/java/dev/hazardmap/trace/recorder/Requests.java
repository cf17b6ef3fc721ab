package dev.hazardmap.trace.recorder;

import org.jspecify.annotations.Nullable;

/** What others want of the recorder's thread. */
public final class Requests {
    private static volatile @Nullable String snapshot;

    private Requests() {}

    /** Asks for the flight record to be written. A request that comes before the last one was served joins it. */
    public static void ask(String why) {
        snapshot = why;
    }

    /** Why a flight record is asked for; null when none is. By the recorder's thread. */
    public static @Nullable String takeSnapshot() {
        String why = snapshot;
        if (why != null) {
            snapshot = null;
        }
        return why;
    }
}
