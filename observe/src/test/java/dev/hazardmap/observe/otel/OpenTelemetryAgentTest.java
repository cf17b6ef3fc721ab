package dev.hazardmap.observe.otel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hazardmap.maps.SwissMap;
import dev.hazardmap.observe.TracedMap;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.common.ComponentLoader;
import io.opentelemetry.context.Context;
import io.opentelemetry.proto.trace.v1.Span;
import java.io.File;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The real OpenTelemetry Java agent, in a JVM of its own. */
final class OpenTelemetryAgentTest {
    @Test
    void iteration_underTheAgent_isASpanOfItsTrace() throws Exception {
        try (OtlpReceiver receiver = new OtlpReceiver()) {
            Process process = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-XX:TieredStopAtLevel=1",
                            "-javaagent:" + Path.of("target", "agents", "opentelemetry-javaagent.jar"),
                            "-Dotel.exporter.otlp.protocol=http/protobuf",
                            "-Dotel.exporter.otlp.endpoint=" + receiver.endpoint(),
                            "-Dotel.metrics.exporter=none",
                            "-Dotel.logs.exporter=none",
                            "-cp",
                            classPath(),
                            AgentApplication.class.getName())
                    .redirectErrorStream(true)
                    .start();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(process.waitFor()).as(output).isZero();
            List<Span> iterations = receiver.await("map.iterate", 1);
            assertThat(iterations).as(output).singleElement().satisfies(span -> {
                assertThat(OtlpReceiver.attributes(span)).containsEntry("hazardmap.map.name", "under the agent");
                assertThat(span.getTraceId())
                        .isEqualTo(receiver.spans("request").get(0).getTraceId());
            });
        }
    }

    /** Only what a program needs that has no SDK: the API and us. */
    private static String classPath() {
        return Stream.of(
                        AgentApplication.class,
                        TracedMap.class,
                        SwissMap.class,
                        OpenTelemetry.class,
                        Context.class,
                        ComponentLoader.class)
                .map(type -> type.getProtectionDomain().getCodeSource().getLocation())
                .map(url -> Path.of(java.net.URI.create(url.toString())).toString())
                .distinct()
                .collect(Collectors.joining(File.pathSeparator));
    }
}
