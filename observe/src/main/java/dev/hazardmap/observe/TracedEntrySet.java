package dev.hazardmap.observe;

import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The entries of a traced map. */
final class TracedEntrySet<K, V> extends TracedView<K, V, Map.Entry<K, V>> implements Set<Map.Entry<K, V>> {
    TracedEntrySet(TracedMap<K, V> map, Set<Map.Entry<K, V>> source) {
        super(map, source);
    }

    @Override
    Map.Entry<K, V> traced(Map.Entry<K, V> element) {
        return new TracedEntry<>(map(), element);
    }

    @Override
    @Nullable
    Object keyOf(@Nullable Object element) {
        return element instanceof Map.Entry<?, ?> entry ? entry.getKey() : null;
    }

    @Override
    MapOperation containsOperation() {
        return MapOperation.CONTAINS_KEY;
    }
}
