package dev.hazardmap.observe;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An entry whose {@code setValue} is observed, as the put that it is. */
final class TracedEntry<K, V> implements Map.Entry<K, V> {
    private final TracedMap<K, V> map;
    private final Map.Entry<K, V> source;

    TracedEntry(TracedMap<K, V> map, Map.Entry<K, V> source) {
        this.map = map;
        this.source = source;
    }

    @Override
    public K getKey() {
        return source.getKey();
    }

    @Override
    public V getValue() {
        return source.getValue();
    }

    @Override
    public V setValue(V value) {
        Probe probe = map.probe();
        int taken = probe == null ? 0 : probe.sample(MapOperation.PUT);
        if (probe == null || taken == 0) {
            return source.setValue(value);
        }
        long start = System.nanoTime();
        try {
            return source.setValue(value);
        } finally {
            probe.record(taken, MapOperation.PUT, source.getKey(), start);
        }
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return source.equals(other instanceof TracedEntry<?, ?> entry ? entry.source : other);
    }

    @Override
    public int hashCode() {
        return source.hashCode();
    }

    @Override
    public String toString() {
        return source.toString();
    }
}
