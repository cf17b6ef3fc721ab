package dev.hazardmap.observe.otel;

import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporter;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.export.BatchSpanProcessor;
import java.util.concurrent.TimeUnit;

/** The plain SDK with its OTLP exporter, as an application sets it up. */
public final class TestSdk implements AutoCloseable {
    private final OpenTelemetrySdk sdk;

    public TestSdk(OtlpReceiver receiver) {
        sdk = OpenTelemetrySdk.builder()
                .setTracerProvider(SdkTracerProvider.builder()
                        .addSpanProcessor(BatchSpanProcessor.builder(OtlpHttpSpanExporter.builder()
                                        .setEndpoint(receiver.endpoint() + "/v1/traces")
                                        .build())
                                .setScheduleDelay(50, TimeUnit.MILLISECONDS)
                                .build())
                        .build())
                .build();
    }

    public OpenTelemetry api() {
        return sdk;
    }

    public void flush() {
        sdk.getSdkTracerProvider().forceFlush().join(30, TimeUnit.SECONDS);
    }

    @Override
    public void close() {
        sdk.close();
    }
}
