package dev.hazardmap.detector;

/** One step of one thread. */
record Event(int thread, Op op, int object, int argument) {

    /** As {@link Trace} code. */
    @Override
    public String toString() {
        return ".add(" + thread + ", Op." + op + ", " + object + ", " + argument + ")";
    }
}
