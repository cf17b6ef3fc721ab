package dev.hazardmap.maps;

import static java.util.Objects.requireNonNull;

import java.util.Iterator;
import java.util.Map;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A concurrent map in front of another one that can be exchanged while threads use it.
 *
 * <h2>Terms</h2>
 *
 * An <em>epoch</em> names the <em>authority</em>, the map that answers reads and that decides what a write does. Epochs follow
 * one another; an epoch object is never used again. In a <em>closed</em> epoch no writer enters: it waits until the next one.
 *
 * <h2>Rules</h2>
 *
 * <ol>
 *   <li>Two epochs with different authorities are always separated by a closed epoch in which all writers have left and both maps
 *       have been made equal.
 *   <li>A writer works inside the epoch that was current when it had announced itself ({@link MapEpoch}). So during an epoch every
 *       write goes to that epoch's authority, and none goes to a former one.
 *   <li>A reader reads the authority and then looks whether the epoch is still the same; if not, it reads again. In between, the
 *       authority was the only map that was written, so the read takes effect where the authority's own read does.
 *   <li>Control operations hold {@code control}; a writer that finds a closed epoch waits by taking that lock.
 *   <li>A function given to the map must not change it ({@link FunctionScope}): the inner write could wait for an epoch that
 *       waits for the outer one.
 * </ol>
 *
 * From 2 and 3: operations on one key are linearizable if those of the underlying maps are. {@code size}, {@code clear},
 * {@code putAll}, {@code replaceAll}, {@code containsValue} and iteration are as good as the authority's own.
 *
 * <h2>Memory ordering</h2>
 *
 * {@code epoch} is volatile. Everything done in an epoch happens-before the next one that changes the authority, through the
 * stripes (writers) and the volatile store (everybody else).
 */
abstract class EpochMap<K, V> extends AbstractConcurrentMap<K, V> {
    private final ReentrantLock control = new ReentrantLock();
    private final FunctionScope functions = new FunctionScope();
    private volatile MapEpoch<K, V> epoch;

    EpochMap(ConcurrentMap<K, V> first) {
        epoch = new MapEpoch<>(0, requireNonNull(first, "first"), first, false);
    }

    /** The number of the current epoch; it grows with every step of a change. */
    public long epoch() {
        return epoch.number;
    }

    /** The map that answers reads now. Changing it other than through this map breaks a migration under way. */
    public ConcurrentMap<K, V> current() {
        return epoch.authority;
    }

    /** Begins a control operation; inside a function of this map it could wait for itself, so it is refused there. */
    void lockControl() {
        functions.check(this);
        control.lock();
    }

    void unlockControl() {
        control.unlock();
    }

    /** With {@code control} held: starts the next epoch and waits for the writers of the former one. */
    void advance(ConcurrentMap<K, V> authority, ConcurrentMap<K, V> target, boolean closed) {
        MapEpoch<K, V> former = epoch;
        epoch = new MapEpoch<>(former.number + 1, authority, target, closed);
        former.awaitWriters();
    }

    private MapEpoch<K, V> enter() {
        functions.check(this);
        while (true) {
            MapEpoch<K, V> e = epoch;
            if (e.closed) {
                control.lock();
                control.unlock();
                continue;
            }
            e.enter();
            if (epoch == e) {
                return e;
            }
            e.exit();
        }
    }

    @Override
    public @Nullable V get(Object key) {
        requireNonNull(key, "key");
        while (true) {
            MapEpoch<K, V> e = epoch;
            V value = e.authority.get(key);
            if (epoch == e) {
                return value;
            }
        }
    }

    @Override
    public V getOrDefault(Object key, V fallback) {
        V value = get(key);
        return value == null ? fallback : value;
    }

    @Override
    public int size() {
        while (true) {
            MapEpoch<K, V> e = epoch;
            int size = e.authority.size();
            if (epoch == e) {
                return size;
            }
        }
    }

    @Override
    Iterator<Map.Entry<K, V>> entries() {
        return epoch.authority.entrySet().iterator();
    }

    @Override
    public @Nullable V put(K key, V value) {
        requireNonNull(key, "key");
        requireNonNull(value, "value");
        MapEpoch<K, V> e = enter();
        try {
            return e.target.put(key, value);
        } finally {
            e.exit();
        }
    }

    @Override
    public @Nullable V remove(Object key) {
        requireNonNull(key, "key");
        MapEpoch<K, V> e = enter();
        try {
            return e.target.remove(key);
        } finally {
            e.exit();
        }
    }

    /** Runs one write on the target of the epoch it is inside. */
    private <R> R write(Function<? super ConcurrentMap<K, V>, ? extends R> op) {
        MapEpoch<K, V> e = enter();
        try {
            return op.apply(e.target);
        } finally {
            e.exit();
        }
    }

    private <R> @Nullable R call(Supplier<? extends @Nullable R> function) {
        return functions.call(function);
    }

    @Override
    public void clear() {
        write(m -> {
            m.clear();
            return this;
        });
    }

    @Override
    public void putAll(Map<? extends K, ? extends V> source) {
        Map<K, V> added = withoutNulls(source);
        write(m -> {
            m.putAll(added);
            return this;
        });
    }

    @Override
    public boolean remove(Object key, @Nullable Object value) {
        requireNonNull(key, "key");
        return value != null && write(m -> m.remove(key, value));
    }

    @Override
    public boolean replace(K key, V oldValue, V newValue) {
        requireNonNull(key, "key");
        requireNonNull(oldValue, "oldValue");
        requireNonNull(newValue, "newValue");
        return write(m -> m.replace(key, oldValue, newValue));
    }

    @Override
    public @Nullable V putIfAbsent(K key, V value) {
        requireNonNull(value, "value");
        V present = get(key);
        return present != null ? present : this.<@Nullable V>write(m -> m.putIfAbsent(key, value));
    }

    @Override
    public @Nullable V replace(K key, V value) {
        requireNonNull(key, "key");
        requireNonNull(value, "value");
        return this.<@Nullable V>write(m -> m.replace(key, value));
    }

    @Override
    public @Nullable V computeIfAbsent(K key, Function<? super K, ? extends V> function) {
        requireNonNull(function, "function");
        V present = get(key);
        return present != null
                ? present
                : this.<@Nullable V>write(m -> m.computeIfAbsent(key, k -> call(() -> function.apply(k))));
    }

    @Override
    public @Nullable V computeIfPresent(K key, BiFunction<? super K, ? super V, ? extends V> function) {
        requireNonNull(key, "key");
        requireNonNull(function, "function");
        return this.<@Nullable V>write(m -> m.computeIfPresent(key, (k, v) -> call(() -> function.apply(k, v))));
    }

    @Override
    public @Nullable V compute(K key, BiFunction<? super K, ? super @Nullable V, ? extends V> function) {
        requireNonNull(key, "key");
        requireNonNull(function, "function");
        return this.<@Nullable V>write(m -> m.compute(key, (k, v) -> call(() -> function.apply(k, v))));
    }

    @Override
    public @Nullable V merge(K key, V value, BiFunction<? super V, ? super V, ? extends V> function) {
        requireNonNull(key, "key");
        requireNonNull(value, "value");
        requireNonNull(function, "function");
        return this.<@Nullable V>write(m -> m.merge(key, value, (a, b) -> call(() -> function.apply(a, b))));
    }

    /** Key by key; each function call is atomic with its replacement. */
    @Override
    public void replaceAll(BiFunction<? super K, ? super V, ? extends V> function) {
        requireNonNull(function, "function");
        for (Iterator<Map.Entry<K, V>> it = entries(); it.hasNext(); ) {
            computeIfPresent(it.next().getKey(), (k, v) -> requireNonNull(function.apply(k, v), "result of function"));
        }
    }

    /**
     * Recomputes the invariants from scratch, for tests and for diagnosis; call it when no operation runs.
     *
     * @throws IllegalStateException saying what was found and what was expected
     */
    public void checkInvariants() {
        MapEpoch<K, V> e = epoch;
        if (e.closed) {
            throw GuardedMap.broken("epoch " + e.number, "closed", "open");
        }
        if (!e.quiet()) {
            throw GuardedMap.broken("writers in epoch " + e.number, "some", "none");
        }
        if (e.target instanceof MirrorMap<K, V> mirror) {
            mirror.checkInvariants();
        }
    }
}
