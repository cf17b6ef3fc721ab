package dev.hazardmap.benchmarks.race;

/**
 * How many threads the program has had when the clock runs. The detector records nothing until a second thread starts,
 * so what a program with threads pays is in the rows other than {@link #ALONE}.
 */
enum Form {
    /** No second thread was ever started. */
    ALONE("alone"),
    /** A second thread was started and joined before; one thread works. */
    JOINED("joined"),
    /** The work itself is done by two or three threads. */
    THREADS("threads");

    private final String label;

    Form(String label) {
        this.label = label;
    }

    /** As it stands in a row's name. */
    String label() {
        return label;
    }
}
