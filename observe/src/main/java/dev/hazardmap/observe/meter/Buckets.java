package dev.hazardmap.observe.meter;

/** Upper bounds of the classic histograms, in seconds. */
public final class Buckets {
    /**
     * Of iterations. 1.8 is there because the alert compares the P99 with it: a quantile is interpolated within its bucket, so
     * only at a bound is "above" exact.
     */
    private static final double[] ITERATION = {
        0.00001, 0.0001, 0.001, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 1.8, 2.5, 5, 10, 30
    };

    /** Of single operations: 100 ns is a hit, 10 us a short wait for a lock, 1 ms a resize or a pause. */
    private static final double[] OPERATION = {1e-7, 2.5e-7, 1e-6, 2.5e-6, 1e-5, 1e-4, 1e-3, 1e-2, 0.1, 1};

    private Buckets() {}

    /** Bounds for iterations. */
    public static double[] iteration() {
        return ITERATION.clone();
    }

    /** Bounds for operations. */
    public static double[] operation() {
        return OPERATION.clone();
    }
}
