package dev.hazardmap.trace.format;

/** Who saw the rows of a block. Numbers are part of the format. */
public enum Source {
    /** The hooks in instrumented code, in the thread itself. */
    HOOKS(0),
    /** The JDK's flight recorder. */
    JFR(1),
    /** The recorder's own thread: scheduler accounts, totals. */
    SAMPLER(2),
    /** A file of another tool. */
    IMPORT(3);

    private static final Source[] BY_NUMBER = values();
    private final int number;

    Source(int number) {
        this.number = number;
    }

    /** The number in files. */
    public int number() {
        return number;
    }

    static Source of(int number) {
        if (number >= BY_NUMBER.length) {
            return IMPORT; // written by a later version
        }
        return BY_NUMBER[number];
    }
}
