package dev.hazardmap.observe;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The keys of a traced map. */
final class TracedKeySet<K, V> extends TracedView<K, V, K> implements Set<K> {
    TracedKeySet(TracedMap<K, V> map, Set<K> source) {
        super(map, source);
    }

    @Override
    @Nullable
    Object keyOf(@Nullable Object element) {
        return element;
    }

    @Override
    MapOperation containsOperation() {
        return MapOperation.CONTAINS_KEY;
    }
}
