package dev.hazardmap.detector;

import org.jspecify.annotations.Nullable;

/**
 * The door for test frameworks in the same JVM: the races found so far, as the report shows them. This class is loaded by
 * the boot loader, so whoever wants it finds it by name from any class loader, and needs nothing on its class path:
 * {@code Class.forName("dev.hazardmap.detector.RaceReports", true, null)}. Its name, its methods and what
 * {@link #from} gives back stay as they are.
 */
public final class RaceReports {
    /** Gives the races; implemented by the agent. */
    public interface Source {
        /** As {@link RaceReports#from}. */
        Object[][] from(int first);
    }

    private static @Nullable Source source;

    private RaceReports() {}

    /** Sets who knows the races. Called by the agent, once, before the application runs. */
    public static void source(Source given) {
        source = given;
    }

    /**
     * All races that count (not suppressed, not known to be benign) and were found up to now, without the first ones;
     * they are printed now if they were not yet. May be called by any thread; makes no happens-before edge that the
     * detector would see.
     *
     * @param first how many to leave out: those that the caller has had
     * @return of each race: the text of its report ({@code String}), then four {@code StackTraceElement[]}: of the
     *     current access, of the previous one, and of where their threads were started (empty when unknown)
     * @throws IllegalStateException when there is no agent
     */
    public static Object[][] from(int first) {
        Source given = source;
        if (given == null) {
            throw new IllegalStateException("the agent has not installed itself");
        }
        SyncHooks.quiet();
        try {
            return given.from(first);
        } finally {
            SyncHooks.loud();
        }
    }

    /** Runs something that makes no accesses and no happens-before edges for the detector: a test framework's own work. */
    public static void unseen(Runnable action) {
        SyncHooks.quiet();
        try {
            action.run();
        } finally {
            SyncHooks.loud();
        }
    }
}
