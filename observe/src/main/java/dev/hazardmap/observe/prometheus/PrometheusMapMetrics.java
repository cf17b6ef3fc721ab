package dev.hazardmap.observe.prometheus;

import static java.util.Objects.requireNonNull;

import dev.hazardmap.observe.MapHook;
import dev.hazardmap.observe.MapRegistry;
import dev.hazardmap.observe.Races;
import dev.hazardmap.observe.meter.Buckets;
import dev.hazardmap.observe.meter.MapMeter;
import dev.hazardmap.observe.meter.MapMeters;
import io.prometheus.metrics.core.metrics.Histogram;
import io.prometheus.metrics.model.registry.MultiCollector;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.time.Duration;

/**
 * Metrics of all traced maps for the Prometheus Java client. <pre>{@code
 * PrometheusMapMetrics metrics = PrometheusMapMetrics.builder().register();
 * }</pre>
 *
 * <p>The histogram of iterations is classic and native at once; the server takes what it is configured for. Where an iteration has a sampled
 * span, its observation carries it as exemplar.
 *
 * <p><b>Thread safety:</b> any thread. The names and labels are listed in {@code docs/observe.md}.
 */
public final class PrometheusMapMetrics implements AutoCloseable {
    private final MapRegistry maps;
    private final PrometheusRegistry registry;
    private final Histogram operationDurations;
    private final Histogram iterationDurations;
    private final MapMeters meters;
    private final MultiCollector collector = this::collect;
    private final MapRegistry.Registration hook;

    private PrometheusMapMetrics(Builder builder) {
        maps = builder.maps;
        registry = builder.registry;
        iterationDurations = Histogram.builder()
                .name("iteration_duration_seconds")
                .help("How long an iteration over the map took, what the loop did included.")
                .labelNames(Series.CACHE_NAME)
                .classicUpperBounds(Buckets.iteration())
                .build();
        operationDurations = Histogram.builder()
                .name("hazardmap_map_operation_duration_seconds")
                .help("How long sampled operations took.")
                .labelNames(Series.CACHE_NAME)
                .classicUpperBounds(Buckets.operation())
                .classicOnly() // A native one boxes its bucket's number: 32 bytes for each sampled operation.
                .withoutExemplars()
                .build();
        meters = new MapMeters(
                builder.maxNames,
                builder.slowNanos,
                meter -> new Durations(meter.label(), operationDurations, iterationDurations));
        hook = maps.add(MapHook.to(meters).sampleEvery(builder.sampleEvery));
        registry.register(iterationDurations);
        registry.register(operationDurations);
        registry.register(collector);
    }

    /** Starts to describe the metrics: of the shared registry of maps, into the default registry of the client. */
    public static Builder builder() {
        return new Builder();
    }

    /** The meters behind the metrics; they also tell which names were folded. */
    public MapMeters meters() {
        return meters;
    }

    /** Takes the hook off the maps and the metrics out of the registry. */
    @Override
    public void close() {
        hook.close();
        registry.unregister(collector);
        registry.unregister(operationDurations);
        registry.unregister(iterationDurations);
    }

    private MetricSnapshots collect() {
        int alive = maps.maps().size(); // Also forgets what was collected, before it is shown.
        Series series = new Series(meters.meters())
                .counter("cache_map_size_growth", "Entries by which the map outgrew its last size.", MapMeter::growths)
                .gauge("hazardmap_map_entries", "Entries in the map.", MapMeter::entries)
                .gauge("hazardmap_map_peak_entries", "The most entries it ever had.", MapMeter::peakEntries)
                .gauge("hazardmap_map_load_ratio", "Entries per slot.", meter -> meter.load()
                        .orElse(Double.NaN))
                .operations("hazardmap_map_operations", "Operations, extrapolated from the sample.")
                .counter(
                        "hazardmap_map_slow_operations",
                        "Operations that waited for a lock or something else, extrapolated from the sample.",
                        MapMeter::slowOperations)
                .counter(
                        "hazardmap_map_iteration_failures",
                        "Iterations that ended with an exception.",
                        MapMeter::failedIterations)
                .counter(
                        "hazardmap_map_misuses",
                        "Concurrent misuses that maps have found of themselves.",
                        MapMeter::misuses)
                .single("hazardmap_maps", "Traced maps.", alive)
                .single(
                        "hazardmap_maps_folded",
                        "Maps that share cache_name=\"" + MapMeters.OTHER + "\" because there were too many names.",
                        meters.foldedMaps())
                .singleCounter("hazardmap_races", "Data races that the agent has found.", Races.found());
        return new MetricSnapshots(series.snapshots());
    }

    /** Describes the metrics. Not thread-safe. */
    public static final class Builder {
        private MapRegistry maps = MapRegistry.shared();
        private PrometheusRegistry registry = PrometheusRegistry.defaultRegistry;
        private int sampleEvery = 64;
        private int maxNames = 100;
        private long slowNanos = 10_000;

        private Builder() {}

        /** Whose maps; the shared registry's unless set. */
        public Builder maps(MapRegistry observed) {
            maps = requireNonNull(observed, "observed");
            return this;
        }

        /** Where the metrics go; the client's default registry unless set. */
        public Builder registry(PrometheusRegistry target) {
            registry = requireNonNull(target, "target");
            return this;
        }

        /** Operations: one in so many is looked at; 64 unless set. */
        public Builder sampleEvery(int n) {
            sampleEvery = n;
            return this;
        }

        /** How many names of maps have series of their own; 100 unless set. */
        public Builder maxNames(int names) {
            maxNames = names;
            return this;
        }

        /** From which duration on an operation counts as slow; 10 microseconds unless set. */
        public Builder slowFrom(Duration duration) {
            slowNanos = duration.toNanos();
            return this;
        }

        /**
         * Starts to observe and to show.
         *
         * @throws IllegalArgumentException if one of the numbers makes no sense
         */
        public PrometheusMapMetrics register() {
            return new PrometheusMapMetrics(this);
        }
    }
}
