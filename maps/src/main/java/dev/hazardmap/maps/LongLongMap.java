package dev.hazardmap.maps;

import java.util.Objects;
import java.util.StringJoiner;
import java.util.function.LongBinaryOperator;
import java.util.function.LongUnaryOperator;

/**
 * A concurrent map from {@code long} to {@code long} without boxes: 17 bytes per slot. Structure, progress and consistency are those of
 * {@link ConcurrentSwissMap}: wait-free reads, linearizable operations, exact {@link #size()}, atomic {@link #snapshot()}.
 *
 * <p>Where a {@link java.util.Map} returns null, this returns the map's <em>absent value</em>: 0 unless the builder was given another. If 0 can be
 * a value as well, ask {@link #getOrDefault} or {@link #containsKey}.
 *
 * <p>A function given to {@code computeIfAbsent}, {@code computeIfPresent} or {@code merge} runs once, under the lock of the key's table; it may
 * read this map, and an update of this map from it throws {@link IllegalStateException}. See {@link LongTable} for why reads need no lock.
 */
@SuppressWarnings("exports") // The superclass is package-private: its public methods are part of this class.
public final class LongLongMap extends LongDirectory<LongLongTable> {
    private final long absent;

    /** An empty map; the absent value is 0. */
    public LongLongMap() {
        this(0, TableLayout.standard(), 0);
    }

    /**
     * An empty map with room for so many entries; the absent value is 0.
     *
     * @throws IllegalArgumentException if {@code expectedSize} is negative
     */
    public LongLongMap(int expectedSize) {
        this(Tables.checkExpectedSize(expectedSize), TableLayout.standard(), 0);
    }

    /** A map with the entries, and the absent value, of another. */
    public LongLongMap(LongLongMap entries) {
        this(Objects.requireNonNull(entries, "entries").mappingCount(), TableLayout.standard(), entries.absent);
        entries.forEach(this::put);
    }

    /** For tests: with a chosen seed and table sizes. */
    LongLongMap(long expectedSize, TableLayout layout, long absent) {
        super(expectedSize, layout);
        this.absent = absent;
    }

    /** Starts to describe a map. */
    public static Builder builder() {
        return new Builder();
    }

    /** Describes a {@link LongLongMap}. Not thread-safe. */
    public static final class Builder {
        private long expectedSize;
        private long absent;

        private Builder() {}

        /**
         * Makes room for so many entries at once.
         *
         * @throws IllegalArgumentException if negative
         */
        public Builder expectedSize(long entries) {
            expectedSize = Tables.checkExpectedSize(entries);
            return this;
        }

        /** What operations return for an absent key; 0 unless set. It may be stored as a value like any other. */
        public Builder absentValue(long value) {
            absent = value;
            return this;
        }

        /** The map. */
        public LongLongMap build() {
            return new LongLongMap(expectedSize, TableLayout.standard(), absent);
        }
    }

    /** Receives entries. */
    @FunctionalInterface
    public interface EntryConsumer {
        /** Takes one entry. */
        void accept(long key, long value);
    }

    @Override
    LongLongTable newTable(int slots, int depth, int prefix, long forGeneration) {
        return new LongLongTable(slots, depth, prefix, layout, forGeneration);
    }

    /** The value of a key, or the absent value. Wait-free. */
    public long get(long key) {
        return getOrDefault(key, absent);
    }

    /** The value of a key, or {@code fallback}. Wait-free. */
    public long getOrDefault(long key, long fallback) {
        long hash = hash(key);
        LongLongTable table = tableFor(hash);
        int slot = table.find(key, hash);
        return slot < 0 ? fallback : table.laValue(slot);
    }

    /** Sets a key's value. Returns the value before, or the absent value. */
    public long put(long key, long value) {
        long hash = hash(key);
        LongLongTable table = lockForPut(key, hash);
        try {
            int slot = table.find(key, hash);
            if (slot < 0) {
                table.insert(key, hash, value);
                return absent;
            }
            long old = table.laValue(slot);
            table.update(slot, key, hash, value);
            return old;
        } finally {
            unlock(table);
        }
    }

    /** Sets the value of an absent key. Returns true if it was absent. */
    public boolean putIfAbsent(long key, long value) {
        checkNotInFunction();
        if (containsKey(key)) {
            return false;
        }
        long hash = hash(key);
        LongLongTable table = lockForPut(key, hash);
        try {
            if (table.find(key, hash) >= 0) {
                return false;
            }
            table.insert(key, hash, value);
            return true;
        } finally {
            unlock(table);
        }
    }

    /** Removes a key. Returns its value, or the absent value. */
    public long remove(long key) {
        checkNotInFunction();
        if (!containsKey(key)) {
            return absent;
        }
        long hash = hash(key);
        LongLongTable table = lockForWriting(hash);
        try {
            int slot = table.find(key, hash);
            if (slot < 0) {
                return absent;
            }
            long old = table.laValue(slot);
            table.remove(slot, key, hash);
            return old;
        } finally {
            unlock(table);
        }
    }

    /** Removes a key if it has this value. Returns whether it did. */
    public boolean remove(long key, long value) {
        return changeIf(key, value, 0, true);
    }

    /** Replaces the value of a key if it is {@code expected}. Returns whether it was. */
    public boolean replace(long key, long expected, long value) {
        return changeIf(key, expected, value, false);
    }

    private boolean changeIf(long key, long expected, long value, boolean remove) {
        checkNotInFunction();
        if (!containsKey(key)) {
            return false;
        }
        long hash = hash(key);
        LongLongTable table = lockForWriting(hash);
        try {
            int slot = table.find(key, hash);
            if (slot < 0 || table.laValue(slot) != expected) {
                return false;
            }
            if (remove) {
                table.remove(slot, key, hash);
            } else {
                table.update(slot, key, hash, value);
            }
            return true;
        } finally {
            unlock(table);
        }
    }

    /** Adds to a key's value, an absent key counting as 0. Returns the sum. */
    public long addAndGet(long key, long delta) {
        long hash = hash(key);
        LongLongTable table = lockForPut(key, hash);
        try {
            int slot = table.find(key, hash);
            if (slot < 0) {
                table.insert(key, hash, delta);
                return delta;
            }
            long sum = table.laValue(slot) + delta;
            table.update(slot, key, hash, sum);
            return sum;
        } finally {
            unlock(table);
        }
    }

    /** The value of a key; if it is absent, the function's result, which is stored. */
    public long computeIfAbsent(long key, LongUnaryOperator mappingFunction) {
        Objects.requireNonNull(mappingFunction, "mappingFunction");
        long hash = hash(key);
        LongLongTable hit = tableFor(hash);
        int at = hit.find(key, hash);
        return at >= 0 ? hit.laValue(at) : update(key, hash, true, mappingFunction, (old, same) -> old);
    }

    /** Replaces the value of a present key by the function of key and value. Returns the new value, or the absent value. */
    public long computeIfPresent(long key, LongBinaryOperator remappingFunction) {
        Objects.requireNonNull(remappingFunction, "remappingFunction");
        if (!containsKey(key)) {
            return absent;
        }
        return update(key, hash(key), false, same -> absent, (old, same) -> remappingFunction.applyAsLong(same, old));
    }

    /** Stores {@code value} for an absent key; for a present one, the function of the old value and {@code value}. Returns it. */
    public long merge(long key, long value, LongBinaryOperator remappingFunction) {
        Objects.requireNonNull(remappingFunction, "remappingFunction");
        return update(key, hash(key), true, same -> value, (old, same) -> remappingFunction.applyAsLong(old, value));
    }

    /** {@code whenAbsent} takes the key; {@code whenPresent} the old value and the key. */
    private long update(
            long key, long hash, boolean insert, LongUnaryOperator whenAbsent, LongBinaryOperator whenPresent) {
        LongLongTable table = lockForPut(key, hash);
        try {
            int slot = table.find(key, hash);
            if (slot < 0 && !insert) {
                return absent;
            }
            long next;
            enterFunction(table);
            try {
                next = slot < 0 ? whenAbsent.applyAsLong(key) : whenPresent.applyAsLong(table.laValue(slot), key);
            } finally {
                exitFunction();
                table = resumeAfterFunction(table);
            }
            if (slot < 0) {
                table.insert(key, hash, next);
            } else {
                table.update(slot, key, hash, next);
            }
            return next;
        } finally {
            unlock(table);
        }
    }

    /** Passes on every entry, weakly consistent. */
    public void forEach(EntryConsumer action) {
        forEach(liveTables(), action);
    }

    private static void forEach(TableSource<LongLongTable> source, EntryConsumer action) {
        Objects.requireNonNull(action, "action");
        for (LongCursor<LongLongTable> cursor = new LongCursor<>(source); cursor.advance(); ) {
            action.accept(cursor.key(), cursor.table().laValue(cursor.slot()));
        }
    }

    /** The state of the whole map at one moment of this call. */
    public Snapshot snapshot() {
        return new Snapshot(freeze(), seed, absent);
    }

    /** A map as it was at one moment. Immutable. */
    public static final class Snapshot {
        private final TableSource<LongLongTable> source;
        private final long seed;
        private final long absent;
        private final long size;

        private Snapshot(LockedTable[] tables, long seed, long absent) {
            this.source = TableSource.frozen(tables);
            this.seed = seed;
            this.absent = absent;
            this.size = countAll(tables);
        }

        /** The value of a key, or the absent value. */
        public long get(long key) {
            return getOrDefault(key, absent);
        }

        /** The value of a key, or {@code fallback}. */
        public long getOrDefault(long key, long fallback) {
            long hash = Hashes.mix(key, seed);
            LongLongTable table = source.tableFor(hash);
            int slot = table.find(key, hash);
            return slot < 0 ? fallback : table.laValue(slot);
        }

        /** Whether a key is in the snapshot. */
        public boolean containsKey(long key) {
            long hash = Hashes.mix(key, seed);
            return source.tableFor(hash).find(key, hash) >= 0;
        }

        /** The number of entries. */
        public long size() {
            return size;
        }

        /** Passes on every entry. */
        public void forEach(EntryConsumer action) {
            LongLongMap.forEach(source, action);
        }
    }

    @Override
    public String toString() {
        StringJoiner text = new StringJoiner(", ", "{", "}");
        forEach((key, value) -> text.add(key + "=" + value));
        return text.toString();
    }
}
