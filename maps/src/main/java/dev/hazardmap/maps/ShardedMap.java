package dev.hazardmap.maps;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The idiom "an array of maps, each with its own mutex": the hash picks the shard.
 *
 * <p>Go: orcaman/concurrent-map and its many relatives. Java: ConcurrentHashMap before JDK 8 was of this kind.
 *
 * <h2>Rules</h2>
 *
 * <ol>
 *   <li>A shard's plain map is touched only under the shard's lock. A key always has the same shard; the number of shards is a
 *       power of two and never changes.
 *   <li>A thread holds at most one shard's lock, so there is no lock order to get wrong. Hence a function given to the map may
 *       neither change the map nor read a key of another shard: {@link IllegalStateException}. Without this rule
 *       {@code compute(a, get b)} against {@code compute(b, get a)} would never end.
 *   <li>{@code size}, {@code clear}, {@code putAll}, {@code replaceAll}, {@code containsValue} and iteration visit shard after
 *       shard. They are not atomic: what they show is what each shard held when it was visited.
 * </ol>
 *
 * <p>The hash is spread before the shard is taken from its upper bits; the plain maps use the lower bits, so that a shard's keys
 * still fill its whole table. Hostile keys with one hash code share a shard, and a tree bin there.
 *
 * <p><b>Thread safety:</b> any number of threads; operations on one key are linearizable. Blocking, within a shard.
 * <b>Memory effects:</b> an operation happens-before every later operation on a key of the same shard.
 *
 * @param <K> the type of keys
 * @param <V> the type of values
 */
public final class ShardedMap<K, V> extends GuardedMap<K, V> {
    /** 16 is what ConcurrentHashMap had before JDK 8 and 32 what orcaman/concurrent-map has; not measured here. */
    private static final int DEFAULT_SHARDS = 32;

    private static final int MAX_SHARDS = 1 << 16;

    private final List<Shard<K, V>> shards;
    private final int shift;

    private static final class Shard<K, V> {
        final ReentrantLock lock = new ReentrantLock();
        final HashMap<K, V> plain;

        Shard(int capacity) {
            plain = new HashMap<>(capacity);
        }
    }

    /** An empty map of 32 shards. */
    public ShardedMap() {
        this(0);
    }

    /** An empty map of 32 shards that takes {@code expectedSize} entries without much growing. */
    public ShardedMap(int expectedSize) {
        this(expectedSize, DEFAULT_SHARDS);
    }

    /** A map of 32 shards with the entries of another. */
    public ShardedMap(Map<? extends K, ? extends V> source) {
        this(requireNonNull(source, "source").size());
        putAll(source);
    }

    private ShardedMap(int expectedSize, int count) {
        int capacity = capacityFor(expectedSize) / count + 1;
        List<Shard<K, V>> made = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            made.add(new Shard<>(capacity));
        }
        shards = List.copyOf(made);
        shift = Integer.SIZE - Integer.numberOfTrailingZeros(count);
    }

    /** A builder, for another number of shards. */
    public static Builder builder() {
        return new Builder();
    }

    private Shard<K, V> shardOf(Object key) {
        int spread = key.hashCode() * 0x9E3779B9;
        return shards.get(shift == Integer.SIZE ? 0 : spread >>> shift);
    }

    /** Rule 2: inside a function only the shard that is held anyway may be used, and only read. */
    private void lockForRead(Shard<K, V> shard) {
        if (!shard.lock.isHeldByCurrentThread()) {
            functions.check(this);
        }
        shard.lock.lock();
    }

    private void lockForWrite(Shard<K, V> shard) {
        functions.check(this);
        shard.lock.lock();
    }

    @Override
    <R> @Nullable R read(Object key, Function<? super Map<K, V>, ? extends @Nullable R> op) {
        Shard<K, V> shard = shardOf(key);
        lockForRead(shard);
        try {
            return op.apply(shard.plain);
        } finally {
            shard.lock.unlock();
        }
    }

    @Override
    <R> @Nullable R write(Object key, Function<? super Map<K, V>, ? extends @Nullable R> op) {
        Shard<K, V> shard = shardOf(key);
        lockForWrite(shard);
        try {
            return op.apply(shard.plain);
        } finally {
            shard.lock.unlock();
        }
    }

    @Override
    void writeAll(Consumer<? super Map<K, V>> op) {
        for (Shard<K, V> shard : shards) {
            lockForWrite(shard);
            try {
                op.accept(shard.plain);
            } finally {
                shard.lock.unlock();
            }
        }
    }

    @Override
    public void putAll(Map<? extends K, ? extends V> source) {
        ShardedMap.<K, V>withoutNulls(source).forEach(this::put);
    }

    @Override
    List<Map.Entry<K, V>> copyOfEntries() {
        List<Map.Entry<K, V>> entries = new ArrayList<>();
        for (Shard<K, V> shard : shards) {
            lockForRead(shard);
            try {
                addEntries(shard.plain, entries);
            } finally {
                shard.lock.unlock();
            }
        }
        return entries;
    }

    /** The sum of the shards' sizes, taken one after the other; {@link Integer#MAX_VALUE} if it is larger. */
    @Override
    public int size() {
        long size = 0;
        for (Shard<K, V> shard : shards) {
            lockForRead(shard);
            try {
                size += shard.plain.size();
            } finally {
                shard.lock.unlock();
            }
        }
        return (int) Math.min(size, Integer.MAX_VALUE);
    }

    @Override
    public @Nullable V get(Object key) {
        Shard<K, V> shard = shardOf(requireNonNull(key, "key"));
        lockForRead(shard);
        try {
            return shard.plain.get(key);
        } finally {
            shard.lock.unlock();
        }
    }

    @Override
    public @Nullable V put(K key, V value) {
        requireNonNull(value, "value");
        Shard<K, V> shard = shardOf(requireNonNull(key, "key"));
        lockForWrite(shard);
        try {
            return shard.plain.put(key, value);
        } finally {
            shard.lock.unlock();
        }
    }

    /**
     * Recomputes the invariants from scratch, for tests and for diagnosis; call it when no operation runs.
     *
     * @throws IllegalStateException saying what was found and what was expected
     */
    public void checkInvariants() {
        for (Shard<K, V> shard : shards) {
            lockForRead(shard);
            try {
                checkPlainMap(shard.plain);
                for (K key : shard.plain.keySet()) {
                    if (shardOf(key) != shard) {
                        throw broken("shard of key " + key, shards.indexOf(shard), shards.indexOf(shardOf(key)));
                    }
                }
            } finally {
                shard.lock.unlock();
            }
        }
    }

    /** Builds a {@link ShardedMap}. */
    public static final class Builder {
        private int expectedSize;
        private int shards = DEFAULT_SHARDS;

        private Builder() {}

        /** How many entries the map takes without much growing. */
        public Builder expectedSize(int entries) {
            capacityFor(entries);
            expectedSize = entries;
            return this;
        }

        /**
         * The number of shards, rounded up to a power of two.
         *
         * @throws IllegalArgumentException unless it is from 1 to 65536
         */
        public Builder shards(int count) {
            if (count < 1 || count > MAX_SHARDS) {
                throw new IllegalArgumentException("shards is not in 1.." + MAX_SHARDS + ": " + count);
            }
            shards = count == 1 ? 1 : Integer.highestOneBit(count - 1) << 1;
            return this;
        }

        /** Builds the map. */
        public <K, V> ShardedMap<K, V> build() {
            return new ShardedMap<>(expectedSize, shards);
        }
    }
}
