package dev.hazardmap.benchmarks.race;

/**
 * Which threads the program has when the clock runs. The detector records nothing while there is only one, so what a
 * program with threads pays is in the rows {@link #BESIDE} and {@link #THREADS}; the others are for comparison.
 */
enum Form {
    /** No second thread was ever started. */
    ALONE("alone"),
    /** A second thread was started and joined before; one thread is left. */
    JOINED("joined"),
    /** One thread works, a second is alive and waits. */
    BESIDE("beside"),
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
