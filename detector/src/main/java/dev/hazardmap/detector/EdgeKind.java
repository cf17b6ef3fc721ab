package dev.hazardmap.detector;

/** The kinds of happens-before edge, as numbers that fit a field and as the words that a report uses. */
public final class EdgeKind {
    public static final int NONE = 0;
    public static final int THREAD_START = 1;
    public static final int THREAD_END = 2;
    public static final int MONITOR = 3;
    public static final int LOCK = 4;
    public static final int READ_LOCK = 5;
    public static final int VOLATILE = 6;
    public static final int ATOMIC = 7;
    public static final int INTERRUPT = 8;
    public static final int CLASS_INIT = 9;
    public static final int TASK = 10;
    public static final int SYNCHRONIZER = 11;
    public static final int REFERENCE = 12;

    private static final String[] WORDS = {
        "none",
        "Thread.start",
        "the end of a thread",
        "a monitor",
        "a lock",
        "a read lock",
        "a volatile variable",
        "an atomic variable",
        "an interrupt",
        "a class initialisation",
        "a task hand-over",
        "a synchronizer",
        "a reference queue",
    };

    private EdgeKind() {}

    /** The words for an edge kind, as "the last one was <em>a monitor</em>". */
    public static String words(int kind) {
        return WORDS[kind];
    }
}
