package dev.hazardmap.trace.recorder;

/** Whether events are recorded, and how many. Set by the recording before the first hook, and at its end. */
public final class Power {
    /** Plain: a hook that sees it late records a few events more or less. */
    static boolean on;

    /** One map operation in so many is recorded; 0 none. */
    static int sample = 1;

    private Power() {}

    /**
     * Begins to record.
     *
     * @param oneIn one map operation in so many; 0 for none, so that only locks and threads are recorded
     */
    public static void on(int oneIn) {
        sample = oneIn;
        on = true;
    }

    /** Ends it: hooks do nothing from now on. */
    public static void off() {
        on = false;
    }

    /** Whether events are recorded. */
    public static boolean isOn() {
        return on;
    }
}
