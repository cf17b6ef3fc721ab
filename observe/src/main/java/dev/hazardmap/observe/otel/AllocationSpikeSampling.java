package dev.hazardmap.observe.otel;

import dev.hazardmap.observe.Iteration;
import dev.hazardmap.observe.ObservedMap;
import io.opentelemetry.api.trace.SpanContext;
import java.util.Collections;
import java.util.Map;
import java.util.WeakHashMap;

/**
 * {@link SpanSampling#onAllocationSpike}. The average of a map moves by an eighth of the way to each new value: it follows a changed
 * program within some twenty iterations, and one spike hides the next for fewer.
 */
final class AllocationSpikeSampling implements SpanSampling {
    private static final double WEIGHT = 1.0 / 8;

    private final long minimumBytes;
    private final double factor;
    private final Map<ObservedMap, Double> averages = Collections.synchronizedMap(new WeakHashMap<>());

    AllocationSpikeSampling(long minimumBytes, double factor) {
        if (minimumBytes < 0 || !(factor >= 0)) {
            throw new IllegalArgumentException(
                    "neither may be negative: minimumBytes=" + minimumBytes + ", factor=" + factor);
        }
        this.minimumBytes = minimumBytes;
        this.factor = factor;
    }

    @Override
    public Choice chosenBefore(SpanContext parent) {
        return Choice.LATER;
    }

    @Override
    public boolean chosenAfter(Iteration iteration, long allocatedBytes) {
        if (allocatedBytes < 0) {
            return false;
        }
        Double before = averages.get(iteration.map());
        double average = before == null ? allocatedBytes : before + WEIGHT * (allocatedBytes - before);
        averages.put(iteration.map(), average); // Of two threads at once one is forgotten: it is an average.
        return allocatedBytes >= minimumBytes && (before == null || allocatedBytes >= factor * before);
    }
}
