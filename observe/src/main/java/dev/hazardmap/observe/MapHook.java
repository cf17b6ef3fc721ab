package dev.hazardmap.observe;

import static java.util.Objects.requireNonNull;

import java.util.EnumSet;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What to observe, and where to: a sink with its filters. Register it with {@link MapRegistry#add}, at any time.
 *
 * <p>Immutable; every method returns a changed copy. <pre>{@code
 * MapHook.to(sink).sampleEvery(64).operations(MapOperation.PUT).keys(key -> key.toString().startsWith("user:"))
 * }</pre>
 */
public final class MapHook {
    private final MapSink sink;
    private final int every;
    private final int operations;
    private final boolean iterations;
    private final Predicate<? super ObservedMap> maps;
    private final @Nullable Predicate<@Nullable Object> keys;

    private MapHook(
            MapSink sink,
            int every,
            int operations,
            boolean iterations,
            Predicate<? super ObservedMap> maps,
            @Nullable Predicate<@Nullable Object> keys) {
        this.sink = sink;
        this.every = every;
        this.operations = operations;
        this.iterations = iterations;
        this.maps = maps;
        this.keys = keys;
    }

    /** A hook for every operation and iteration of every map. */
    public static MapHook to(MapSink sink) {
        return new MapHook(requireNonNull(sink, "sink"), 1, -1, true, map -> true, null);
    }

    /**
     * Records one operation in {@code n}, at random distances; the recorder gets {@code n} as weight. Iterations are not sampled.
     *
     * @throws IllegalArgumentException if {@code n} is less than 1
     */
    public MapHook sampleEvery(int n) {
        if (n < 1) {
            throw new IllegalArgumentException("sampleEvery must be at least 1: " + n);
        }
        return new MapHook(sink, n, operations, iterations, maps, keys);
    }

    /** Records these operations only; none is allowed, for a hook that wants iterations alone. */
    public MapHook operations(MapOperation... only) {
        Set<MapOperation> wanted = EnumSet.noneOf(MapOperation.class);
        for (MapOperation operation : only) {
            wanted.add(operation);
        }
        int bits = 0;
        for (MapOperation operation : wanted) {
            bits |= operation.bit();
        }
        return new MapHook(sink, every, bits, iterations, maps, keys);
    }

    /** Records operations on these keys only; asked after the sampling. Operations without a key are then left out. */
    public MapHook keys(Predicate<@Nullable Object> only) {
        return new MapHook(sink, every, operations, iterations, maps, requireNonNull(only, "only"));
    }

    /** Observes these maps only; asked once per map. */
    public MapHook maps(Predicate<? super ObservedMap> only) {
        return new MapHook(sink, every, operations, iterations, requireNonNull(only, "only"), keys);
    }

    /** Whether iterations are recorded; they are unless this says no. */
    public MapHook iterations(boolean recorded) {
        return new MapHook(sink, every, operations, recorded, maps, keys);
    }

    MapSink sink() {
        return sink;
    }

    int every() {
        return every;
    }

    int operationBits() {
        return operations;
    }

    boolean iterations() {
        return iterations;
    }

    boolean wants(ObservedMap map) {
        return maps.test(map);
    }

    @Nullable
    Predicate<@Nullable Object> keys() {
        return keys;
    }
}
