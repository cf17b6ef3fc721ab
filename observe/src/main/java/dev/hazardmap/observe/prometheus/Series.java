package dev.hazardmap.observe.prometheus;

import dev.hazardmap.observe.MapOperation;
import dev.hazardmap.observe.meter.MapMeter;
import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** Turns meters into the snapshots of a scrape. */
final class Series {
    static final String CACHE_NAME = "cache_name";

    private final Collection<MapMeter> meters;
    private final List<MetricSnapshot> snapshots = new ArrayList<>();

    Series(Collection<MapMeter> meters) {
        this.meters = meters;
    }

    List<MetricSnapshot> snapshots() {
        return snapshots;
    }

    Series counter(String name, String help, ToDoubleFunction<MapMeter> value) {
        CounterSnapshot.Builder counter = CounterSnapshot.builder().name(name).help(help);
        for (MapMeter meter : meters) {
            counter.dataPoint(CounterSnapshot.CounterDataPointSnapshot.builder()
                    .labels(Labels.of(CACHE_NAME, meter.label()))
                    .value(value.applyAsDouble(meter))
                    .build());
        }
        snapshots.add(counter.build());
        return this;
    }

    Series gauge(String name, String help, ToDoubleFunction<MapMeter> value) {
        GaugeSnapshot.Builder gauge = GaugeSnapshot.builder().name(name).help(help);
        for (MapMeter meter : meters) {
            double now = value.applyAsDouble(meter);
            if (!Double.isNaN(now)) {
                gauge.dataPoint(point(Labels.of(CACHE_NAME, meter.label()), now));
            }
        }
        snapshots.add(gauge.build());
        return this;
    }

    Series single(String name, String help, double value) {
        snapshots.add(GaugeSnapshot.builder()
                .name(name)
                .help(help)
                .dataPoint(point(Labels.EMPTY, value))
                .build());
        return this;
    }

    Series singleCounter(String name, String help, double value) {
        snapshots.add(CounterSnapshot.builder()
                .name(name)
                .help(help)
                .dataPoint(CounterSnapshot.CounterDataPointSnapshot.builder()
                        .value(value)
                        .build())
                .build());
        return this;
    }

    /** Only operations that were seen: fifteen zero series per map tell nobody anything. */
    Series operations(String name, String help) {
        CounterSnapshot.Builder counter = CounterSnapshot.builder().name(name).help(help);
        for (MapMeter meter : meters) {
            for (MapOperation operation : MapOperation.values()) {
                long count = meter.operations(operation);
                if (count > 0) {
                    counter.dataPoint(CounterSnapshot.CounterDataPointSnapshot.builder()
                            .labels(Labels.of(CACHE_NAME, meter.label(), "operation", operation.label()))
                            .value(count)
                            .build());
                }
            }
        }
        snapshots.add(counter.build());
        return this;
    }

    private static GaugeSnapshot.GaugeDataPointSnapshot point(Labels labels, double value) {
        return GaugeSnapshot.GaugeDataPointSnapshot.builder()
                .labels(labels)
                .value(value)
                .build();
    }
}
