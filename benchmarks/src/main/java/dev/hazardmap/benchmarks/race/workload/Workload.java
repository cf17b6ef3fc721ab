package dev.hazardmap.benchmarks.race.workload;

/**
 * A fixed amount of work that can be repeated. A round of the measuring loop is {@link #chunks} calls of {@link #run}:
 * small chunks called often let the compiler replace the first, on-stack-replaced loop by the method's real code.
 */
interface Workload {
    /** Does one chunk; returns something that depends on all of it, so that no compiler drops it. */
    long run() throws Exception;

    /** Operations in one chunk, the unit of the results. */
    int operations();

    /** Chunks in one round: a round should take 10 to 100 ms of CPU. */
    int chunks();
}
