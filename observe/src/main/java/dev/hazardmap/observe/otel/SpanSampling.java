package dev.hazardmap.observe.otel;

import dev.hazardmap.observe.Iteration;
import io.opentelemetry.api.trace.SpanContext;

/**
 * Which iterations get a span. Decided here, before the SDK's own sampler, because the cheapest span is the one that is never made.
 *
 * <p><b>Thread safety:</b> called by all threads at once.
 */
public interface SpanSampling {
    /** What is to be done with an iteration that begins. */
    enum Choice {
        /** No span, whatever happens. */
        NO,
        /** A span from the beginning. */
        YES,
        /** Ask {@link #chosenAfter} at the end; the span is then made in retrospect, so nothing in the loop is its child. */
        LATER
    }

    /** The choice at the beginning; {@code parent} is the current span, invalid if there is none. */
    Choice chosenBefore(SpanContext parent);

    /**
     * The choice at the end, for {@link Choice#LATER}.
     *
     * @param allocatedBytes what the iterating thread has allocated meanwhile; -1 if the JVM doesn't tell
     */
    default boolean chosenAfter(Iteration iteration, long allocatedBytes) {
        return false;
    }

    /** Every iteration. */
    static SpanSampling always() {
        return parent -> Choice.YES;
    }

    /**
     * One iteration in so many. Inside a trace the trace id decides, as in the SDK's {@code TraceIdRatioBased}: all iterations of
     * a trace or none; outside, chance does.
     *
     * @throws IllegalArgumentException unless {@code ratio} is between 0 and 1
     */
    static SpanSampling ratio(double ratio) {
        return new RatioSampling(ratio);
    }

    /** Iterations inside a sampled span; those inside an unsampled one never; those outside any as {@code root} says. */
    static SpanSampling parentBased(SpanSampling root) {
        return new ParentBasedSampling(root);
    }

    /**
     * Iterations during which the thread allocated at least {@code minimumBytes}, and {@code factor} times as much as the map's
     * iterations did on average before. Needs a JVM that counts allocation per thread (HotSpot; platform threads only).
     *
     * @throws IllegalArgumentException if one of them is negative
     */
    static SpanSampling onAllocationSpike(long minimumBytes, double factor) {
        return new AllocationSpikeSampling(minimumBytes, factor);
    }
}
