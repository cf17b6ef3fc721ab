package dev.hazardmap.benchmarks.race;

/**
 * An upper limit for a row's CPU ratio.
 *
 * @param name what set it, e.g. {@code first} or {@code Go -race}
 * @param most the greatest ratio that passes
 */
record Bar(String name, double most) {
    /** Go's own ratio is a limit in every mode, the others are promises of mode {@code maps}. */
    boolean holdsIn(String mode) {
        return mode.equals("maps") || name.startsWith("Go");
    }

    String verdict(double ratio) {
        return name + " <= " + most + (ratio <= most ? " ok" : " OVER");
    }
}
