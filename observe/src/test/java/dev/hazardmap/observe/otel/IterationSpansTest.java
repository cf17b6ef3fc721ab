package dev.hazardmap.observe.otel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hazardmap.observe.MapRegistry;
import dev.hazardmap.observe.TracedMap;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import io.opentelemetry.proto.trace.v1.Span;
import io.opentelemetry.proto.trace.v1.Status;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.ConcurrentModificationException;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The plain SDK, its OTLP exporter, and a receiver: what arrives is what is looked at. */
final class IterationSpansTest {
    private final MapRegistry registry = new MapRegistry();
    private OtlpReceiver receiver;
    private TestSdk sdk;

    @BeforeEach
    void start() throws IOException {
        receiver = new OtlpReceiver();
        sdk = new TestSdk(receiver);
    }

    @AfterEach
    void stop() {
        sdk.close();
        receiver.close();
    }

    private Map<Integer, Integer> filled(int entries) {
        Map<Integer, Integer> map = new HashMap<>();
        IntStream.range(0, entries).forEach(i -> map.put(i, i));
        return TracedMap.builder(map, "sessions").registry(registry).build();
    }

    private List<Span> iterations() {
        sdk.flush();
        return receiver.spans("map.iterate");
    }

    private static int walk(Map<Integer, Integer> map) {
        int sum = 0;
        for (Map.Entry<Integer, Integer> entry : map.entrySet()) {
            sum += entry.getValue();
        }
        return sum;
    }

    @Test
    void span_ofAnIteration_saysWhatItDid() {
        registry.add(IterationSpans.hook(sdk.api(), SpanSampling.always()));
        Map<Integer, Integer> map = filled(1000);
        List<byte[]> kept = new ArrayList<>();
        long before = System.currentTimeMillis() * 1_000_000;
        for (Integer ignored : map.keySet()) {
            kept.add(new byte[1000]);
        }
        assertThat(kept).hasSize(1000);
        assertThat(iterations()).singleElement().satisfies(span -> {
            Map<String, String> attributes = OtlpReceiver.attributes(span);
            assertThat(attributes)
                    .containsEntry("hazardmap.map.name", "sessions")
                    .containsEntry("hazardmap.map.type", "java.util.HashMap")
                    .containsEntry("hazardmap.map.size", "1000")
                    .containsEntry("hazardmap.iteration.entries", "1000")
                    .containsEntry("hazardmap.iteration.outcome", "completed")
                    .containsEntry("thread.name", Thread.currentThread().getName());
            assertThat(Long.parseLong(attributes.get("hazardmap.iteration.allocated_bytes")))
                    .isBetween(1_000_000L, 3_000_000L);
            assertThat(span.getStartTimeUnixNano()).isBetween(before, span.getEndTimeUnixNano());
            assertThat(span.getEndTimeUnixNano()).isLessThan((System.currentTimeMillis() + 1) * 1_000_000);
        });
    }

    @Test
    void span_insideAnother_isItsChild() {
        registry.add(IterationSpans.hook(sdk.api(), SpanSampling.parentBased(SpanSampling.ratio(0))));
        Map<Integer, Integer> map = filled(3);
        walk(map);
        Tracer tracer = sdk.api().getTracer("test");
        io.opentelemetry.api.trace.Span request = tracer.spanBuilder("request").startSpan();
        Scope scope = request.makeCurrent();
        walk(map);
        scope.close();
        request.end();
        assertThat(iterations()).singleElement().satisfies(span -> {
            assertThat(OtlpReceiver.traceId(span))
                    .isEqualTo(request.getSpanContext().getTraceId());
            assertThat(span.getParentSpanId())
                    .isEqualTo(receiver.spans("request").get(0).getSpanId());
        });
    }

    @Test
    void span_ofAFailedIteration_carriesTheException() {
        registry.add(IterationSpans.hook(sdk.api(), SpanSampling.always()));
        Map<Integer, Integer> map = filled(10);
        assertThatThrownBy(() -> map.keySet().forEach(map::remove)).isInstanceOf(ConcurrentModificationException.class);
        assertThat(iterations()).singleElement().satisfies(span -> {
            assertThat(span.getStatus().getCode()).isEqualTo(Status.StatusCode.STATUS_CODE_ERROR);
            assertThat(span.getEvents(0).getName()).isEqualTo("exception");
            assertThat(OtlpReceiver.attributes(span)).containsEntry("hazardmap.iteration.outcome", "failed");
        });
    }

    @Test
    void span_ofADroppedIterator_endsWhenItIsCollected() throws InterruptedException {
        registry.add(IterationSpans.hook(sdk.api(), SpanSampling.always()));
        Map<Integer, Integer> map = filled(100);
        Iterator<Integer> dropped = map.keySet().iterator();
        IntStream.range(0, 5).forEach(i -> dropped.next());
        assertThat(iterations()).isEmpty();
        assertThat(collectedIterations(map)).isNotEmpty();
    }

    private List<Span> collectedIterations(Map<Integer, Integer> map) throws InterruptedException {
        map.values().iterator().next();
        for (int i = 0; i < 100 && iterations().isEmpty(); i++) {
            System.gc();
            Thread.sleep(20);
            registry.maps();
        }
        List<Span> spans = iterations();
        spans.forEach(span -> assertThat(OtlpReceiver.attributes(span))
                .containsEntry("hazardmap.iteration.outcome", "abandoned")
                .doesNotContainKey("hazardmap.iteration.allocated_bytes"));
        return spans;
    }

    @Test
    void ratio_outsideATrace_isKept() {
        registry.add(IterationSpans.hook(sdk.api(), SpanSampling.ratio(0.1)));
        Map<Integer, Integer> map = filled(3);
        for (int i = 0; i < 10_000; i++) {
            walk(map);
            if (i % 1000 == 0) {
                sdk.flush(); // The SDK drops spans beyond 2048 that wait.
            }
        }
        assertThat(iterations().size()).isBetween(850, 1150);
    }

    @Test
    void ratio_insideATrace_isAllOrNothing() {
        registry.add(IterationSpans.hook(sdk.api(), SpanSampling.ratio(0.5)));
        Map<Integer, Integer> map = filled(3);
        Tracer tracer = sdk.api().getTracer("test");
        for (int i = 0; i < 200; i++) {
            io.opentelemetry.api.trace.Span request =
                    tracer.spanBuilder("request").startSpan();
            Scope scope = Context.current().with(request).makeCurrent();
            walk(map);
            walk(map);
            walk(map);
            scope.close();
            request.end();
        }
        Map<String, Long> perTrace = new HashMap<>();
        iterations().forEach(span -> perTrace.merge(OtlpReceiver.traceId(span), 1L, Long::sum));
        assertThat(perTrace.values()).containsOnly(3L);
        assertThat(perTrace.size()).isBetween(60, 140);
    }

    @Test
    void allocationSpike_oneIterationAllocates_isTheOneWithASpan() {
        registry.add(IterationSpans.hook(sdk.api(), SpanSampling.onAllocationSpike(1 << 20, 4)));
        Map<Integer, Integer> map = filled(50);
        for (int i = 0; i < 100; i++) {
            walk(map);
            if (i == 70) {
                allocateWhileWalking(map);
            }
        }
        assertThat(iterations()).singleElement().satisfies(span -> assertThat(
                        Long.parseLong(OtlpReceiver.attributes(span).get("hazardmap.iteration.allocated_bytes")))
                .isGreaterThan(5_000_000));
    }

    private static void allocateWhileWalking(Map<Integer, Integer> map) {
        List<byte[]> kept = new ArrayList<>();
        map.forEach((k, v) -> kept.add(new byte[100_000]));
    }

    @Test
    void operationSpans_slowOnes_haveKeyHashAndDuration() {
        registry.add(OperationSpans.hook(sdk.api(), Duration.ofMillis(5)));
        Map<Integer, Integer> map = filled(1);
        map.get(0);
        map.computeIfAbsent(7, key -> {
            try {
                Thread.sleep(10);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return key;
        });
        sdk.flush();
        assertThat(receiver.spans()).singleElement().satisfies(span -> {
            assertThat(span.getName()).isEqualTo("map.compute_if_absent");
            assertThat(span.getEndTimeUnixNano() - span.getStartTimeUnixNano()).isGreaterThan(9_000_000);
            assertThat(OtlpReceiver.attributes(span).get("hazardmap.key.hash")).matches("[0-9a-f]{16}");
        });
    }

    @Test
    void sampling_nonsense_isRefused() {
        assertThatThrownBy(() -> SpanSampling.ratio(1.5)).hasMessageContaining("1.5");
        assertThatThrownBy(() -> SpanSampling.ratio(Double.NaN)).hasMessageContaining("NaN");
        assertThatThrownBy(() -> SpanSampling.onAllocationSpike(-1, 2)).hasMessageContaining("-1");
    }
}
