package dev.hazardmap.detector;

/**
 * Whether there is anything to detect yet.
 *
 * <p>While the program has one thread, everything it does happens before everything that any later thread does (JLS
 * 17.4.4: start), so no access and no release needs to be recorded. The first {@code Thread.start} switches on; nothing
 * switches off again. So does loading a class with a finalizer, since the finalizer's thread is there already.
 *
 * <p>The class has no static initialiser: hooks in HashMap read the field.
 */
public final class Switch {
    /** Plain on purpose: each thread either made the change or was started after it. */
    static boolean on;

    /** Set when the agent has finished installing itself. */
    static boolean installed;

    private Switch() {}

    /** Called by the agent when all hooks are in place. */
    public static void install() {
        installed = true;
    }

    /** Starts recording. */
    public static void on() {
        if (installed) {
            on = true;
        }
    }
}
