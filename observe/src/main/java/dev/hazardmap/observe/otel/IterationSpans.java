package dev.hazardmap.observe.otel;

import static java.util.Objects.requireNonNull;

import dev.hazardmap.observe.Iteration;
import dev.hazardmap.observe.MapHook;
import dev.hazardmap.observe.MapOperation;
import dev.hazardmap.observe.MapRecorder;
import dev.hazardmap.observe.MapSink;
import dev.hazardmap.observe.ObservedMap;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import java.time.Instant;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A span {@code map.iterate} for iterations that a {@link SpanSampling} chooses. <pre>{@code
 * MapRegistry.shared().add(IterationSpans.hook(openTelemetry, SpanSampling.parentBased(SpanSampling.ratio(0.001))));
 * }</pre>
 *
 * <p>The span's parent is the span that is current when the iteration begins. It is not made current itself: an iterator has no scope
 * that would end it. It ends with the iteration; of an abandoned one, when the iterator is collected, with the time of
 * about the last entry. Under the OpenTelemetry Java agent pass {@code GlobalOpenTelemetry.get()}.
 *
 * <p><b>Thread safety:</b> any thread.
 */
public final class IterationSpans implements MapSink {
    private static final long NANOS = 1_000_000_000L;

    private final Tracer tracer;
    private final SpanSampling sampling;

    private IterationSpans(Tracer tracer, SpanSampling sampling) {
        this.tracer = tracer;
        this.sampling = sampling;
    }

    /** A hook to register; it wants no operations. */
    public static MapHook hook(OpenTelemetry openTelemetry, SpanSampling sampling) {
        Tracer tracer = openTelemetry.getTracer("dev.hazardmap.observe");
        return MapHook.to(new IterationSpans(tracer, requireNonNull(sampling, "sampling")))
                .operations();
    }

    @Override
    public int order() {
        return -1;
    }

    @Override
    public boolean usesKeyHash() {
        return false;
    }

    @Override
    public MapRecorder recorderFor(ObservedMap map) {
        return new Recorder();
    }

    /** What an iteration carries from its beginning to its end; the span is null if the choice is still to be made. */
    private record Begun(@Nullable Span span, Context parent, long epochNanos, long allocatedBytes) {}

    private final class Recorder implements MapRecorder {
        @Override
        public void operation(MapOperation operation, long keyHash, long start, long duration, int weight) {}

        @Override
        public void iterationStarted(Iteration iteration) {
            Context parent = Context.current();
            SpanSampling.Choice choice =
                    sampling.chosenBefore(Span.fromContext(parent).getSpanContext());
            if (choice == SpanSampling.Choice.NO) {
                return;
            }
            long now = epochNanos();
            Span span = null;
            if (choice == SpanSampling.Choice.YES) {
                span = builder(iteration, parent, now).startSpan();
                if (!span.isRecording()) {
                    return;
                }
                link(iteration, span);
                iteration.watchForAbandonment();
            }
            iteration.attach(this, new Begun(span, parent, now, ThreadAllocation.current()));
        }

        @Override
        public void iterationEnded(Iteration iteration) {
            if (!(iteration.attachment(this) instanceof Begun begun)) {
                return;
            }
            long allocated = allocatedSince(begun, iteration);
            Span span = begun.span();
            if (span == null) {
                if (!sampling.chosenAfter(iteration, allocated)) {
                    return;
                }
                span = builder(iteration, begun.parent(), begun.epochNanos()).startSpan();
                link(iteration, span);
            }
            describeEnd(span, iteration, allocated);
            span.end(begun.epochNanos() + iteration.durationNanos(), TimeUnit.NANOSECONDS);
        }
    }

    private SpanBuilder builder(Iteration iteration, Context parent, long epochNanos) {
        ObservedMap map = iteration.map();
        return tracer.spanBuilder("map.iterate")
                .setParent(parent)
                .setStartTimestamp(epochNanos, TimeUnit.NANOSECONDS)
                .setAttribute(SpanAttributes.NAME, map.name())
                .setAttribute(SpanAttributes.TYPE, map.type())
                .setAttribute(SpanAttributes.SIZE, (long) iteration.sizeAtStart())
                .setAttribute(SpanAttributes.THREAD_NAME, iteration.thread().getName())
                .setAttribute(SpanAttributes.THREAD_ID, iteration.thread().getId());
    }

    private static void link(Iteration iteration, Span span) {
        SpanContext context = span.getSpanContext();
        if (context.isSampled()) {
            iteration.spannedBy(context.getTraceId(), context.getSpanId(), action -> {
                Scope scope = span.makeCurrent();
                try {
                    action.run();
                } finally {
                    scope.close();
                }
            });
        }
    }

    private static void describeEnd(Span span, Iteration iteration, long allocated) {
        span.setAttribute(SpanAttributes.ENTRIES, iteration.entries());
        span.setAttribute(SpanAttributes.OUTCOME, iteration.outcome().name().toLowerCase(Locale.ROOT));
        if (allocated >= 0) {
            span.setAttribute(SpanAttributes.ALLOCATED, allocated);
        }
        Throwable failure = iteration.failure();
        if (failure != null) {
            span.recordException(failure);
            span.setStatus(StatusCode.ERROR);
        }
    }

    /** Unknown if it ends on another thread than it began on: the collector of iterators, or a parallel stream's. */
    private static long allocatedSince(Begun begun, Iteration iteration) {
        if (Thread.currentThread() != iteration.thread()
                || begun.allocatedBytes() < 0
                || iteration.outcome() == Iteration.Outcome.ABANDONED) {
            return ThreadAllocation.UNKNOWN;
        }
        return ThreadAllocation.current() - begun.allocatedBytes();
    }

    private static long epochNanos() {
        Instant now = Instant.now();
        return now.getEpochSecond() * NANOS + now.getNano();
    }
}
