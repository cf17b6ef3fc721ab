package dev.hazardmap.detector;

import org.jspecify.annotations.Nullable;

/** Called from the instrumented {@code java.lang.Shutdown}, when all shutdown hooks have run. */
public final class ExitHooks {
    private static @Nullable ExitSink sink;

    private ExitHooks() {}

    /** Sets who is told of the end. Once, before the detector is switched on. */
    public static void sink(ExitSink given) {
        sink = given;
    }

    /** The JVM is about to halt with {@code code}; gives back the code to halt with. */
    public static int exitCode(int code) {
        ExitSink told = sink;
        if (told == null) {
            return code;
        }
        SyncHooks.quiet();
        try {
            return told.exiting(code);
        } catch (Throwable ignored) {
            return code; // the program's end is not ours to spoil
        }
    }

    /** The JVM is about to end because the last thread has: there is no code to change, so it is halted if need be. */
    public static void ended() {
        int code = exitCode(0);
        if (code != 0) {
            Runtime.getRuntime().halt(code);
        }
    }
}
