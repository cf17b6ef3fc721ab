package dev.hazardmap.maps;

import static java.util.Objects.requireNonNull;

import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A plain hash map behind a guard: what the idioms {@link MutexMap}, {@link RwLockMap}, {@link ShardedMap},
 * {@link SnapshotMap} and {@link OwnerMap} have in common. They differ in how an operation gets at the plain map: under which
 * lock, on which copy, on which thread.
 *
 * <p>Each operation of {@link java.util.concurrent.ConcurrentMap} is one {@link #read} or one {@link #write} and therefore
 * atomic, functions included: a function runs at most once per call, and must not change the map ({@link FunctionScope}).
 * Iterators walk a copy of the entries taken when they are created.
 */
abstract class GuardedMap<K, V> extends AbstractConcurrentMap<K, V> {
    final FunctionScope functions = new FunctionScope();

    /** Runs {@code op} on the plain map that holds {@code key}; it must not change it. */
    abstract <R> @Nullable R read(Object key, Function<? super Map<K, V>, ? extends @Nullable R> op);

    /** Runs {@code op} on the plain map that holds {@code key}, alone. */
    abstract <R> @Nullable R write(Object key, Function<? super Map<K, V>, ? extends @Nullable R> op);

    /** Runs {@code op} on every plain map there is, each alone. */
    abstract void writeAll(Consumer<? super Map<K, V>> op);

    /** A copy of the entries. */
    abstract List<Map.Entry<K, V>> copyOfEntries();

    @Override
    final Iterator<Map.Entry<K, V>> entries() {
        return copyOfEntries().iterator();
    }

    /** Appends the entries of a plain map to a list, as entries of their own. */
    static <K, V> void addEntries(Map<K, V> from, List<Map.Entry<K, V>> to) {
        from.forEach((key, value) -> to.add(Map.entry(key, value)));
    }

    @Override
    public @Nullable V get(Object key) {
        requireNonNull(key, "key");
        return read(key, m -> m.get(key));
    }

    @Override
    public V getOrDefault(Object key, V fallback) {
        V value = get(key);
        return value == null ? fallback : value;
    }

    @Override
    public @Nullable V put(K key, V value) {
        requireNonNull(key, "key");
        requireNonNull(value, "value");
        return write(key, m -> m.put(key, value));
    }

    @Override
    public @Nullable V remove(Object key) {
        requireNonNull(key, "key");
        return write(key, m -> m.remove(key));
    }

    /** Puts all entries; a map without shards does so in one atomic step. */
    @Override
    public void putAll(Map<? extends K, ? extends V> source) {
        Map<K, V> added = withoutNulls(source);
        if (!added.isEmpty()) {
            writeAll(m -> m.putAll(added));
        }
    }

    @Override
    public void clear() {
        writeAll(Map::clear);
    }

    @Override
    public @Nullable V putIfAbsent(K key, V value) {
        requireNonNull(value, "value");
        V present = get(key);
        return present != null ? present : write(key, m -> m.putIfAbsent(key, value));
    }

    @Override
    public boolean remove(Object key, @Nullable Object value) {
        requireNonNull(key, "key");
        return value != null && isTrue(write(key, m -> m.remove(key, value)));
    }

    @Override
    public @Nullable V replace(K key, V value) {
        requireNonNull(key, "key");
        requireNonNull(value, "value");
        return write(key, m -> m.replace(key, value));
    }

    @Override
    public boolean replace(K key, V oldValue, V newValue) {
        requireNonNull(key, "key");
        requireNonNull(oldValue, "oldValue");
        requireNonNull(newValue, "newValue");
        return isTrue(write(key, m -> m.replace(key, oldValue, newValue)));
    }

    private static boolean isTrue(@Nullable Boolean result) {
        return Boolean.TRUE.equals(result);
    }

    @Override
    public @Nullable V computeIfAbsent(K key, Function<? super K, ? extends V> function) {
        requireNonNull(function, "function");
        V present = get(key);
        return present != null
                ? present
                : write(key, m -> m.computeIfAbsent(key, k -> functions.call(() -> function.apply(k))));
    }

    @Override
    public @Nullable V computeIfPresent(K key, BiFunction<? super K, ? super V, ? extends V> function) {
        requireNonNull(key, "key");
        requireNonNull(function, "function");
        return write(key, m -> m.computeIfPresent(key, (k, v) -> functions.call(() -> function.apply(k, v))));
    }

    @Override
    public @Nullable V compute(K key, BiFunction<? super K, ? super @Nullable V, ? extends V> function) {
        requireNonNull(key, "key");
        requireNonNull(function, "function");
        return write(key, m -> m.compute(key, (k, v) -> functions.call(() -> function.apply(k, v))));
    }

    @Override
    public @Nullable V merge(K key, V value, BiFunction<? super V, ? super V, ? extends V> function) {
        requireNonNull(key, "key");
        requireNonNull(value, "value");
        requireNonNull(function, "function");
        return write(key, m -> m.merge(key, value, (old, v) -> functions.call(() -> function.apply(old, v))));
    }

    @Override
    public void replaceAll(BiFunction<? super K, ? super V, ? extends V> function) {
        requireNonNull(function, "function");
        writeAll(m -> m.replaceAll(
                (k, v) -> requireNonNull(functions.call(() -> function.apply(k, v)), "result of function")));
    }

    static IllegalStateException broken(String what, Object found, Object expected) {
        return new IllegalStateException("invariant failed: " + what + ": found " + found + ", expected " + expected);
    }

    /** Between two operations of this thread: no function runs, and the plain map counts what it holds, without nulls. */
    void checkPlainMap(Map<K, V> plain) {
        if (functions.isInside()) {
            throw broken("functions running in this thread", 1, 0);
        }
        int counted = 0;
        for (Map.Entry<K, V> entry : plain.entrySet()) {
            counted++;
            if (entry.getKey() == null || entry.getValue() == null) {
                throw broken("entry", entry, "no null");
            }
        }
        if (counted != plain.size()) {
            throw broken("size", plain.size(), counted);
        }
    }
}
