package dev.hazardmap.observe.prometheus;

import dev.hazardmap.observe.Iteration;
import dev.hazardmap.observe.MapOperation;
import dev.hazardmap.observe.meter.DurationRecorder;
import io.prometheus.metrics.core.datapoints.DistributionDataPoint;
import io.prometheus.metrics.core.metrics.Histogram;
import io.prometheus.metrics.model.snapshots.Labels;

/** The two histograms of one label. */
final class Durations implements DurationRecorder {
    private static final double NANOS = 1e-9;

    private final String label;
    private final Histogram operations;
    private final Histogram iterations;
    private final DistributionDataPoint operation;
    private final DistributionDataPoint iteration;

    Durations(String label, Histogram operations, Histogram iterations) {
        this.label = label;
        this.operations = operations;
        this.iterations = iterations;
        operation = operations.labelValues(label);
        iteration = iterations.labelValues(label);
    }

    @Override
    public void operation(MapOperation what, long nanos) {
        operation.observe(nanos * NANOS);
    }

    @Override
    public void iteration(Iteration ended) {
        double seconds = ended.durationNanos() * NANOS;
        String trace = ended.traceId();
        String span = ended.spanId();
        if (trace == null || span == null) {
            iteration.observe(seconds);
        } else {
            iteration.observeWithExemplar(seconds, Labels.of("trace_id", trace, "span_id", span));
        }
    }

    @Override
    public void remove() {
        operations.remove(label);
        iterations.remove(label);
    }
}
