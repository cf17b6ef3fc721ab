package dev.hazardmap.maps;

import java.util.Objects;
import java.util.StringJoiner;
import java.util.function.BiFunction;
import java.util.function.LongFunction;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A concurrent map from {@code long} to objects, without a box for the key: 13 bytes per slot. Structure, progress and consistency are
 * those of {@link ConcurrentSwissMap}: wait-free reads, linearizable operations, exact {@link #size()}, atomic {@link #snapshot()}.
 *
 * <p>Null values are rejected with a {@link NullPointerException} that names the argument. A function given to {@code compute} and its
 * kin runs once, under the lock of the key's table; it may read this map, and an update of this map from it throws
 * {@link IllegalStateException}. See {@link LongTable} for why reads need no lock.
 *
 * @param <V> the type of values
 */
@SuppressWarnings("exports") // The superclass is package-private: its public methods are part of this class.
public final class LongObjectMap<V> extends LongDirectory<LongObjectTable> {
    /** An empty map. */
    public LongObjectMap() {
        this(0, TableLayout.standard());
    }

    /**
     * An empty map with room for so many entries.
     *
     * @throws IllegalArgumentException if {@code expectedSize} is negative
     */
    public LongObjectMap(int expectedSize) {
        this(Tables.checkExpectedSize(expectedSize), TableLayout.standard());
    }

    /** A map with the entries of another. */
    public LongObjectMap(LongObjectMap<? extends V> entries) {
        this(Objects.requireNonNull(entries, "entries").mappingCount(), TableLayout.standard());
        entries.forEach(this::put);
    }

    /** For tests: with a chosen seed and table sizes. */
    LongObjectMap(long expectedSize, TableLayout layout) {
        super(expectedSize, layout);
    }

    /** Starts to describe a map. */
    public static <V> Builder<V> builder() {
        return new Builder<>();
    }

    /** Describes a {@link LongObjectMap}. Not thread-safe. */
    public static final class Builder<V> {
        private long expectedSize;

        private Builder() {}

        /**
         * Makes room for so many entries at once.
         *
         * @throws IllegalArgumentException if negative
         */
        public Builder<V> expectedSize(long entries) {
            expectedSize = Tables.checkExpectedSize(entries);
            return this;
        }

        /** The map. */
        public LongObjectMap<V> build() {
            return new LongObjectMap<>(expectedSize, TableLayout.standard());
        }
    }

    /** Receives entries. */
    @FunctionalInterface
    public interface EntryConsumer<V> {
        /** Takes one entry. */
        void accept(long key, V value);
    }

    @Override
    LongObjectTable newTable(int slots, int depth, int prefix, long forGeneration) {
        return new LongObjectTable(slots, depth, prefix, layout, forGeneration);
    }

    /** The value of a key, or null. Wait-free. */
    @SuppressWarnings("unchecked") // Only this class stores values.
    public @Nullable V get(long key) {
        long hash = hash(key);
        return (V) tableFor(hash).get(key, hash);
    }

    /** The value of a key, or {@code fallback}. Wait-free. */
    public V getOrDefault(long key, V fallback) {
        V value = get(key);
        return value == null ? fallback : value;
    }

    /** Sets a key's value. Returns the value before, or null. */
    @SuppressWarnings("unchecked")
    public @Nullable V put(long key, V value) {
        Objects.requireNonNull(value, "value");
        long hash = hash(key);
        LongObjectTable table = lockForPut(key, hash);
        try {
            return (V) table.set(key, hash, value);
        } finally {
            unlock(table);
        }
    }

    /** Sets the value of an absent key. Returns the value that was there, or null. */
    public @Nullable V putIfAbsent(long key, V value) {
        Objects.requireNonNull(value, "value");
        return updateIf(key, false, true, old -> value, false);
    }

    /** Removes a key. Returns its value, or null. */
    @SuppressWarnings("unchecked")
    public @Nullable V remove(long key) {
        checkNotInFunction();
        if (!containsKey(key)) {
            return null;
        }
        long hash = hash(key);
        LongObjectTable table = lockForWriting(hash);
        try {
            return (V) table.set(key, hash, null);
        } finally {
            unlock(table);
        }
    }

    /** Removes a key if its value equals this one. Returns whether it did. */
    public boolean remove(long key, Object value) {
        return swap(key, value, null);
    }

    /** Replaces the value of a present key. Returns the value before, or null. */
    public @Nullable V replace(long key, V value) {
        Objects.requireNonNull(value, "value");
        return updateIf(key, true, false, old -> value, false);
    }

    /** Replaces the value of a key if it equals {@code expected}. Returns whether it did. */
    public boolean replace(long key, V expected, V value) {
        return swap(key, Objects.requireNonNull(expected, "expected"), Objects.requireNonNull(value, "value"));
    }

    /** The values are compared without the lock: their {@code equals} is foreign code. */
    private boolean swap(long key, Object expected, @Nullable V next) {
        checkNotInFunction();
        while (true) {
            V present = get(key);
            if (present == null || !expected.equals(present)) {
                return false;
            }
            if (swapIfSame(key, present, next)) {
                return true;
            }
        }
    }

    private boolean swapIfSame(long key, V present, @Nullable V next) {
        long hash = hash(key);
        LongObjectTable table = lockForWriting(hash);
        try {
            if (table.get(key, hash) != present) {
                return false;
            }
            table.set(key, hash, next);
            return true;
        } finally {
            unlock(table);
        }
    }

    /** The value of a key; if it is absent, the function's result, which is stored unless null. */
    public @Nullable V computeIfAbsent(long key, LongFunction<? extends @Nullable V> mappingFunction) {
        Objects.requireNonNull(mappingFunction, "mappingFunction");
        V present = get(key);
        return present != null ? present : updateIf(key, false, true, old -> mappingFunction.apply(key), true);
    }

    /** Replaces the value of a present key by the function's result, or removes it if that is null. Returns the result. */
    public @Nullable V computeIfPresent(long key, UnaryOperator<@Nullable V> remappingFunction) {
        Objects.requireNonNull(remappingFunction, "remappingFunction");
        return updateIf(key, true, false, remappingFunction, true);
    }

    /** Sets a value to the function of the old one (null if absent), or removes the key if that is null. Returns the result. */
    public @Nullable V compute(long key, UnaryOperator<@Nullable V> remappingFunction) {
        Objects.requireNonNull(remappingFunction, "remappingFunction");
        return updateIf(key, true, true, remappingFunction, true);
    }

    /**
     * Stores {@code value} for an absent key; for a present one the function of the old value and {@code value}, or removes it if that is
     * null. Returns the result.
     */
    public @Nullable V merge(long key, V value, BiFunction<? super V, ? super V, ? extends @Nullable V> function) {
        Objects.requireNonNull(value, "value");
        Objects.requireNonNull(function, "function");
        return updateIf(key, true, true, old -> old == null ? value : function.apply(old, value), true);
    }

    private @Nullable V updateIf(
            long key, boolean ifPresent, boolean ifAbsent, UnaryOperator<@Nullable V> function, boolean returnNew) {
        checkNotInFunction();
        if (!(ifPresent && ifAbsent)) {
            V present = get(key);
            if (present == null ? !ifAbsent : !ifPresent) {
                return present;
            }
        }
        long hash = hash(key);
        return updateLocked(lockForPut(key, hash), key, hash, ifPresent, ifAbsent, function, returnNew);
    }

    @SuppressWarnings("unchecked")
    private @Nullable V updateLocked(
            LongObjectTable locked,
            long key,
            long hash,
            boolean ifPresent,
            boolean ifAbsent,
            UnaryOperator<@Nullable V> function,
            boolean returnNew) {
        LongObjectTable table = locked;
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
            table.set(key, hash, next);
            return returnNew ? next : old;
        } finally {
            unlock(table);
        }
    }

    /** Passes on every entry, weakly consistent. */
    public void forEach(EntryConsumer<? super V> action) {
        forEach(liveTables(), action);
    }

    @SuppressWarnings("unchecked")
    private static <V> void forEach(TableSource<LongObjectTable> source, EntryConsumer<? super V> action) {
        Objects.requireNonNull(action, "action");
        for (LongCursor<LongObjectTable> cursor = new LongCursor<>(source); cursor.advance(); ) {
            Object value = cursor.table().laValue(cursor.slot());
            if (value != null) {
                action.accept(cursor.key(), (V) value);
            }
        }
    }

    /** The state of the whole map at one moment of this call. */
    public Snapshot<V> snapshot() {
        return new Snapshot<>(freeze(), seed);
    }

    /** A map as it was at one moment. Immutable. */
    public static final class Snapshot<V> {
        private final TableSource<LongObjectTable> source;
        private final long seed;
        private final long size;

        private Snapshot(LockedTable[] tables, long seed) {
            this.source = TableSource.frozen(tables);
            this.seed = seed;
            this.size = countAll(tables);
        }

        /** The value of a key, or null. */
        @SuppressWarnings("unchecked")
        public @Nullable V get(long key) {
            long hash = Hashes.mix(key, seed);
            return (V) source.tableFor(hash).get(key, hash);
        }

        /** Whether a key is in the snapshot. */
        public boolean containsKey(long key) {
            return get(key) != null;
        }

        /** The number of entries. */
        public long size() {
            return size;
        }

        /** Passes on every entry. */
        public void forEach(EntryConsumer<? super V> action) {
            LongObjectMap.forEach(source, action);
        }
    }

    @Override
    public String toString() {
        StringJoiner text = new StringJoiner(", ", "{", "}");
        forEach((key, value) -> text.add(key + "=" + value));
        return text.toString();
    }
}
