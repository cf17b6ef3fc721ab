package dev.hazardmap.benchmarks.race.workload;

/** Marsaglia's xorshift64, the generator of the Go programs: no shared state, no call. */
final class RandomInts {
    private long state = 88172645463325252L;

    /** A number from 0 to {@code bound - 1}. */
    int next(int bound) {
        long x = state;
        x ^= x << 13;
        x ^= x >>> 7;
        x ^= x << 17;
        state = x;
        return (int) Long.remainderUnsigned(x, bound);
    }
}
