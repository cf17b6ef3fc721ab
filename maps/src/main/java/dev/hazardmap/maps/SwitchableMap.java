package dev.hazardmap.maps;

import static java.util.Objects.requireNonNull;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Supplier;

/**
 * A concurrent map whose implementation can be exchanged in one step while threads use it.
 *
 * <p>{@link #switchTo} stops the writers, copies everything and goes on with the new map. Readers are never stopped. The writers'
 * pause is as long as the copy; for a large map take {@link MigratingMap}, whose pause does not grow with the map. The rules by
 * which no operation is lost or seen twice are those of {@link EpochMap}.
 *
 * <p>In between it costs a write two atomic additions on a cache line that few threads share, and a read one more volatile load.
 *
 * <p><b>Thread safety and memory effects:</b> those of the current map; operations on one key stay linearizable across a switch.
 *
 * @param <K> the type of keys
 * @param <V> the type of values
 */
public final class SwitchableMap<K, V> extends EpochMap<K, V> {
    /** A map in front of an empty {@link ConcurrentHashMap}. */
    public SwitchableMap() {
        this(new ConcurrentHashMap<K, V>(), Anchor.FIRST);
    }

    /** A map in front of a {@link ConcurrentHashMap} of the expected size. */
    public SwitchableMap(int expectedSize) {
        this(new ConcurrentHashMap<K, V>(capacityFor(expectedSize)), Anchor.FIRST);
    }

    /** A map in front of a {@link ConcurrentHashMap} with the entries of another map. */
    public SwitchableMap(Map<? extends K, ? extends V> source) {
        this(new ConcurrentHashMap<K, V>(withoutNulls(source)), Anchor.FIRST);
    }

    /** Tells the constructor that wraps a map from the one that copies it. */
    private enum Anchor {
        FIRST
    }

    private SwitchableMap(ConcurrentMap<K, V> first, Anchor anchor) {
        super(first);
    }

    /** A map in front of {@code first}, which from now on must be changed through the new map alone. */
    public static <K, V> SwitchableMap<K, V> over(ConcurrentMap<K, V> first) {
        return new SwitchableMap<>(requireNonNull(first, "first"), Anchor.FIRST);
    }

    /**
     * What a switch did.
     *
     * @param entries how many entries were copied
     * @param windowNanos how long writers were stopped, in nanoseconds
     */
    public record Switch(int entries, long windowNanos) {}

    /**
     * Goes on with another map.
     *
     * @param next makes the new map, which must be empty
     * @throws IllegalArgumentException if it is not empty; the former map stays
     * @throws IllegalStateException if called inside a function given to this map
     */
    public Switch switchTo(Supplier<? extends ConcurrentMap<K, V>> next) {
        ConcurrentMap<K, V> successor = requireNonNull(next.get(), "result of next");
        if (!successor.isEmpty()) {
            throw new IllegalArgumentException("the new map is not empty: " + successor.size() + " entries");
        }
        lockControl();
        try {
            ConcurrentMap<K, V> former = current();
            long start = System.nanoTime();
            advance(former, former, true);
            ConcurrentMap<K, V> authority = former;
            try {
                successor.putAll(former);
                authority = successor;
            } finally {
                advance(authority, authority, false);
            }
            return new Switch(successor.size(), System.nanoTime() - start);
        } finally {
            unlockControl();
        }
    }
}
