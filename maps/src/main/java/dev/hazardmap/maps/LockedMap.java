package dev.hazardmap.maps;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.Lock;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One {@link HashMap}, one lock for those who read it and one for those who write it: {@link MutexMap}, where both are the
 * same, and {@link RwLockMap}.
 *
 * <h2>Rules</h2>
 *
 * <ol>
 *   <li>The plain map is read under the read lock or the write lock and changed under the write lock. {@link HashMap} is safe
 *       for concurrent readers: its {@code get} writes nothing (not so a LinkedHashMap in access order, or a WeakHashMap).
 *   <li>A read lock is never upgraded: two threads that tried would wait for each other. {@code putIfAbsent} and
 *       {@code computeIfAbsent} look first under the read lock, let go, and look again under the write lock.
 *   <li>A function given to the map runs under the write lock, once; it may read the map, and must not change it
 *       ({@link IllegalStateException}).
 *   <li>An iterator walks a copy taken under the read lock: it sees the map of one moment, and never blocks a writer.
 * </ol>
 */
abstract class LockedMap<K, V> extends GuardedMap<K, V> {
    private final Lock readLock;
    private final Lock writeLock;
    private final HashMap<K, V> plain;

    LockedMap(int expectedSize, Lock readLock, Lock writeLock) {
        this.plain = new HashMap<>(capacityFor(expectedSize));
        this.readLock = readLock;
        this.writeLock = writeLock;
    }

    @Override
    final <R> @Nullable R read(Object key, Function<? super Map<K, V>, ? extends @Nullable R> op) {
        readLock.lock();
        try {
            return op.apply(plain);
        } finally {
            readLock.unlock();
        }
    }

    @Override
    final <R> @Nullable R write(Object key, Function<? super Map<K, V>, ? extends @Nullable R> op) {
        functions.check(this);
        writeLock.lock();
        try {
            return op.apply(plain);
        } finally {
            writeLock.unlock();
        }
    }

    @Override
    final void writeAll(Consumer<? super Map<K, V>> op) {
        write(this, m -> {
            op.accept(m);
            return null;
        });
    }

    @Override
    final List<Map.Entry<K, V>> copyOfEntries() {
        List<Map.Entry<K, V>> entries = new ArrayList<>();
        read(this, m -> {
            addEntries(m, entries);
            return null;
        });
        return entries;
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

    // As the superclass has it, without a function object: this is what the idiom is measured by.
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
}
