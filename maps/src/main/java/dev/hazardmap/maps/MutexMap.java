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
 * The idiom "a map and a mutex": one {@link HashMap}, one lock, every operation under it.
 *
 * <p>Go: {@code struct { mu sync.Mutex; m map[K]V }}. Java: {@link java.util.Collections#synchronizedMap}, whose iteration
 * and compound operations are not under the lock; here they are.
 *
 * <h2>Rules</h2>
 *
 * <ol>
 *   <li>The plain map is touched only by the thread that holds the lock.
 *   <li>A function given to the map runs under the lock, once, and must not change the map ({@link IllegalStateException}).
 *   <li>An iterator walks a copy taken under the lock: it sees the map of one moment, and never blocks a writer.
 * </ol>
 *
 * <p><b>Thread safety:</b> any number of threads; every operation is linearizable, {@code size}, {@code clear}, {@code putAll}
 * and {@code replaceAll} included. Blocking: a thread that is descheduled inside holds up all others. <b>Memory effects:</b>
 * those of the lock: everything before an operation happens-before everything after a later operation of another thread.
 * A {@link ReentrantLock}, not a monitor: monitors pin virtual threads before JDK 24.
 *
 * @param <K> the type of keys
 * @param <V> the type of values
 */
public final class MutexMap<K, V> extends GuardedMap<K, V> {
    private final ReentrantLock lock;
    private final HashMap<K, V> plain;

    /** An empty map. */
    public MutexMap() {
        this(0);
    }

    /** An empty map that takes {@code expectedSize} entries without growing. */
    public MutexMap(int expectedSize) {
        this(expectedSize, false);
    }

    /** A map with the entries of another. */
    public MutexMap(Map<? extends K, ? extends V> source) {
        this(requireNonNull(source, "source").size());
        putAll(source);
    }

    private MutexMap(int expectedSize, boolean fair) {
        plain = new HashMap<>(capacityFor(expectedSize));
        lock = new ReentrantLock(fair);
    }

    /** A builder, for a fair lock. */
    public static Builder builder() {
        return new Builder();
    }

    @Override
    <R> @Nullable R read(Object key, Function<? super Map<K, V>, ? extends @Nullable R> op) {
        lock.lock();
        try {
            return op.apply(plain);
        } finally {
            lock.unlock();
        }
    }

    @Override
    <R> @Nullable R write(Object key, Function<? super Map<K, V>, ? extends @Nullable R> op) {
        functions.check(this);
        lock.lock();
        try {
            return op.apply(plain);
        } finally {
            lock.unlock();
        }
    }

    @Override
    void writeAll(Consumer<? super Map<K, V>> op) {
        functions.check(this);
        lock.lock();
        try {
            op.accept(plain);
        } finally {
            lock.unlock();
        }
    }

    @Override
    List<Map.Entry<K, V>> copyOfEntries() {
        lock.lock();
        try {
            List<Map.Entry<K, V>> entries = new ArrayList<>(plain.size());
            addEntries(plain, entries);
            return entries;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public int size() {
        lock.lock();
        try {
            return plain.size();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public @Nullable V get(Object key) {
        requireNonNull(key, "key");
        lock.lock();
        try {
            return plain.get(key);
        } finally {
            lock.unlock();
        }
    }

    @Override
    public @Nullable V put(K key, V value) {
        requireNonNull(key, "key");
        requireNonNull(value, "value");
        functions.check(this);
        lock.lock();
        try {
            return plain.put(key, value);
        } finally {
            lock.unlock();
        }
    }

    /**
     * Recomputes the invariants from scratch, for tests and for diagnosis; call it when no operation runs.
     *
     * @throws IllegalStateException saying what was found and what was expected
     */
    public void checkInvariants() {
        lock.lock();
        try {
            checkPlainMap(plain);
        } finally {
            lock.unlock();
        }
    }

    /** Builds a {@link MutexMap}. */
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

        /** Serves waiting threads in the order of their arrival, at the price of throughput. */
        public Builder fair() {
            fair = true;
            return this;
        }

        /** Builds the map. */
        public <K, V> MutexMap<K, V> build() {
            return new MutexMap<>(expectedSize, fair);
        }
    }
}
