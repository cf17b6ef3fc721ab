package dev.hazardmap.benchmarks.race;

/**
 * An upper limit for a row's CPU ratio.
 *
 * @param name what set it, e.g. {@code first} or {@code Go -race}
 * @param most the greatest ratio that passes
 */
record Bar(String name, double most) {
    String verdict(double ratio) {
        return name + " <= " + most + (ratio <= most ? " ok" : " OVER");
    }
}
