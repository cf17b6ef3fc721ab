package dev.hazardmap.maps;

import static java.util.Objects.requireNonNull;

import java.util.Iterator;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Writes to an authority and keeps a follower in step, by a versioned change log that may be applied in any order and more than
 * once.
 *
 * <h2>Rules</h2>
 *
 * <ol>
 *   <li>Every write is one {@code compute} of the authority, and takes a version from {@code clock} inside it. The authority runs
 *       that function alone for its key, so the versions of one key grow in the order of its writes.
 *   <li>A write that changed something makes a {@link Change}: key, version, and the value, or null for a removal.
 *   <li>{@link #apply} writes a change to the follower if and only if its version is higher than the last one applied to that key,
 *       in one atomic step per key ({@code applied.compute}). Hence any order, any repetition and any number of threads lead to the
 *       same follower: for each key the change with the highest version.
 *   <li>An entry that was there before the mirror is copied as a change too: {@link #copy} takes a version for it inside the
 *       authority, as a write would.
 *   <li>Until the copy is done, changes go to the log, and the writer does not wait for the follower; then each writer applies its
 *       own change (dual write).
 *   <li>A failure of the follower never reaches a writer: the first one is kept, and forbids the cut-over.
 * </ol>
 *
 * <p>Both maps must compare keys by {@code equals}, and the authority's {@code compute} must be atomic, as that of
 * {@link ConcurrentHashMap} and of the maps of this package is, and that of a ConcurrentSkipListMap is not.
 */
final class MirrorMap<K, V> extends AbstractConcurrentMap<K, V> {
    /** One versioned change; a null value is a removal. */
    record Change<K, V>(K key, long version, @Nullable V value) {}

    private final ConcurrentMap<K, V> authority;
    private final ConcurrentMap<K, V> follower;
    private final AtomicLong clock;
    private final ConcurrentMap<K, Long> applied = new ConcurrentHashMap<>();
    private final Queue<Change<K, V>> log = new ConcurrentLinkedQueue<>();
    private final AtomicReference<@Nullable RuntimeException> failure = new AtomicReference<>();
    private volatile boolean dual;
    final AtomicLong logged = new AtomicLong();
    final AtomicLong appliedChanges = new AtomicLong();
    final AtomicLong staleChanges = new AtomicLong();

    MirrorMap(ConcurrentMap<K, V> authority, ConcurrentMap<K, V> follower, AtomicLong clock, boolean dual) {
        this.authority = authority;
        this.follower = follower;
        this.clock = clock;
        this.dual = dual;
    }

    ConcurrentMap<K, V> authority() {
        return authority;
    }

    ConcurrentMap<K, V> follower() {
        return follower;
    }

    /** From now on each writer applies its own change. */
    void writeDual() {
        dual = true;
    }

    @Nullable
    RuntimeException failure() {
        return failure.get();
    }

    /** What one compute of the authority did; the last run of the function counts, should there be several. */
    private static final class Write<V> {
        @Nullable
        V before;

        @Nullable
        V after;

        long version;
    }

    private Write<V> write(K key, Function<? super @Nullable V, ? extends @Nullable V> op) {
        Write<V> write = new Write<>();
        authority.compute(key, (k, current) -> {
            write.before = current;
            write.after = op.apply(current);
            write.version = clock.incrementAndGet();
            return write.after;
        });
        if (write.before != write.after) {
            publish(new Change<>(key, write.version, write.after));
        }
        return write;
    }

    private void publish(Change<K, V> change) {
        if (dual) {
            apply(change);
        } else {
            logged.incrementAndGet();
            log.add(change);
        }
    }

    /** Rule 3; idempotent. */
    void apply(Change<K, V> change) {
        if (failure.get() != null) {
            return;
        }
        try {
            applied.compute(change.key, (k, last) -> {
                if (last != null && last >= change.version) {
                    staleChanges.incrementAndGet();
                    return last;
                }
                V value = change.value;
                if (value == null) {
                    follower.remove(k);
                } else {
                    follower.put(k, value);
                }
                appliedChanges.incrementAndGet();
                return change.version;
            });
        } catch (RuntimeException e) {
            failure.compareAndSet(null, e);
        }
    }

    /** Copies the entry of a key as it is now, if it still is there. */
    void copy(K key) {
        Write<V> write = new Write<>();
        authority.computeIfPresent(key, (k, current) -> {
            write.after = current;
            write.version = clock.incrementAndGet();
            return current;
        });
        if (write.after != null) {
            apply(new Change<>(key, write.version, write.after));
        }
    }

    /** Applies logged changes, {@code limit} at most; returns how many. */
    int catchUp(int limit) {
        int done = 0;
        while (done < limit) {
            Change<K, V> change = log.poll();
            if (change == null) {
                return done;
            }
            apply(change);
            done++;
        }
        return done;
    }

    /** With no writer inside: the first difference between both maps, in words, or null. */
    @Nullable
    String difference() {
        if (authority.size() != follower.size()) {
            return "sizes " + authority.size() + " and " + follower.size();
        }
        for (Map.Entry<K, V> entry : authority.entrySet()) {
            V other = follower.get(entry.getKey());
            if (!entry.getValue().equals(other)) {
                return "key " + entry.getKey() + " has " + entry.getValue() + " and " + other;
            }
        }
        return null;
    }

    @Override
    Iterator<Map.Entry<K, V>> entries() {
        return authority.entrySet().iterator();
    }

    @Override
    public int size() {
        return authority.size();
    }

    @Override
    public @Nullable V get(Object key) {
        return authority.get(key);
    }

    @Override
    public @Nullable V put(K key, V value) {
        return write(key, current -> value).before;
    }

    @Override
    @SuppressWarnings("unchecked")
    public @Nullable V remove(Object key) {
        return authority.containsKey(key) ? write((K) key, current -> null).before : null;
    }

    /** Key by key: each removal is logged. */
    @Override
    public void clear() {
        authority.keySet().forEach(this::remove);
    }

    @Override
    public @Nullable V putIfAbsent(K key, V value) {
        return write(key, current -> current == null ? value : current).before;
    }

    @Override
    @SuppressWarnings("unchecked")
    public boolean remove(Object key, Object value) {
        Write<V> write = write((K) key, current -> value.equals(current) ? null : current);
        return write.before != null && write.after == null;
    }

    @Override
    public @Nullable V replace(K key, V value) {
        return write(key, current -> current == null ? null : value).before;
    }

    @Override
    public boolean replace(K key, V oldValue, V newValue) {
        return oldValue.equals(write(key, current -> oldValue.equals(current) ? newValue : current).before);
    }

    @Override
    public @Nullable V computeIfAbsent(K key, Function<? super K, ? extends V> function) {
        return write(key, current -> current == null ? function.apply(key) : current).after;
    }

    @Override
    public @Nullable V computeIfPresent(K key, BiFunction<? super K, ? super V, ? extends V> function) {
        return write(key, current -> current == null ? null : function.apply(key, current)).after;
    }

    @Override
    public @Nullable V compute(K key, BiFunction<? super K, ? super @Nullable V, ? extends V> function) {
        return write(key, current -> function.apply(key, current)).after;
    }

    @Override
    public @Nullable V merge(K key, V value, BiFunction<? super V, ? super V, ? extends V> function) {
        return write(key, current -> current == null ? value : function.apply(current, value)).after;
    }

    /** With no writer inside: once in dual mode and with an empty log, the follower equals the authority. */
    void checkInvariants() {
        RuntimeException failed = failure.get();
        if (failed == null && dual && log.isEmpty()) {
            String difference = difference();
            if (difference != null) {
                throw GuardedMap.broken("mirror", difference, "equal maps");
            }
        }
        long highest = applied.values().stream()
                .mapToLong(Objects::requireNonNull)
                .max()
                .orElse(0);
        if (highest > clock.get()) {
            throw GuardedMap.broken("highest version applied", highest, "at most " + clock.get());
        }
        requireNonNull(authority, "authority");
    }
}
