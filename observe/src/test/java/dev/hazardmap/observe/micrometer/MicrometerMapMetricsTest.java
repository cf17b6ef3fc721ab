package dev.hazardmap.observe.micrometer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hazardmap.observe.MapRegistry;
import dev.hazardmap.observe.TracedMap;
import dev.hazardmap.observe.otel.IterationSpans;
import dev.hazardmap.observe.otel.OtlpReceiver;
import dev.hazardmap.observe.otel.SpanSampling;
import dev.hazardmap.observe.otel.TestSdk;
import dev.hazardmap.observe.prometheus.PrometheusMapMetrics;
import io.micrometer.core.instrument.Clock;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.prometheus.metrics.expositionformats.OpenMetricsTextFormatWriter;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.prometheus.metrics.tracer.initializer.SpanContextSupplier;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

final class MicrometerMapMetricsTest {
    private final MapRegistry registry = new MapRegistry();

    private Map<Integer, Integer> used() {
        Map<Integer, Integer> map = TracedMap.builder(new ConcurrentHashMap<Integer, Integer>(), "sessions")
                .registry(registry)
                .capacity(m -> 16)
                .build();
        map.put(1, 1);
        map.get(1);
        map.forEach((k, v) -> {});
        return map;
    }

    /** What the rules and dashboards ask for: both ways into Prometheus must give the same names and labels. */
    @Test
    void names_inPrometheus_areThoseOfThePrometheusCollector() throws IOException {
        PrometheusMeterRegistry micrometer = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        new MicrometerMapMetrics(registry, 1, 100, 10_000).bindTo(micrometer);
        PrometheusRegistry prometheus = new PrometheusRegistry();
        PrometheusMapMetrics.builder()
                .maps(registry)
                .registry(prometheus)
                .sampleEvery(1)
                .register();
        Map<Integer, Integer> map = used();
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter.builder()
                .build()
                .write(text, prometheus.scrape());
        TreeSet<String> ours = series(text.toString(java.nio.charset.StandardCharsets.UTF_8));
        TreeSet<String> theirs = series(micrometer.scrape());
        theirs.removeIf(name -> name.startsWith("iteration_duration_seconds_max")
                || name.startsWith("hazardmap_map_operation_duration_seconds_max"));
        assertThat(theirs).isEqualTo(ours);
        assertThat(ours)
                .contains(
                        "cache_map_size_growth_total{cache_name=\"sessions\"}",
                        "iteration_duration_seconds_bucket{cache_name=\"sessions\",le=\"1.8\"}",
                        "hazardmap_map_operations_total{cache_name=\"sessions\",operation=\"get\"}");
        assertThat(map).hasSize(1);
    }

    private static TreeSet<String> series(String text) {
        return text.lines()
                .filter(line -> !line.startsWith("#") && !line.isBlank())
                .map(line -> line.substring(0, line.lastIndexOf(' ')))
                .map(MicrometerMapMetricsTest::sorted)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static String sorted(String series) {
        int brace = series.indexOf('{');
        if (brace < 0) {
            return series;
        }
        String[] labels = series.substring(brace + 1, series.length() - 1).split(",");
        Arrays.sort(labels);
        return series.substring(0, brace) + "{" + String.join(",", labels) + "}";
    }

    @Test
    void exemplar_ofAnIteration_namesItsSpan() throws Exception {
        try (OtlpReceiver receiver = new OtlpReceiver();
                TestSdk sdk = new TestSdk(receiver)) {
            PrometheusRegistry prometheus = new PrometheusRegistry();
            PrometheusMeterRegistry micrometer = new PrometheusMeterRegistry(
                    PrometheusConfig.DEFAULT, prometheus, Clock.SYSTEM, SpanContextSupplier.getSpanContext());
            new MicrometerMapMetrics(registry).bindTo(micrometer);
            registry.add(IterationSpans.hook(sdk.api(), SpanSampling.always()));
            Map<Integer, Integer> map = used();
            ByteArrayOutputStream text = new ByteArrayOutputStream();
            OpenMetricsTextFormatWriter.create().write(text, prometheus.scrape());
            sdk.flush();
            List<String> spans = receiver.spans("map.iterate").stream()
                    .map(OtlpReceiver::spanId)
                    .toList();
            assertThat(spans).hasSize(1);
            assertThat(text.toString(java.nio.charset.StandardCharsets.UTF_8))
                    .contains("span_id=\"" + spans.get(0) + "\"");
            assertThat(map).hasSize(1);
        }
    }
}
