package dev.hazardmap.observe.micrometer;

import dev.hazardmap.observe.Iteration;
import dev.hazardmap.observe.MapOperation;
import dev.hazardmap.observe.meter.Buckets;
import dev.hazardmap.observe.meter.DurationRecorder;
import dev.hazardmap.observe.meter.MapMeter;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.function.ToDoubleFunction;

/** All meters of one name. */
final class MeterSet implements DurationRecorder {
    private static final String CACHE_NAME = "cache.name";

    private final MeterRegistry registry;
    private final MapMeter meter;
    private final Tags tags;
    private final Timer operations;
    private final Timer iterations;
    private final List<Meter> registered = new ArrayList<>();
    private final AtomicIntegerArray counted = new AtomicIntegerArray(MapOperation.values().length);

    MeterSet(MeterRegistry registry, MapMeter meter) {
        this.registry = registry;
        this.meter = meter;
        tags = Tags.of(CACHE_NAME, meter.label());
        iterations = timer(
                "iteration.duration",
                "How long an iteration over the map took, what the loop did included.",
                Buckets.iteration());
        operations =
                timer("hazardmap.map.operation.duration", "How long sampled operations took.", Buckets.operation());
        counter("cache.map.size.growth", "Entries by which the map outgrew its last size.", MapMeter::growths);
        counter(
                "hazardmap.map.slow.operations",
                "Operations that waited for a lock or something else, extrapolated from the sample.",
                MapMeter::slowOperations);
        counter(
                "hazardmap.map.iteration.failures",
                "Iterations that ended with an exception.",
                MapMeter::failedIterations);
        counter("hazardmap.map.misuses", "Concurrent misuses that maps have found of themselves.", MapMeter::misuses);
        gauge("hazardmap.map.entries", "Entries in the map.", MapMeter::entries);
        gauge("hazardmap.map.peak.entries", "The most entries it ever had.", MapMeter::peakEntries);
        gauge("hazardmap.map.load.ratio", "Entries per slot.", m -> m.load().orElse(Double.NaN));
    }

    private Timer timer(String name, String help, double[] seconds) {
        Timer timer = Timer.builder(name)
                .description(help)
                .tags(tags)
                .serviceLevelObjectives(Arrays.stream(seconds)
                        .mapToObj(bound -> Duration.ofNanos(Math.round(bound * 1e9)))
                        .toArray(Duration[]::new))
                .register(registry);
        return kept(timer);
    }

    private void counter(String name, String help, ToDoubleFunction<MapMeter> value) {
        kept(FunctionCounter.builder(name, meter, value)
                .description(help)
                .tags(tags)
                .register(registry));
    }

    private void gauge(String name, String help, ToDoubleFunction<MapMeter> value) {
        kept(Gauge.builder(name, meter, value).description(help).tags(tags).register(registry));
    }

    private synchronized <M extends Meter> M kept(M made) {
        registered.add(made);
        return made;
    }

    @Override
    public void operation(MapOperation operation, long nanos) {
        operations.record(nanos, TimeUnit.NANOSECONDS);
        if (counted.get(operation.ordinal()) == 0 && counted.compareAndSet(operation.ordinal(), 0, 1)) {
            kept(FunctionCounter.builder("hazardmap.map.operations", meter, m -> m.operations(operation))
                    .description("Operations, extrapolated from the sample.")
                    .tags(tags.and("operation", operation.label()))
                    .register(registry));
        }
    }

    @Override
    public void iteration(Iteration ended) {
        ended.inSpan(() -> iterations.record(ended.durationNanos(), TimeUnit.NANOSECONDS));
    }

    @Override
    public synchronized void remove() {
        registered.forEach(registry::remove);
    }
}
