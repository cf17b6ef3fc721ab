package dev.hazardmap.maps;

import static java.util.Objects.requireNonNull;

import java.util.Map;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The idiom "a map and a mutex": one {@link java.util.HashMap}, one lock, every operation under it.
 *
 * <p>Go: {@code struct { mu sync.Mutex; m map[K]V }}. Java: {@link java.util.Collections#synchronizedMap}, whose iteration
 * and compound operations are not under the lock; here they are.
 *
 * <p>The rules are those of {@link LockedMap}, with one lock for readers and writers.
 *
 * <p><b>Thread safety:</b> any number of threads; every operation is linearizable, {@code size}, {@code clear}, {@code putAll}
 * and {@code replaceAll} included. Blocking: a thread that is descheduled inside holds up all others. <b>Memory effects:</b>
 * those of the lock: everything before an operation happens-before everything after a later operation of another thread.
 * A {@link ReentrantLock}, not a monitor: monitors pin virtual threads before JDK 24.
 *
 * @param <K> the type of keys
 * @param <V> the type of values
 */
@SuppressWarnings("exports") // The superclass is package-private: its public methods are part of this class.
public final class MutexMap<K, V> extends LockedMap<K, V> {
    /** An empty map. */
    public MutexMap() {
        this(0);
    }

    /** An empty map that takes {@code expectedSize} entries without growing. */
    public MutexMap(int expectedSize) {
        this(expectedSize, new ReentrantLock(false));
    }

    /** A map with the entries of another. */
    public MutexMap(Map<? extends K, ? extends V> source) {
        this(requireNonNull(source, "source").size());
        putAll(source);
    }

    private MutexMap(int expectedSize, Lock lock) {
        super(expectedSize, lock, lock);
    }

    /** A builder, for a fair lock. */
    public static Builder builder() {
        return new Builder();
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
            return new MutexMap<>(expectedSize, new ReentrantLock(fair));
        }
    }
}
