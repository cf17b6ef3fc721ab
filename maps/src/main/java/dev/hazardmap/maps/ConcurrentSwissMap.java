package dev.hazardmap.maps;

import java.util.Collection;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentMap;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A concurrent hash map: wait-free reads, a small lock per table for writers, an atomic {@link #snapshot()} in microseconds per
 * thousand tables, an exact {@link #size()}, no long pause while it grows, and 9 to 21 bytes per entry beside the key and the
 * value.
 *
 * <p>How it works: {@link TableDirectory} finds the table, {@link TableWriters} changes it, {@link WholeTables} takes snapshots, {@link ObjectTable} owns the slots,
 * {@link LockedTable} the lock word and the memory order, {@link FloodBin} keys with equal hashes. What this class adds are the
 * operations; each update is: lock the table of the key, act, unlock.
 *
 * <h2>Operations</h2>
 * <ul>
 *   <li>{@code get}, {@code containsKey}: directory, table, control word, key, value; no lock, no retry, no write.
 *   <li>Updates that find nothing to do (remove of an absent key, {@code computeIfAbsent} and {@code putIfAbsent} of a present
 *       one, a failed {@code replace}) return after such a read.
 *   <li>{@code compute} and its kin run the function once, while they hold the lock of the key's table: keep it short. The
 *       function may read this map; an update of this map from it throws {@link IllegalStateException}, whatever the key.
 *   <li>Iterators and spliterators are weakly consistent: no key twice, never {@link java.util.ConcurrentModificationException}.
 *       Iterate over {@link #snapshot()} for one moment's state.
 * </ul>
 *
 * <h2>Thread safety and memory effects</h2>
 * Every operation on a key is linearizable, and so are {@code size}, {@code isEmpty}, {@code clear} and {@code snapshot}. What a
 * thread did before it put a value happens-before what another thread does after it has read that value.
 *
 * <p>Null keys and values are rejected with a {@link NullPointerException} that names the argument. Keys must not change their
 * {@code hashCode} while they are in the map: it is asked again when tables split.
 *
 * @param <K> the type of keys
 * @param <V> the type of values
 */
@SuppressWarnings("exports") // The superclass is package-private: its public methods are part of this class.
public final class ConcurrentSwissMap<K, V> extends ObjectDirectory implements ConcurrentMap<K, V> {
    /** An empty map. */
    public ConcurrentSwissMap() {
        this(0, TableLayout.standard());
    }

    /**
     * An empty map with room for so many entries.
     *
     * @throws IllegalArgumentException if {@code expectedSize} is negative
     */
    public ConcurrentSwissMap(int expectedSize) {
        this(Tables.checkExpectedSize(expectedSize), TableLayout.standard());
    }

    /** A map with the entries of another. */
    public ConcurrentSwissMap(Map<? extends K, ? extends V> entries) {
        this(Objects.requireNonNull(entries, "entries").size(), TableLayout.standard());
        putAll(entries);
    }

    /** For tests: with a chosen seed and table sizes. */
    ConcurrentSwissMap(long expectedSize, TableLayout layout) {
        super(expectedSize, layout);
    }

    /** Starts to describe a map. */
    public static <K, V> Builder<K, V> builder() {
        return new Builder<>();
    }

    /** Describes a {@link ConcurrentSwissMap}. Not thread-safe. */
    public static final class Builder<K, V> {
        private long expectedSize;

        private Builder() {}

        /**
         * Makes room for so many entries at once.
         *
         * @throws IllegalArgumentException if negative
         */
        public Builder<K, V> expectedSize(long entries) {
            expectedSize = Tables.checkExpectedSize(entries);
            return this;
        }

        /** The map. */
        public ConcurrentSwissMap<K, V> build() {
            return new ConcurrentSwissMap<>(expectedSize, TableLayout.standard());
        }
    }

    // ---- reading ----

    @Override
    @SuppressWarnings("unchecked") // Only put stores values.
    public @Nullable V get(Object key) {
        long hash = hash(Objects.requireNonNull(key, "key"));
        return (V) tableFor(hash).get(key, hash);
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
        for (ObjectCursor cursor = cursor(); cursor.advance(); ) {
            if (value.equals(cursor.value())) {
                return true;
            }
        }
        return false;
    }

    @Override
    @SuppressWarnings("unchecked")
    public void forEach(BiConsumer<? super K, ? super V> action) {
        Objects.requireNonNull(action, "action");
        for (ObjectCursor cursor = cursor(); cursor.advance(); ) {
            action.accept((K) cursor.key(), (V) cursor.value());
        }
    }

    ObjectCursor cursor() {
        return new ObjectCursor(liveTables());
    }

    /**
     * The state of the whole map at one moment of this call, as an unmodifiable map. Costs a copy of the directory; the map's
     * writers stand still meanwhile. Afterwards the first write to each table copies it, once per snapshot.
     */
    public Map<K, V> snapshot() {
        return new SnapshotView<>(freeze());
    }

    // ---- updates ----

    @Override
    @SuppressWarnings("unchecked")
    public @Nullable V put(K key, V value) {
        long hash = hash(Objects.requireNonNull(key, "key"));
        Objects.requireNonNull(value, "value");
        checkNotInFunction();
        ObjectTable table = tableFor(hash);
        long seen = table.lvState();
        int at = table.find(key, hash);
        if (!lockUnchanged(table, seen)) {
            return (V) putSlowly(key, hash, value);
        }
        if (at >= 0) {
            Object old = table.set(at, value);
            table.unlock();
            return (V) old;
        }
        if (!table.hasRoomForSlot()) {
            table.unlock();
            return (V) putSlowly(key, hash, value);
        }
        if (table.insert(~at, key, hash, value)) {
            unlockAfterPut(table, hash);
        } else {
            table.unlock();
        }
        return null;
    }

    private @Nullable Object putSlowly(Object key, long hash, Object value) {
        ObjectTable table = lockForPut(key, hash);
        try {
            return table.put(key, hash, value);
        } finally {
            unlockAfterPut(table, hash);
        }
    }

    @Override
    public void putAll(Map<? extends K, ? extends V> entries) {
        entries.forEach(this::put);
    }

    @Override
    public @Nullable V putIfAbsent(K key, V value) {
        Objects.requireNonNull(value, "value");
        return updateIf(key, false, true, old -> value, false);
    }

    @Override
    @SuppressWarnings("unchecked")
    public @Nullable V remove(Object key) {
        long hash = hash(Objects.requireNonNull(key, "key"));
        checkNotInFunction();
        ObjectTable table = tableFor(hash);
        long seen = table.lvState();
        int at = table.find(key, hash);
        if (at >= 0 && lockUnchanged(table, seen)) {
            Object old = table.set(at, null);
            unlock(table);
            return (V) old;
        }
        return at < 0 && table.get(key, hash) == null ? null : (V) removeSlowly(key, hash);
    }

    private @Nullable Object removeSlowly(Object key, long hash) {
        ObjectTable table = lockForWriting(hash);
        try {
            return table.remove(key, hash);
        } finally {
            unlock(table);
        }
    }

    @Override
    public boolean remove(Object key, @Nullable Object value) {
        return swap(key, value, null);
    }

    @Override
    public boolean replace(K key, V oldValue, V newValue) {
        Objects.requireNonNull(oldValue, "oldValue");
        return swap(key, oldValue, Objects.requireNonNull(newValue, "newValue"));
    }

    /** The values are compared without the lock: their {@code equals} is foreign code. */
    private boolean swap(Object key, @Nullable Object expected, @Nullable V next) {
        checkNotInFunction();
        while (true) {
            V present = get(key);
            if (present == null || expected == null || !(expected == present || expected.equals(present))) {
                return false;
            }
            if (swapIfSame(key, present, next)) {
                return true;
            }
        }
    }

    /** Replaces or removes the very value {@code present}. */
    boolean swapIfSame(Object key, Object present, @Nullable V next) {
        checkNotInFunction();
        long hash = hash(key);
        ObjectTable table = lockForWriting(hash);
        try {
            if (table.get(key, hash) != present) {
                return false;
            }
            if (next == null) {
                table.remove(key, hash);
            } else {
                table.put(key, hash, next);
            }
            return true;
        } finally {
            unlock(table);
        }
    }

    @Override
    public @Nullable V replace(K key, V value) {
        Objects.requireNonNull(value, "value");
        return updateIf(key, true, false, old -> value, false);
    }

    @Override
    public void replaceAll(BiFunction<? super K, ? super V, ? extends V> function) {
        Objects.requireNonNull(function, "function");
        forEach((key, value) -> replaceOne(key, value, function));
    }

    private void replaceOne(K key, V value, BiFunction<? super K, ? super V, ? extends V> function) {
        V present = value;
        while (present != null
                && !swapIfSame(key, present, Objects.requireNonNull(function.apply(key, present), "result"))) {
            present = get(key);
        }
    }

    // ---- updates with a function ----

    @Override
    public @Nullable V computeIfAbsent(K key, Function<? super K, ? extends @Nullable V> mappingFunction) {
        Objects.requireNonNull(mappingFunction, "mappingFunction");
        V present = get(key);
        return present != null ? present : updateIf(key, false, true, old -> mappingFunction.apply(key), true);
    }

    @Override
    public @Nullable V computeIfPresent(
            K key, BiFunction<? super K, ? super V, ? extends @Nullable V> remappingFunction) {
        Objects.requireNonNull(remappingFunction, "remappingFunction");
        return updateIf(key, true, false, old -> remappingFunction.apply(key, Objects.requireNonNull(old)), true);
    }

    @Override
    public @Nullable V compute(
            K key, BiFunction<? super K, ? super @Nullable V, ? extends @Nullable V> remappingFunction) {
        Objects.requireNonNull(remappingFunction, "remappingFunction");
        return updateIf(key, true, true, old -> remappingFunction.apply(key, old), true);
    }

    @Override
    public @Nullable V merge(
            K key, V value, BiFunction<? super V, ? super V, ? extends @Nullable V> remappingFunction) {
        Objects.requireNonNull(value, "value");
        Objects.requireNonNull(remappingFunction, "remappingFunction");
        return updateIf(key, true, true, old -> old == null ? value : remappingFunction.apply(old, value), true);
    }

    /**
     * The one update that all others but {@link #put} and removals are: sets the value to the function's result, or removes
     * the key if that is null.
     *
     * @param ifPresent whether a present key is to be updated
     * @param ifAbsent whether an absent key is to be updated
     * @param returnNew whether an update that took place returns the new value instead of the old one
     */
    private @Nullable V updateIf(
            K key, boolean ifPresent, boolean ifAbsent, UnaryOperator<@Nullable V> function, boolean returnNew) {
        checkNotInFunction();
        if (!(ifPresent && ifAbsent)) {
            V present = get(key);
            if (present == null ? !ifAbsent : !ifPresent) {
                return present;
            }
        }
        long hash = hash(Objects.requireNonNull(key, "key"));
        return updateLocked(lockForPut(key, hash), key, hash, ifPresent, ifAbsent, function, returnNew);
    }

    @SuppressWarnings("unchecked")
    private @Nullable V updateLocked(
            ObjectTable locked,
            K key,
            long hash,
            boolean ifPresent,
            boolean ifAbsent,
            UnaryOperator<@Nullable V> function,
            boolean returnNew) {
        ObjectTable table = locked;
        try {
            V old = (V) table.get(key, hash);
            if (old == null ? !ifAbsent : !ifPresent) {
                return old;
            }
            V next;
            enterFunction(table);
            try {
                next = function.apply(old);
            } finally {
                exitFunction();
                table = resumeAfterFunction(table);
            }
            if (next != null) {
                table.put(key, hash, next);
            } else if (old != null) {
                table.remove(key, hash);
            }
            return returnNew ? next : old;
        } finally {
            unlockAfterPut(table, hash);
        }
    }

    // ---- views and object methods ----

    @Override
    public Set<K> keySet() {
        return new ConcurrentViews.Keys<>(this);
    }

    @Override
    public Collection<V> values() {
        return new ConcurrentViews.Values<>(this);
    }

    @Override
    public Set<Entry<K, V>> entrySet() {
        return new ConcurrentViews.Entries<>(this);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other == this || (other instanceof Map<?, ?> map && ConcurrentViews.sameEntries(this, map));
    }

    @Override
    public int hashCode() {
        int sum = 0;
        for (ObjectCursor cursor = cursor(); cursor.advance(); ) {
            sum += cursor.key().hashCode() ^ cursor.value().hashCode();
        }
        return sum;
    }

    @Override
    public String toString() {
        return ConcurrentViews.toString(this, cursor());
    }
}
