package dev.hazardmap.observe.otel;

import dev.hazardmap.observe.MapRegistry;
import dev.hazardmap.observe.TracedMap;
import io.opentelemetry.api.GlobalOpenTelemetry;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.context.Scope;
import java.util.HashMap;
import java.util.Map;

/** A program without an SDK, to be run under the OpenTelemetry Java agent, which brings one. */
public final class AgentApplication {
    private AgentApplication() {}

    public static void main(String[] args) {
        MapRegistry.shared().add(IterationSpans.hook(GlobalOpenTelemetry.get(), SpanSampling.always()));
        Map<Integer, String> map = TracedMap.of(new HashMap<>(Map.of(1, "a", 2, "b")), "under the agent");
        Span request =
                GlobalOpenTelemetry.getTracer("app").spanBuilder("request").startSpan();
        Scope scope = request.makeCurrent();
        map.forEach((k, v) -> System.out.println(k + v));
        scope.close();
        request.end();
    }
}
