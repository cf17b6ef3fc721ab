package dev.hazardmap.observe.otel;

import io.opentelemetry.api.trace.SpanContext;
import java.util.concurrent.ThreadLocalRandom;

/** {@link SpanSampling#ratio}. */
final class RatioSampling implements SpanSampling {
    private static final int LOW_HALF = 16;

    private final double ratio;

    RatioSampling(double ratio) {
        if (!(ratio >= 0 && ratio <= 1)) {
            throw new IllegalArgumentException("the ratio must be between 0 and 1: " + ratio);
        }
        this.ratio = ratio;
    }

    @Override
    public Choice chosenBefore(SpanContext parent) {
        return ratio > 0 && position(parent) <= ratio ? Choice.YES : Choice.NO;
    }

    /** Where in [0, 1] the trace lies: its id's low half is random by specification. */
    private static double position(SpanContext parent) {
        if (!parent.isValid()) {
            return ThreadLocalRandom.current().nextDouble();
        }
        long low = Long.parseUnsignedLong(parent.getTraceId().substring(LOW_HALF), 16);
        return (low & Long.MAX_VALUE) / (double) Long.MAX_VALUE;
    }
}
