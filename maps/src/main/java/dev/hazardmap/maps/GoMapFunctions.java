package dev.hazardmap.maps;

import static java.util.Objects.requireNonNull;

import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What Go's map has no counterpart of: Java's functions on a map, made of a lookup, a call of the function outside any write, and
 * a write. The function may read the map; a write from it is refused, as in every map here.
 */
abstract class GoMapFunctions<K, V> extends OwnedMap<K, V> {
    private boolean inFunction;

    GoMapFunctions(MisuseOptions options) {
        super(options);
    }

    /** Whether this is not Go's nil map. */
    abstract boolean isWritable();

    @Override
    public abstract @Nullable V get(Object key);

    @Override
    public abstract @Nullable V put(K key, V value);

    @Override
    public abstract @Nullable V remove(Object key);

    @Override
    public @Nullable V computeIfAbsent(K key, Function<? super K, ? extends V> mappingFunction) {
        requireNonNull(mappingFunction, "mappingFunction");
        V present = get(key);
        if (present != null) {
            return present;
        }
        V value = call(() -> mappingFunction.apply(key));
        if (value != null) {
            put(key, value);
        }
        return value;
    }

    @Override
    public @Nullable V computeIfPresent(K key, BiFunction<? super K, ? super V, ? extends V> remapping) {
        requireNonNull(remapping, "remapping");
        V present = get(key);
        return present == null ? null : settle(key, present, call(() -> remapping.apply(key, present)));
    }

    @Override
    public @Nullable V compute(K key, BiFunction<? super K, ? super @Nullable V, ? extends V> remapping) {
        requireNonNull(remapping, "remapping");
        V present = get(key);
        return settle(key, present, call(() -> remapping.apply(key, present)));
    }

    @Override
    public @Nullable V merge(K key, V value, BiFunction<? super V, ? super V, ? extends V> remapping) {
        requireNonNull(value, "value");
        requireNonNull(remapping, "remapping");
        V present = get(key);
        return settle(key, present, present == null ? value : call(() -> remapping.apply(present, value)));
    }

    @Override
    public void replaceAll(BiFunction<? super K, ? super V, ? extends V> function) {
        requireNonNull(function, "function");
        for (Map.Entry<K, V> entry : entrySet()) {
            V value = call(() -> function.apply(entry.getKey(), entry.getValue()));
            entry.setValue(requireNonNull(value, "result of function"));
        }
    }

    private @Nullable V settle(K key, @Nullable V present, @Nullable V value) {
        if (value != null) {
            put(key, value);
        } else if (present != null) {
            remove(key);
        }
        return value;
    }

    /** Runs user code during which this thread must not write the map. */
    private <R> @Nullable R call(Supplier<? extends @Nullable R> function) {
        if (isWritable()) {
            checkNotInFunction();
        }
        inFunction = true;
        try {
            return function.get();
        } finally {
            inFunction = false;
        }
    }

    /** Whether a function given to this map is running; asked by the owner, who set it. */
    final boolean inFunction() {
        return inFunction;
    }

    private void checkNotInFunction() {
        if (inFunction) {
            throw RecursiveUpdate.onThisThread("GoMap");
        }
    }
}
