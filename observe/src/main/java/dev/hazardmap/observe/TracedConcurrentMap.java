package dev.hazardmap.observe;

import java.util.concurrent.ConcurrentMap;

/**
 * A {@link TracedMap} over a {@link ConcurrentMap}: atomic and concurrent exactly as that one is, because every method is one call of
 * the same method of it.
 *
 * @param <K> the type of keys
 * @param <V> the type of values
 */
public final class TracedConcurrentMap<K, V> extends TracedMap<K, V> implements ConcurrentMap<K, V> {
    TracedConcurrentMap(ConcurrentMap<K, V> map, ObservedMap observed, MapRegistry registry) {
        super(map, observed, registry);
    }
}
