package dev.hazardmap.observe.otel;

import static java.util.Objects.requireNonNull;

import dev.hazardmap.observe.Iteration;
import io.opentelemetry.api.trace.SpanContext;

/** {@link SpanSampling#parentBased}. */
final class ParentBasedSampling implements SpanSampling {
    private final SpanSampling root;

    ParentBasedSampling(SpanSampling root) {
        this.root = requireNonNull(root, "root");
    }

    @Override
    public Choice chosenBefore(SpanContext parent) {
        if (!parent.isValid()) {
            return root.chosenBefore(parent);
        }
        return parent.isSampled() ? Choice.YES : Choice.NO;
    }

    @Override
    public boolean chosenAfter(Iteration iteration, long allocatedBytes) {
        return root.chosenAfter(iteration, allocatedBytes);
    }
}
