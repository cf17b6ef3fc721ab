package dev.hazardmap.observe.micrometer;

import static java.util.Objects.requireNonNull;

import dev.hazardmap.observe.MapHook;
import dev.hazardmap.observe.MapRegistry;
import dev.hazardmap.observe.Races;
import dev.hazardmap.observe.meter.MapMeters;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.ArrayList;
import java.util.List;

/**
 * Metrics of all traced maps for Micrometer. <pre>{@code
 * new MicrometerMapMetrics(MapRegistry.shared()).bindTo(meterRegistry);
 * }</pre>
 *
 * <p>In Prometheus they have the names that {@code docs/observe.md} lists, so the alert rules for classic histograms work. Micrometer
 * has no native histograms with the 1.x client
 * (<a href="https://github.com/micrometer-metrics/micrometer/issues/4923">#4923</a>). Where an iteration has a sampled span, it is
 * the current one while its duration is recorded: that is where Micrometer looks for exemplars.
 *
 * <p><b>Thread safety:</b> any thread.
 */
public final class MicrometerMapMetrics implements MeterBinder, AutoCloseable {
    private final MapRegistry maps;
    private final int sampleEvery;
    private final int maxNames;
    private final long slowNanos;
    private final List<MapRegistry.Registration> hooks = new ArrayList<>();
    private final List<MapMeters> bound = new ArrayList<>();

    /** Metrics of a registry's maps: one operation in 64 is looked at, 100 names have meters, slow is 10 microseconds. */
    public MicrometerMapMetrics(MapRegistry maps) {
        this(maps, 64, 100, 10_000);
    }

    /**
     * Metrics of a registry's maps.
     *
     * @param sampleEvery one operation in so many is looked at
     * @param maxNames how many names of maps have meters of their own
     * @param slowNanos from which duration on an operation counts as slow
     */
    public MicrometerMapMetrics(MapRegistry maps, int sampleEvery, int maxNames, long slowNanos) {
        this.maps = requireNonNull(maps, "maps");
        this.sampleEvery = sampleEvery;
        this.maxNames = maxNames;
        this.slowNanos = slowNanos;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        MapMeters meters = new MapMeters(maxNames, slowNanos, meter -> new MeterSet(registry, meter));
        Gauge.builder("hazardmap.maps", maps, m -> m.maps().size())
                .description("Traced maps.")
                .register(registry);
        Gauge.builder("hazardmap.maps.folded", meters, MapMeters::foldedMaps)
                .description(
                        "Maps that share cache.name=\"" + MapMeters.OTHER + "\" because there were too many names.")
                .strongReference(true)
                .register(registry);
        FunctionCounter.builder("hazardmap.races", maps, m -> Races.found())
                .description("Data races that the agent has found.")
                .register(registry);
        synchronized (hooks) {
            bound.add(meters);
            hooks.add(maps.add(MapHook.to(meters).sampleEvery(sampleEvery)));
        }
    }

    /** Takes the hooks off the maps, and the meters of the maps out of the registries. */
    @Override
    public void close() {
        synchronized (hooks) {
            hooks.forEach(MapRegistry.Registration::close);
            hooks.clear();
            bound.forEach(MapMeters::removeSeries);
            bound.clear();
        }
    }
}
