package dev.hazardmap.detector;

/**
 * Whether there is anything to detect yet.
 *
 * <p>While the program has one thread, everything it does happens before everything that any later thread does (JLS
 * 17.4.4: start), so no access and no release needs to be recorded. {@code Thread.start} switches on. When all other
 * threads have ended and the last one has seen their ends (it joined them) the same holds again: it switches off.
 * Loading a class with a finalizer switches on for good, since the finalizer's thread is there already.
 *
 * <p>The class has no static initialiser: hooks in HashMap read the field.
 */
public final class Switch {
    /** Plain on purpose: each thread either made the change or was started after it. */
    static boolean on;

    /** Set when the agent has finished installing itself. */
    static boolean installed;

    private static boolean stays;

    private Switch() {}

    /** Called by the agent when all hooks are in place. */
    public static void install() {
        Threads.adoptCurrent();
        installed = true;
    }

    /** Starts recording. */
    public static void on() {
        if (installed) {
            on = true;
        }
    }

    /** Starts recording, for good. */
    public static void stayOn() {
        stays = true;
        on();
    }

    /** Ends recording: {@code thread} is alone, and everything recorded happens before what it does from now on. */
    static void off(ThreadState thread) {
        if (!stays) {
            on = false;
            thread.held = HeldLocks.NONE; // releases are not seen while off
        }
    }
}
