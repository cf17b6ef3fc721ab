package dev.hazardmap.maps;

import static java.util.Objects.requireNonNull;

import java.util.AbstractMap;
import java.util.Collections;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The idiom "copy on write behind one atomic reference": readers take the map of the moment, a writer replaces it.
 *
 * <p>Go: {@code atomic.Pointer[map[K]V]} with a mutex for writers. For maps that are read all the time and written now and
 * then, such as configuration and routing tables: a write copies the whole map.
 *
 * <h2>Rules</h2>
 *
 * <ol>
 *   <li>A map that has been published is never changed again. {@link #snapshot} is therefore the reference itself.
 *   <li>Writers take the lock, so that none is lost and a function runs once; readers take no lock.
 *   <li>A write that changes nothing copies nothing and publishes nothing.
 *   <li>{@code putAll}, {@code clear} and {@code replaceAll} are one step: one copy, one publication. So is {@link #update}.
 *   <li>A write whose function fails publishes nothing.
 * </ol>
 *
 * <p><b>Thread safety:</b> any number of threads; every operation is linearizable, the bulk operations, {@code size} and
 * iteration included: a reader sees one published map. Reads are wait-free. <b>Memory effects:</b> the reference is volatile; a
 * write happens-before every read that sees it or a later one.
 *
 * @param <K> the type of keys
 * @param <V> the type of values
 */
public final class SnapshotMap<K, V> extends GuardedMap<K, V> {
    private final ReentrantLock writers = new ReentrantLock();
    private volatile Map<K, V> published;

    /** An empty map. */
    public SnapshotMap() {
        published = Map.of();
    }

    /**
     * An empty map; the size is checked and has no effect, since every write makes a map of the right size.
     *
     * @throws IllegalArgumentException if it is negative
     */
    public SnapshotMap(int expectedSize) {
        this();
        capacityFor(expectedSize);
    }

    /** A map with the entries of another. */
    public SnapshotMap(Map<? extends K, ? extends V> source) {
        published = new HashMap<>(withoutNulls(source));
    }

    /** The map of this moment, unmodifiable; later writes do not reach it. Costs nothing. */
    public Map<K, V> snapshot() {
        return Collections.unmodifiableMap(published);
    }

    /**
     * Makes several changes one step: readers see all of them or none.
     *
     * @param change is given a draft to read and change, and must not use it afterwards; it runs once
     */
    public void update(Consumer<? super Map<K, V>> change) {
        requireNonNull(change, "change");
        writeAll(draft -> functions.call(() -> {
            change.accept(draft);
            return null;
        }));
    }

    @Override
    <R> @Nullable R read(Object key, Function<? super Map<K, V>, ? extends @Nullable R> op) {
        return op.apply(published);
    }

    @Override
    <R> @Nullable R write(Object key, Function<? super Map<K, V>, ? extends @Nullable R> op) {
        functions.check(this);
        writers.lock();
        try {
            Draft<K, V> draft = new Draft<>(published);
            R result = op.apply(draft);
            if (draft.changed) {
                published = draft.current;
            }
            return result;
        } finally {
            writers.unlock();
        }
    }

    @Override
    void writeAll(Consumer<? super Map<K, V>> op) {
        write(this, draft -> {
            op.accept(draft);
            return null;
        });
    }

    @Override
    List<Map.Entry<K, V>> copyOfEntries() {
        List<Map.Entry<K, V>> entries = new java.util.ArrayList<>();
        addEntries(published, entries);
        return entries;
    }

    @Override
    public int size() {
        return published.size();
    }

    @Override
    public @Nullable V get(Object key) {
        return published.get(requireNonNull(key, "key"));
    }

    /**
     * Recomputes the invariants from scratch, for tests and for diagnosis; call it when no operation runs.
     *
     * @throws IllegalStateException saying what was found and what was expected
     */
    public void checkInvariants() {
        checkPlainMap(published);
    }

    /** What a writer sees: the published map, and from its first change on a copy. */
    private static final class Draft<K, V> extends AbstractMap<K, V> {
        private Map<K, V> current;
        private boolean changed;

        Draft(Map<K, V> published) {
            current = published;
        }

        private Map<K, V> own() {
            if (!changed) {
                current = new HashMap<>(current);
                changed = true;
            }
            return current;
        }

        @Override
        public @Nullable V get(Object key) {
            return current.get(key);
        }

        @Override
        public boolean containsKey(Object key) {
            return current.containsKey(key);
        }

        @Override
        public @Nullable V put(K key, V value) {
            return own().put(requireNonNull(key, "key"), requireNonNull(value, "value"));
        }

        @Override
        public void putAll(Map<? extends K, ? extends V> source) {
            own().putAll(withoutNulls(source));
        }

        @Override
        public @Nullable V remove(Object key) {
            return current.containsKey(key) ? own().remove(key) : null;
        }

        @Override
        public void clear() {
            if (!current.isEmpty()) {
                current = new HashMap<>();
                changed = true;
            }
        }

        @Override
        public Set<Map.Entry<K, V>> entrySet() {
            return new java.util.AbstractSet<>() {
                @Override
                public Iterator<Map.Entry<K, V>> iterator() {
                    return own().entrySet().iterator();
                }

                @Override
                public int size() {
                    return current.size();
                }
            };
        }
    }
}
