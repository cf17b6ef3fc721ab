package dev.hazardmap.observe.prometheus;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.hazardmap.observe.MapRegistry;
import dev.hazardmap.observe.otel.IterationSpans;
import dev.hazardmap.observe.otel.OtlpReceiver;
import dev.hazardmap.observe.otel.SpanSampling;
import dev.hazardmap.observe.otel.TestSdk;
import io.prometheus.metrics.exporter.httpserver.HTTPServer;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The whole way, with nothing but real parts: a map that is used, its metrics over HTTP, two Prometheus servers that scrape them,
 * one for classic histograms and one for native ones, the shipped rules with shorter durations, spans at an OTLP receiver.
 */
final class AlertsEndToEndTest {
    private static final String[] ALL = {"CacheBloatDetected", "IterationP99LatencyHigh", "MapGrowthRateHigh"};
    private static final String RULES = "rules.yml";

    @TempDir
    Path directory;

    @Test
    void alerts_growthStormAndSlowIteration_pendFireAndResolveInBothModes() throws Exception {
        MapRegistry maps = new MapRegistry();
        PrometheusRegistry metrics = new PrometheusRegistry();
        Promtool.require("prometheus");
        try (OtlpReceiver receiver = new OtlpReceiver();
                TestSdk sdk = new TestSdk(receiver);
                PrometheusMapMetrics shown = PrometheusMapMetrics.builder()
                        .maps(maps)
                        .registry(metrics)
                        .register();
                HTTPServer http = HTTPServer.builder()
                        .hostname("127.0.0.1")
                        .port(0)
                        .registry(metrics)
                        .buildAndStart();
                PrometheusServer classic = new PrometheusServer(
                        directory.resolve("classic"),
                        http.getPort(),
                        "exemplar-storage",
                        Map.of(RULES, quick("classic"), "any.yml", quick("any")));
                PrometheusServer nativeMode = new PrometheusServer(
                        directory.resolve("native"),
                        http.getPort(),
                        "exemplar-storage,native-histograms",
                        Map.of(
                                RULES,
                                quick("native"),
                                "any.yml",
                                quick("any"),
                                "trap.yml",
                                quick("classic"),
                                "falsified.yml",
                                quick("native").replace("> 1.8", "> 180")))) {
            assertThat(shown.meters().foldedMaps()).isZero();
            maps.add(IterationSpans.hook(sdk.api(), SpanSampling.always()));
            classic.awaitReady();
            nativeMode.awaitReady();
            Map<String, Seen> seen = new LinkedHashMap<>();
            seen.put("classic", new Seen(classic, RULES));
            seen.put("any, classic", new Seen(classic, "any.yml"));
            seen.put("native", new Seen(nativeMode, RULES));
            seen.put("any, native", new Seen(nativeMode, "any.yml"));
            Seen trap = new Seen(nativeMode, "trap.yml");
            Seen falsified = new Seen(nativeMode, "falsified.yml");
            List<Seen> all = new ArrayList<>(seen.values());
            all.add(trap);
            all.add(falsified);

            try (GrowingSlowMap application = new GrowingSlowMap(maps)) {
                look(all, 45, () -> seen.values().stream().allMatch(Seen::allFired));
                // The native server stores no classic series: the rule for them is silent there, without an error.
                assertThat(classic.query("iteration_duration_seconds_bucket")).isNotEmpty();
                assertThat(nativeMode.query("iteration_duration_seconds_bucket"))
                        .isEmpty();
                assertThat(nativeMode.query("iteration_duration_seconds")).isNotEmpty();
                assertDashboardHasData(classic, nativeMode);
                assertConsoleShowsTheMap(classic);
                application.mend();
            }
            look(all, 45, () -> all.stream().allMatch(Seen::allInactive));

            seen.forEach((mode, states) -> {
                for (String alert : ALL) {
                    assertThat(states.of(alert))
                            .as(mode + " " + alert)
                            .containsExactly("inactive", "pending", "firing", "inactive");
                }
            });
            for (Seen never : List.of(trap, falsified)) {
                assertThat(never.of("MapGrowthRateHigh")).contains("firing");
                assertThat(never.of("IterationP99LatencyHigh")).containsExactly("inactive");
                assertThat(never.of("CacheBloatDetected")).containsExactly("inactive");
            }
            sdk.flush();
            List<String> spans = receiver.await("map.iterate", 1).stream()
                    .map(OtlpReceiver::traceId)
                    .toList();
            for (String series : List.of("iteration_duration_seconds_bucket", "iteration_duration_seconds")) {
                PrometheusServer server = series.endsWith("bucket") ? classic : nativeMode;
                List<String> exemplars = server.exemplars(series, "trace_id");
                assertThat(exemplars).as(series).isNotEmpty();
                assertThat(spans).as(series).containsAll(exemplars);
            }
        }
    }

    /** Every panel of the dashboard, on each server; one of a panel's expressions is enough, they are for one mode each. */
    private static void assertDashboardHasData(PrometheusServer... servers) throws Exception {
        JsonNode dashboard = new ObjectMapper()
                .readTree(Path.of("deploy", "grafana", "hazardmap-maps.json").toFile());
        for (PrometheusServer server : servers) {
            for (JsonNode panel : dashboard.path("panels")) {
                boolean data = false;
                for (JsonNode target : panel.path("targets")) {
                    String expression = target.path("expr").asText();
                    data |= !server.query(filledIn(expression)).isEmpty();
                }
                assertThat(data).as(panel.path("title").asText()).isTrue();
            }
        }
    }

    private static String filledIn(String expression) {
        return expression.replace("$__rate_interval", "5s").replaceAll("\\$(job|instance|cache)", ".*");
    }

    private static void assertConsoleShowsTheMap(PrometheusServer server) throws Exception {
        if (Files.isDirectory(PrometheusServer.CONSOLE_LIBRARIES)) {
            assertThat(server.console("hazardmap.html"))
                    .startsWith("200")
                    .contains("<td>sessions</td>", "MapGrowthRateHigh (firing)", "maps traced");
        }
    }

    /** The template with durations for a test; every limit stays. */
    private static String quick(String mode) throws Exception {
        return AlertFiles.made(mode, "5s", "500ms", "2s", "1500ms", "1500ms");
    }

    private interface Condition {
        boolean holds();
    }

    private static void look(List<Seen> all, int seconds, Condition until) throws Exception {
        for (long end = System.nanoTime() + seconds * 1_000_000_000L; System.nanoTime() < end; Thread.sleep(150)) {
            for (Seen seen : all) {
                seen.look();
            }
            if (until.holds()) {
                return;
            }
        }
    }

    /** The states that the alerts of one rule file went through. */
    private static final class Seen {
        private final PrometheusServer server;
        private final String file;
        private final Map<String, List<String>> states = new LinkedHashMap<>();

        Seen(PrometheusServer server, String file) {
            this.server = server;
            this.file = file;
        }

        void look() throws Exception {
            server.states(file).forEach((alert, state) -> {
                List<String> soFar = states.computeIfAbsent(alert, a -> new ArrayList<>());
                if (!state.equals("unknown") && !state.equals(last(soFar))) {
                    soFar.add(state);
                }
            });
        }

        List<String> of(String alert) {
            return states.get(alert);
        }

        boolean allFired() {
            return states.size() == ALL.length && states.values().stream().allMatch(s -> s.contains("firing"));
        }

        boolean allInactive() {
            return states.values().stream().allMatch(s -> "inactive".equals(last(s)));
        }

        private static String last(List<String> states) {
            return states.isEmpty() ? "" : states.get(states.size() - 1);
        }
    }
}
