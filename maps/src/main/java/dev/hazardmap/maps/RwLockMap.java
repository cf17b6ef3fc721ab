package dev.hazardmap.maps;

import static java.util.Objects.requireNonNull;

import java.util.Map;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;

/**
 * The idiom "a map and a read-write lock": readers together, a writer alone.
 *
 * <p>Go: {@code struct { mu sync.RWMutex; m map[K]V }}, the usual advice for maps that are read often. On the JVM the advice
 * does not hold: each reader writes the lock's state twice, so readers fight over one cache line.
 *
 * <p>The rules are those of {@link LockedMap}.
 *
 * <p><b>Thread safety:</b> any number of threads; every operation is linearizable, the bulk operations included. Blocking.
 * <b>Memory effects:</b> those of the lock: a write happens-before every later operation; two reads order nothing.
 *
 * @param <K> the type of keys
 * @param <V> the type of values
 */
@SuppressWarnings("exports") // The superclass is package-private: its public methods are part of this class.
public final class RwLockMap<K, V> extends LockedMap<K, V> {
    /** An empty map. */
    public RwLockMap() {
        this(0);
    }

    /** An empty map that takes {@code expectedSize} entries without growing. */
    public RwLockMap(int expectedSize) {
        this(expectedSize, new ReentrantReadWriteLock(false));
    }

    /** A map with the entries of another. */
    public RwLockMap(Map<? extends K, ? extends V> source) {
        this(requireNonNull(source, "source").size());
        putAll(source);
    }

    private RwLockMap(int expectedSize, ReadWriteLock lock) {
        super(expectedSize, lock.readLock(), lock.writeLock());
    }

    /** A builder, for a fair lock. */
    public static Builder builder() {
        return new Builder();
    }

    /** Builds a {@link RwLockMap}. */
    public static final class Builder {
        private int expectedSize;
        private boolean fair;

        private Builder() {}

        /** How many entries the map takes without growing. */
        public Builder expectedSize(int entries) {
            capacityFor(entries);
            expectedSize = entries;
            return this;
        }

        /** Serves waiting threads roughly in the order of their arrival, at the price of throughput. */
        public Builder fair() {
            fair = true;
            return this;
        }

        /** Builds the map. */
        public <K, V> RwLockMap<K, V> build() {
            return new RwLockMap<>(expectedSize, new ReentrantReadWriteLock(fair));
        }
    }
}
