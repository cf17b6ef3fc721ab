package dev.hazardmap.benchmarks.race;

/** Rows over which a mean is taken; on the command line its word means all of them. */
enum Group {
    /** Map-heavy loops: what mode {@code maps} promises. */
    HEADLINE("headline"),
    /** Whole libraries at their usual work: what mode {@code fields} promises. */
    APPLICATION("applications"),
    /** Loops over arrays: the worst for mode {@code full}. */
    KERNEL("kernels");

    private final String word;

    Group(String word) {
        this.word = word;
    }

    String word() {
        return word;
    }
}
