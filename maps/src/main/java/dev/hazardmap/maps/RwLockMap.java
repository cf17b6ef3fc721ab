package dev.hazardmap.maps;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The idiom "a map and a read-write lock": readers together, a writer alone.
 *
 * <p>Go: {@code struct { mu sync.RWMutex; m map[K]V }}, the usual advice for maps that are read often. On the JVM the advice
 * does not hold: each reader writes the lock's state twice, so readers fight over one cache line.
 *
 * <h2>Rules</h2>
 *
 * <ol>
 *   <li>The plain map is read under the read or the write lock and changed under the write lock. {@link HashMap} is safe for
 *       concurrent readers: its {@code get} writes nothing (not so a LinkedHashMap in access order, or a WeakHashMap).
 *   <li>A read lock is never upgraded: two threads that tried would wait for each other. {@code putIfAbsent} and
 *       {@code computeIfAbsent} look first under the read lock, let go, and look again under the write lock.
 *   <li>A function given to the map runs under the write lock, once; it may read the map, and must not change it.
 *   <li>An iterator walks a copy taken under the read lock.
 * </ol>
 *
 * <p><b>Thread safety:</b> any number of threads; every operation is linearizable, the bulk operations included. Blocking.
 * <b>Memory effects:</b> those of the lock: a write happens-before every later operation; two reads order nothing.
 *
 * @param <K> the type of keys
 * @param <V> the type of values
 */
public final class RwLockMap<K, V> extends GuardedMap<K, V> {
    private final Lock readLock;
    private final Lock writeLock;
    private final HashMap<K, V> plain;

    /** An empty map. */
    public RwLockMap() {
        this(0);
    }

    /** An empty map that takes {@code expectedSize} entries without growing. */
    public RwLockMap(int expectedSize) {
        this(expectedSize, false);
    }

    /** A map with the entries of another. */
    public RwLockMap(Map<? extends K, ? extends V> source) {
        this(requireNonNull(source, "source").size());
        putAll(source);
    }

    private RwLockMap(int expectedSize, boolean fair) {
        plain = new HashMap<>(capacityFor(expectedSize));
        ReentrantReadWriteLock lock = new ReentrantReadWriteLock(fair);
        readLock = lock.readLock();
        writeLock = lock.writeLock();
    }

    /** A builder, for a fair lock. */
    public static Builder builder() {
        return new Builder();
    }

    @Override
    <R> @Nullable R read(Object key, Function<? super Map<K, V>, ? extends @Nullable R> op) {
        readLock.lock();
        try {
            return op.apply(plain);
        } finally {
            readLock.unlock();
        }
    }

    @Override
    <R> @Nullable R write(Object key, Function<? super Map<K, V>, ? extends @Nullable R> op) {
        functions.check(this);
        writeLock.lock();
        try {
            return op.apply(plain);
        } finally {
            writeLock.unlock();
        }
    }

    @Override
    void writeAll(Consumer<? super Map<K, V>> op) {
        functions.check(this);
        writeLock.lock();
        try {
            op.accept(plain);
        } finally {
            writeLock.unlock();
        }
    }

    @Override
    List<Map.Entry<K, V>> copyOfEntries() {
        readLock.lock();
        try {
            List<Map.Entry<K, V>> entries = new ArrayList<>(plain.size());
            addEntries(plain, entries);
            return entries;
        } finally {
            readLock.unlock();
        }
    }

    @Override
    public int size() {
        readLock.lock();
        try {
            return plain.size();
        } finally {
            readLock.unlock();
        }
    }

    @Override
    public @Nullable V get(Object key) {
        requireNonNull(key, "key");
        readLock.lock();
        try {
            return plain.get(key);
        } finally {
            readLock.unlock();
        }
    }

    @Override
    public @Nullable V put(K key, V value) {
        requireNonNull(key, "key");
        requireNonNull(value, "value");
        functions.check(this);
        writeLock.lock();
        try {
            return plain.put(key, value);
        } finally {
            writeLock.unlock();
        }
    }

    /**
     * Recomputes the invariants from scratch, for tests and for diagnosis; call it when no operation runs.
     *
     * @throws IllegalStateException saying what was found and what was expected
     */
    public void checkInvariants() {
        readLock.lock();
        try {
            checkPlainMap(plain);
        } finally {
            readLock.unlock();
        }
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
            return new RwLockMap<>(expectedSize, fair);
        }
    }
}
