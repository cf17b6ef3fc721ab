package dev.hazardmap.maps;

import static java.util.Objects.requireNonNull;

import java.util.Map;
import java.util.function.BiPredicate;
import org.jspecify.annotations.Nullable;

/**
 * Go's {@code sync.Map}, with its names and its two engines.
 *
 * <p>{@link #readDirty} is the engine of Go 1.9 to 1.23, see {@link ReadDirtyEngine}: fast when keys are written once and read
 * often. {@link #hashTrie} is the engine since Go 1.24, see {@link HashTrieEngine}. Where Go returns two values the methods
 * return a {@link Loaded}.
 *
 * <p>It is no {@link java.util.Map}: like Go's, it has no length. Keys and values are compared as Go compares interface values:
 * {@code +0.0} equals {@code -0.0}, NaN equals nothing (each store of a NaN adds an entry that only {@link #range} sees), an
 * array is no key and no old value ({@link UncomparableException}). Null keys and values are rejected with a
 * {@link NullPointerException} that names the argument.
 *
 * <p><b>Thread safety:</b> any number of threads; every operation but {@link #range} is linearizable. <b>Memory effects:</b> as
 * Go states them: a write synchronises-before every read that observes it. Reads are load, loadAndDelete, loadOrStore, swap,
 * compareAndSwap and compareAndDelete; writes are delete, loadAndDelete, store, swap, a compareAndSwap or compareAndDelete that
 * succeeds and a loadOrStore that stores. {@code range} and {@code clear} promise no edge.
 *
 * @param <K> the type of keys
 * @param <V> the type of values
 */
public final class SyncMap<K, V> {
    private final SyncMapEngine<K, V> engine;

    /** An empty map with the engine of today's Go, {@link #hashTrie}. */
    public SyncMap() {
        this(new HashTrieEngine<>());
    }

    /** A map with the engine of today's Go and the entries of {@code source}. */
    public SyncMap(Map<? extends K, ? extends V> source) {
        this();
        requireNonNull(source, "source").forEach(this::store);
    }

    private SyncMap(SyncMapEngine<K, V> engine) {
        this.engine = engine;
    }

    /** An empty map with the read and dirty maps of Go 1.9 to 1.23. */
    public static <K, V> SyncMap<K, V> readDirty() {
        return new SyncMap<>(new ReadDirtyEngine<>());
    }

    /** An empty map with the concurrent hash trie of Go 1.24 and later. */
    public static <K, V> SyncMap<K, V> hashTrie() {
        return new SyncMap<>(new HashTrieEngine<>());
    }

    /**
     * Go's pair of a value and whether it was there.
     *
     * @param value the value, null when there is none
     * @param ok whether the key was present
     * @param <V> the type of values
     */
    public record Loaded<V>(@Nullable V value, boolean ok) {
        private static <V> Loaded<V> of(@Nullable V value) {
            return new Loaded<>(value, value != null);
        }
    }

    /** The value of a key: Go's {@code value, ok := m.Load(key)}. */
    public Loaded<V> load(K key) {
        return Loaded.of(engine.load(requireNonNull(key, "key")));
    }

    /** Sets the value of a key. */
    public void store(K key, V value) {
        engine.swap(requireNonNull(key, "key"), requireNonNull(value, "value"));
    }

    /**
     * The value of a key if there is one; otherwise stores {@code value}.
     *
     * @return the actual value, and whether it was loaded rather than stored
     */
    public Loaded<V> loadOrStore(K key, V value) {
        V present = engine.loadOrStore(requireNonNull(key, "key"), requireNonNull(value, "value"));
        return present == null ? new Loaded<>(value, false) : new Loaded<>(present, true);
    }

    /** Deletes a key and returns the value it had, if any. */
    public Loaded<V> loadAndDelete(K key) {
        return Loaded.of(engine.loadAndDelete(requireNonNull(key, "key")));
    }

    /** Deletes a key. */
    public void delete(K key) {
        engine.loadAndDelete(requireNonNull(key, "key"));
    }

    /** Sets the value of a key and returns the former one, if any. */
    public Loaded<V> swap(K key, V value) {
        return Loaded.of(engine.swap(requireNonNull(key, "key"), requireNonNull(value, "value")));
    }

    /**
     * Stores {@code value} if the key's value equals {@code old}.
     *
     * @throws UncomparableException if {@code old} is an array
     */
    public boolean compareAndSwap(K key, V old, V value) {
        requireNonNull(key, "key");
        requireComparable(old, "CompareAndSwap");
        return engine.compareAndSwap(key, old, requireNonNull(value, "value"));
    }

    /**
     * Deletes the key if its value equals {@code old}.
     *
     * @throws UncomparableException if {@code old} is an array
     */
    public boolean compareAndDelete(K key, V old) {
        requireNonNull(key, "key");
        requireComparable(old, "CompareAndDelete");
        return engine.compareAndDelete(key, old);
    }

    private static void requireComparable(Object old, String operation) {
        if (requireNonNull(old, "old").getClass().isArray()) {
            throw UncomparableException.oldValue(operation, old);
        }
    }

    /**
     * Calls {@code visitor} for the entries until it returns false. No key is visited twice; no single moment's content is
     * promised. The visitor may use the map, and writers are not blocked.
     */
    public void range(BiPredicate<? super K, ? super V> visitor) {
        engine.range(requireNonNull(visitor, "visitor"));
    }

    /** Deletes every entry. */
    public void clear() {
        engine.clear();
    }

    /** The engine at this moment, for teaching and tracing. The read-dirty engine is locked meanwhile; a trie is walked. */
    public SyncMapState state() {
        return engine.state();
    }

    /**
     * Recomputes the invariants from scratch, for tests and for diagnosis; call it when no operation runs.
     *
     * @throws IllegalStateException saying what was found and what was expected
     */
    public void checkInvariants() {
        engine.checkInvariants();
    }
}
