package dev.hazardmap.maps;

import dev.hazardmap.maps.MisuseReport.MapState;
import java.util.Collection;
import java.util.ConcurrentModificationException;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A hash map for one thread at a time that notices when it is used by several: Go's Swiss map (1.24) with Go's "concurrent map
 * writes", made to miss less.
 *
 * <h2>Structure</h2>
 * A directory of {@link ObjectTable}s as in {@link ConcurrentSwissMap}, without locks and snapshots: a table of 7/8 load is rebuilt
 * (many deleted slots), doubled, or split in two, within one put. As tables have at most 4096 slots, that put takes
 * some tens of microseconds, however large the map. A removed entry's slot is free at once if its group has another empty slot,
 * and marked deleted otherwise, so no removed key stays reachable.
 *
 * <h2>Misuse</h2>
 * Every operation tells {@link OwnedMap} when it begins and ends. By default an <em>overlap</em> of a write with any operation of
 * another thread is reported when one of the two can see it; in {@linkplain Builder#strictOwnership strict} mode any operation of a
 * thread that does not own the map, overlap or not. The owner is the thread that built the map, until {@link #handOver()}. What a report
 * leads to is a {@link MisusePolicy}. A function given to {@code compute} and its kin is part of the write: it may read the map, and
 * an update from it throws {@link IllegalStateException}.
 *
 * <h2>Thread safety and memory effects</h2>
 * None: give the map from thread to thread with a proper happens-before edge (a lock, a queue, {@link Thread#join}).
 * {@code handOver} changes the owner and orders nothing.
 *
 * <p>Iterators are fail-fast: {@link java.util.ConcurrentModificationException} after a change by the own thread other than their
 * {@code remove}, {@link ConcurrentMapMisuseError} after one by another. Null keys and values are rejected with a
 * {@link NullPointerException} that names the argument.
 *
 * @param <K> the type of keys
 * @param <V> the type of values
 */
@SuppressWarnings("exports") // The superclass is package-private: its public methods are part of this class.
public final class SwissMap<K, V> extends SwissTables<K, V> {
    /** Go's 1024; here larger, because the header of a Java array costs a cache line per table. */
    private static final int MAX_SLOTS = 4096;

    private static final int FLOOD = 16;

    /** An empty map. */
    public SwissMap() {
        this(0, standardLayout(), MisuseOptions.DEFAULT);
    }

    /**
     * An empty map with room for so many entries.
     *
     * @throws IllegalArgumentException if {@code expectedSize} is negative
     */
    public SwissMap(int expectedSize) {
        this(Tables.checkExpectedSize(expectedSize), standardLayout(), MisuseOptions.DEFAULT);
    }

    /** A map with the entries of another. */
    public SwissMap(Map<? extends K, ? extends V> entries) {
        this(Objects.requireNonNull(entries, "entries").size(), standardLayout(), MisuseOptions.DEFAULT);
        entries.forEach(this::store);
    }

    /** For tests: with a chosen seed and table sizes. */
    SwissMap(long expectedSize, TableLayout layout, MisuseOptions misuse) {
        super(expectedSize, layout, Math.max(2, Math.min(layout.maxSlots() / 4, FLOOD)), misuse);
    }

    private static TableLayout standardLayout() {
        return new TableLayout(Hashes.randomSeed(), MAX_SLOTS, MAX_SLOTS);
    }

    @Override
    MapState describe(String label) {
        return new MapState("SwissMap", label, entries(), describeTables());
    }

    /** Starts to describe a map. */
    public static <K, V> Builder<K, V> builder() {
        return new Builder<>();
    }

    /** Describes a {@link SwissMap}. Not thread-safe. */
    public static final class Builder<K, V> extends OwnedMap.Builder<Builder<K, V>> {
        private long expectedSize;

        private Builder() {}

        @Override
        Builder<K, V> self() {
            return this;
        }

        /**
         * Makes room for so many entries at once.
         *
         * @throws IllegalArgumentException if negative
         */
        public Builder<K, V> expectedSize(long entries) {
            expectedSize = Tables.checkExpectedSize(entries);
            return this;
        }

        /** The map, owned by the calling thread. */
        public SwissMap<K, V> build() {
            return new SwissMap<>(expectedSize, standardLayout(), misuse);
        }
    }

    // ---- reading ----

    @Override
    public int size() {
        int ticket = beginRead();
        int size = entries();
        endRead(ticket);
        return size;
    }

    @Override
    @SuppressWarnings("unchecked") // Only put stores values.
    public @Nullable V get(Object key) {
        long hash = hash(Objects.requireNonNull(key, "key"));
        int ticket = beginRead();
        try {
            return (V) tableFor(hash).get(key, hash);
        } finally {
            endRead(ticket);
        }
    }

    @Override
    public boolean containsKey(Object key) {
        return get(key) != null;
    }

    @Override
    public V getOrDefault(Object key, V defaultValue) {
        V value = get(key);
        return value == null ? defaultValue : value;
    }

    @Override
    public boolean containsValue(Object value) {
        Objects.requireNonNull(value, "value");
        int ticket = beginRead();
        try {
            for (ObjectCursor cursor = cursor(); cursor.advance(); ) {
                if (value.equals(cursor.value())) {
                    return true;
                }
            }
            return false;
        } finally {
            endRead(ticket);
        }
    }

    @Override
    @SuppressWarnings("unchecked")
    public void forEach(BiConsumer<? super K, ? super V> action) {
        Objects.requireNonNull(action, "action");
        int changes = structuralChanges();
        int ticket = beginIteration();
        for (ObjectCursor cursor = cursor(); cursor.advance(); ) {
            action.accept((K) cursor.key(), (V) cursor.value());
            ticket = checkIteration(ticket);
            checkUnchanged(changes);
        }
    }

    /** Java's fail-fast rule: an iteration ends if its own thread added or removed an entry behind its back. */
    void checkUnchanged(int changes) {
        if (structuralChanges() != changes) {
            throw new ConcurrentModificationException("an entry was added or removed during an iteration");
        }
    }

    ObjectCursor cursor() {
        return new ObjectCursor(this::tableFor);
    }

    // ---- updates ----

    @Override
    @SuppressWarnings("unchecked")
    public @Nullable V put(K key, V value) {
        return (V) store(key, value);
    }

    private @Nullable Object store(K key, V value) {
        long hash = hash(Objects.requireNonNull(key, "key"));
        Objects.requireNonNull(value, "value");
        int ticket = beginWrite();
        try {
            return putUnguarded(key, hash, value);
        } finally {
            endWrite(ticket);
        }
    }

    @Override
    public @Nullable V putIfAbsent(K key, V value) {
        Objects.requireNonNull(value, "value");
        return update(key, true, old -> old == null ? value : old, true);
    }

    @Override
    @SuppressWarnings("unchecked")
    public @Nullable V remove(Object key) {
        long hash = hash(Objects.requireNonNull(key, "key"));
        int ticket = beginWrite();
        try {
            return (V) removeUnguarded(key, hash);
        } finally {
            endWrite(ticket);
        }
    }

    @Override
    public boolean remove(Object key, @Nullable Object value) {
        V present = get(key);
        if (value == null || present == null || !value.equals(present)) {
            return false;
        }
        remove(key);
        return true;
    }

    @Override
    public @Nullable V replace(K key, V value) {
        Objects.requireNonNull(value, "value");
        return get(key) == null ? null : put(key, value);
    }

    @Override
    public boolean replace(K key, V oldValue, V newValue) {
        Objects.requireNonNull(oldValue, "oldValue");
        Objects.requireNonNull(newValue, "newValue");
        if (!oldValue.equals(get(key))) {
            return false;
        }
        put(key, newValue);
        return true;
    }

    @Override
    public void replaceAll(BiFunction<? super K, ? super V, ? extends V> function) {
        Objects.requireNonNull(function, "function");
        for (Entry<K, V> entry : entrySet()) {
            entry.setValue(Objects.requireNonNull(function.apply(entry.getKey(), entry.getValue()), "result"));
        }
    }

    @Override
    public void clear() {
        int ticket = beginWrite();
        try {
            clearUnguarded();
        } finally {
            endWrite(ticket);
        }
    }

    @Override
    public @Nullable V computeIfAbsent(K key, Function<? super K, ? extends @Nullable V> mappingFunction) {
        Objects.requireNonNull(mappingFunction, "mappingFunction");
        V present = get(key);
        return present != null ? present : update(key, true, old -> mappingFunction.apply(key), false);
    }

    @Override
    public @Nullable V computeIfPresent(
            K key, BiFunction<? super K, ? super V, ? extends @Nullable V> remappingFunction) {
        Objects.requireNonNull(remappingFunction, "remappingFunction");
        return update(key, false, old -> remappingFunction.apply(key, Objects.requireNonNull(old)), false);
    }

    @Override
    public @Nullable V compute(
            K key, BiFunction<? super K, ? super @Nullable V, ? extends @Nullable V> remappingFunction) {
        Objects.requireNonNull(remappingFunction, "remappingFunction");
        return update(key, true, old -> remappingFunction.apply(key, old), false);
    }

    @Override
    public @Nullable V merge(
            K key, V value, BiFunction<? super V, ? super V, ? extends @Nullable V> remappingFunction) {
        Objects.requireNonNull(value, "value");
        Objects.requireNonNull(remappingFunction, "remappingFunction");
        return update(key, true, old -> old == null ? value : remappingFunction.apply(old, value), false);
    }

    /** Sets a value to the function's result, or removes the key if that is null. The function runs inside the write. */
    @SuppressWarnings("unchecked")
    private @Nullable V update(
            K key, boolean ifAbsent, Function<@Nullable V, ? extends @Nullable V> function, boolean returnOld) {
        long hash = hash(Objects.requireNonNull(key, "key"));
        int ticket = beginWrite();
        try {
            V old = (V) tableFor(hash).get(key, hash);
            if (old == null && !ifAbsent) {
                return null;
            }
            V next = function.apply(old);
            if (next == null) {
                removeUnguarded(key, hash);
            } else if (next != old) {
                putUnguarded(key, hash, next);
            }
            return returnOld ? old : next;
        } finally {
            endWrite(ticket);
        }
    }

    // ---- views ----

    @Override
    public Set<K> keySet() {
        return new SwissViews.Keys<>(this);
    }

    @Override
    public Collection<V> values() {
        return new SwissViews.Values<>(this);
    }

    @Override
    public Set<Entry<K, V>> entrySet() {
        return new SwissViews.Entries<>(this);
    }
}
