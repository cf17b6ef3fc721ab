package dev.hazardmap.observe.meter;

import dev.hazardmap.observe.MapRecorder;
import dev.hazardmap.observe.MapSink;
import dev.hazardmap.observe.ObservedMap;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;

/**
 * The meters of all maps, with a bound on their number.
 *
 * <h2>Cardinality</h2>
 * A name costs a metrics system some forty series for as long as it keeps data, and names that a program makes up at run time know no
 * end. So only so many names have a meter of their own, first come, first served; all maps beyond share the meter {@link #OTHER}. A name
 * is free again when the last map that has it is collected. How many maps were folded is a metric, and which were, is logged once
 * and listed by {@link #foldedNames}. Names longer than {@value #LONGEST} characters are cut.
 *
 * <p><b>Thread safety:</b> any thread.
 */
public final class MapMeters implements MapSink {
    /** The label of the meter that all maps beyond the limit share. */
    public static final String OTHER = "_other";

    private static final Logger LOG = System.getLogger(MapMeters.class.getName());
    private static final int LONGEST = 128;
    private static final int LISTED = 1000;

    private final int limit;
    private final long slowNanos;
    private final Function<MapMeter, DurationRecorder> durations;
    private final Map<String, MapMeter> meters = new LinkedHashMap<>();
    private final Map<ObservedMap, MapMeter> meterOf = new HashMap<>();
    private final Set<ObservedMap> folded = new HashSet<>();

    /**
     * Meters for at most {@code limit} names.
     *
     * @param slowNanos from which duration on an operation counts as slow
     * @param durations makes the histograms of a meter, which has no map yet
     * @throws IllegalArgumentException if the limit is negative
     */
    public MapMeters(int limit, long slowNanos, Function<MapMeter, DurationRecorder> durations) {
        if (limit < 0) {
            throw new IllegalArgumentException("the limit of names is negative: " + limit);
        }
        this.limit = limit;
        this.slowNanos = slowNanos;
        this.durations = durations;
    }

    /** The meters there are. */
    public synchronized Collection<MapMeter> meters() {
        return List.copyOf(meters.values());
    }

    /** How many maps share the meter {@link #OTHER} because there was no room for their names. */
    public synchronized int foldedMaps() {
        return folded.size();
    }

    /** The names of folded maps, each once, at most a thousand. */
    public synchronized List<String> foldedNames() {
        return folded.stream()
                .map(ObservedMap::name)
                .distinct()
                .sorted()
                .limit(LISTED)
                .toList();
    }

    @Override
    public boolean usesKeyHash() {
        return false;
    }

    @Override
    public synchronized MapRecorder recorderFor(ObservedMap map) {
        MapMeter meter = meters.computeIfAbsent(label(map), this::newMeter);
        meterOf.put(map, meter);
        return meter.add(map);
    }

    private String label(ObservedMap map) {
        String name = map.name();
        String wanted = name.length() <= LONGEST ? name : name.substring(0, LONGEST);
        boolean named = meters.containsKey(wanted) && !wanted.equals(OTHER);
        if (named || meters.size() - (meters.containsKey(OTHER) ? 1 : 0) < limit) {
            return wanted;
        }
        if (folded.isEmpty()) {
            LOG.log(
                    Level.WARNING,
                    "more than {0} names of maps: \"{1}\" and all further ones share cache_name=\"{2}\"",
                    limit,
                    wanted,
                    OTHER);
        }
        folded.add(map);
        return OTHER;
    }

    private MapMeter newMeter(String label) {
        return new MapMeter(label, slowNanos, durations);
    }

    @Override
    public synchronized void release(ObservedMap map) {
        MapMeter meter = Objects.requireNonNull(meterOf.remove(map));
        folded.remove(map);
        // The shared meter stays: its counters must not start again with each wave of maps.
        if (meter.remove(map) && !meter.label().equals(OTHER)) {
            meters.remove(meter.label());
            meter.removeSeries();
        }
    }

    /** Takes what is left out of the metrics library; for when the hook is gone. */
    public synchronized void removeSeries() {
        meters.values().forEach(MapMeter::removeSeries);
        meters.clear();
    }
}
