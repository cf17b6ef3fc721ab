package dev.hazardmap.observe.meter;

import dev.hazardmap.observe.Iteration;
import dev.hazardmap.observe.MapOperation;
import dev.hazardmap.observe.MapRecorder;
import dev.hazardmap.observe.ObservedMap;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Function;
import java.util.function.ToLongFunction;

/**
 * The counters and gauges of all maps that share a label. Counters never fall: what a collected map had counted is kept while
 * another map has the label.
 *
 * <p><b>Thread safety:</b> any thread.
 */
public final class MapMeter {
    private final String label;
    private final List<ObservedMap> maps = new ArrayList<>();
    private final LongAdder[] operations = new LongAdder[MapOperation.values().length];
    private final LongAdder slow = new LongAdder();
    private final LongAdder failedIterations = new LongAdder();
    private final DurationRecorder durations;
    private final long slowNanos;
    private long retiredGrowths;
    private long retiredMisuses;

    MapMeter(String label, long slowNanos, Function<MapMeter, DurationRecorder> durations) {
        this.label = label;
        this.slowNanos = slowNanos;
        for (int i = 0; i < operations.length; i++) {
            operations[i] = new LongAdder();
        }
        this.durations = durations.apply(this);
    }

    /** The value of the label {@code cache_name}. */
    public String label() {
        return label;
    }

    /** Operations, extrapolated from the sample. */
    public long operations(MapOperation operation) {
        return operations[operation.ordinal()].sum();
    }

    /** Operations that took longer than the limit, extrapolated from the sample. */
    public long slowOperations() {
        return slow.sum();
    }

    /** Iterations that ended with an exception. */
    public long failedIterations() {
        return failedIterations.sum();
    }

    /** Entries that the maps have grown by, see {@link ObservedMap#growths}. */
    public synchronized long growths() {
        return retiredGrowths + sum(ObservedMap::growths);
    }

    /** Misuses found by maps that look for them. */
    public synchronized long misuses() {
        return retiredMisuses + sum(ObservedMap::misuses);
    }

    /** Entries in all maps together. */
    public synchronized long entries() {
        return sum(ObservedMap::size);
    }

    /** The maps' largest sizes, together. */
    public synchronized long peakEntries() {
        return sum(ObservedMap::peakSize);
    }

    /** How many maps there are. */
    public synchronized int maps() {
        return maps.size();
    }

    /** The highest load factor of the maps; empty if none tells its capacity. */
    public synchronized OptionalDouble load() {
        return maps.stream()
                .map(ObservedMap::load)
                .filter(OptionalDouble::isPresent)
                .mapToDouble(OptionalDouble::getAsDouble)
                .max();
    }

    private long sum(ToLongFunction<ObservedMap> part) {
        return maps.stream().mapToLong(part).sum();
    }

    synchronized MapRecorder add(ObservedMap map) {
        maps.add(map);
        return new Recorder();
    }

    /** Takes a map out; whether it was the last. */
    synchronized boolean remove(ObservedMap map) {
        if (maps.remove(map)) {
            retiredGrowths += map.growths();
            retiredMisuses += map.misuses();
        }
        return maps.isEmpty();
    }

    void removeSeries() {
        durations.remove();
    }

    private final class Recorder implements MapRecorder {
        @Override
        public void operation(MapOperation operation, long keyHash, long startNanos, long durationNanos, int weight) {
            operations[operation.ordinal()].add(weight);
            durations.operation(operation, durationNanos);
            if (durationNanos >= slowNanos) {
                slow.add(weight);
            }
        }

        @Override
        public void iterationEnded(Iteration iteration) {
            switch (iteration.outcome()) {
                case COMPLETED -> durations.iteration(iteration);
                case FAILED -> {
                    failedIterations.increment();
                    durations.iteration(iteration);
                }
                case ABANDONED, RUNNING -> {} // Nobody knows how long it took.
            }
        }
    }
}
