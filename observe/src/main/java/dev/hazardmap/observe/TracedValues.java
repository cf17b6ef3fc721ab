package dev.hazardmap.observe;

import java.util.Collection;
import org.jspecify.annotations.Nullable;

/** The values of a traced map. */
final class TracedValues<K, V> extends TracedView<K, V, V> {
    TracedValues(TracedMap<K, V> map, Collection<V> source) {
        super(map, source);
    }

    @Override
    boolean keyed() {
        return false;
    }

    @Override
    @Nullable
    Object keyOf(@Nullable Object element) {
        return null;
    }

    @Override
    MapOperation containsOperation() {
        return MapOperation.CONTAINS_VALUE;
    }
}
