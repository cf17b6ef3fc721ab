package dev.hazardmap.trace.recorder;

import org.jspecify.annotations.Nullable;

/** What others want of the recorder's thread. */
public final class Requests {
    private static volatile @Nullable String snapshot;

    private static @Nullable Runnable beforeShutdown;

    private Requests() {}

    /** Sets what is done when the JVM begins to shut down, before any shutdown hook. Once, before hooks are installed. */
    public static void beforeShutdown(Runnable action) {
        beforeShutdown = action;
    }

    /** Called by the instrumented {@code java.lang.Shutdown}. */
    public static void shuttingDown() {
        Runnable action = beforeShutdown;
        if (action != null) {
            try {
                action.run();
            } catch (Throwable ignored) {
                // the program's end is not ours to spoil
            }
        }
    }

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
