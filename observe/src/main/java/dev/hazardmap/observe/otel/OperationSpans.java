package dev.hazardmap.observe.otel;

import dev.hazardmap.observe.MapHook;
import dev.hazardmap.observe.MapOperation;
import dev.hazardmap.observe.MapRecorder;
import dev.hazardmap.observe.MapSink;
import dev.hazardmap.observe.ObservedMap;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.Tracer;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.concurrent.TimeUnit;

/**
 * A span for each sampled operation that took long: {@code map.get}, {@code map.put}. Made in retrospect, so a fast operation costs
 * no span; the parent is the span that is current at the operation's end.
 *
 * <p><b>Thread safety:</b> any thread.
 */
public final class OperationSpans implements MapSink {
    private final Tracer tracer;
    private final long minimumNanos;

    private OperationSpans(Tracer tracer, long minimumNanos) {
        this.tracer = tracer;
        this.minimumNanos = minimumNanos;
    }

    /** A hook for operations that took at least so long; add a sampling rate and filters as needed. */
    public static MapHook hook(OpenTelemetry openTelemetry, Duration atLeast) {
        Tracer tracer = openTelemetry.getTracer("dev.hazardmap.observe");
        return MapHook.to(new OperationSpans(tracer, atLeast.toNanos())).iterations(false);
    }

    @Override
    public MapRecorder recorderFor(ObservedMap map) {
        return (operation, keyHash, start, duration, weight) -> {
            if (duration >= minimumNanos) {
                span(map, operation, keyHash, duration, weight);
            }
        };
    }

    private void span(ObservedMap map, MapOperation operation, long keyHash, long duration, int weight) {
        Instant end = Instant.now();
        tracer.spanBuilder("map." + operation.label())
                .setStartTimestamp(end.minusNanos(duration))
                .setAttribute(SpanAttributes.NAME, map.name())
                .setAttribute(SpanAttributes.TYPE, map.type())
                .setAttribute(SpanAttributes.SIZE, (long) map.size())
                .setAttribute(SpanAttributes.KEY_HASH, HexFormat.of().toHexDigits(keyHash))
                .setAttribute(SpanAttributes.WEIGHT, (long) weight)
                .startSpan()
                .end(TimeUnit.SECONDS.toNanos(end.getEpochSecond()) + end.getNano(), TimeUnit.NANOSECONDS);
    }
}
