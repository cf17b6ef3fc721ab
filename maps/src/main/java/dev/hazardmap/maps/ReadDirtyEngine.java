package dev.hazardmap.maps;

import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BiPredicate;
import org.jspecify.annotations.Nullable;

/**
 * {@code sync.Map} as of Go 1.9 to 1.23 (sync/map.go): an immutable map for readers, a second one for new keys.
 *
 * <h2>Terms</h2>
 *
 * <em>read</em> is an immutable map from key to entry, reached through one volatile reference, with the flag <em>amended</em>:
 * dirty holds a key that read does not. <em>dirty</em> is null or holds every live entry of read and the new keys. A lookup that
 * has to ask dirty is a <em>miss</em>; when there have been as many misses as dirty has entries, dirty becomes read: the
 * <em>promotion</em>. An entry (see {@link ReadDirtyEntry}) is shared by both maps, so that a value changes in both at once.
 *
 * <h2>Rules</h2>
 *
 * Semantics 3; tests named {@code must_3_...} cite them.
 *
 * <ol>
 *   <li>A hit in read takes no lock, nor does a miss when read is not amended.
 *   <li>missLocked counts a lookup that asked dirty, found or not; a swap that finds its key in dirty counts none.
 *   <li>dirtyLocked copies what is live in read and expunges what is deleted: O(n), once per promotion.
 *   <li>An expunged entry is stored to only under the lock, after it was put into dirty.
 *   <li>loadOrStore and swap never promote by themselves; compareAndDelete leaves its key in dirty.
 *   <li>range promotes first, in O(1), and then walks read without the lock: keys stored meanwhile are not seen.
 * </ol>
 *
 * <h2>Memory ordering</h2>
 *
 * {@code read} and every entry are volatile (Go's atomics are sequentially consistent). {@code dirty}, {@code misses} and
 * {@code promotions} are guarded by {@code mu}. The maps are {@link GoHmap}s, as in Go; one is written only while it is dirty,
 * under {@code mu}, and its publication as read is the volatile store of the promotion, so readers see it whole. A reader that
 * iterates sets two of its flag bits, atomically.
 */
final class ReadDirtyEngine<K, V> implements SyncMapEngine<K, V> {
    private record ReadOnly<K, V>(GoHmap<K, ReadDirtyEntry<V>> m, boolean amended) {}

    private final ReentrantLock mu = new ReentrantLock();
    private volatile ReadOnly<K, V> read = new ReadOnly<>(newMap(0), false);
    private @Nullable GoHmap<K, ReadDirtyEntry<V>> dirty;
    private int misses;
    private long promotions;

    private static <K, V> GoHmap<K, ReadDirtyEntry<V>> newMap(int hint) {
        return new GoHmap<>(
                hint,
                () -> ThreadLocalRandom.current().nextInt(),
                kind -> {
                    throw new IllegalStateException(kind.goText() + " inside SyncMap");
                },
                GoMapTracer.NONE);
    }

    @Override
    public @Nullable V load(K key) {
        ReadOnly<K, V> r = read;
        ReadDirtyEntry<V> e = r.m.get(key);
        if (e == null && r.amended) {
            e = findMissing(key, false);
        }
        return e == null ? null : e.load();
    }

    @Override
    public @Nullable V loadAndDelete(K key) {
        ReadOnly<K, V> r = read;
        ReadDirtyEntry<V> e = r.m.get(key);
        if (e == null && r.amended) {
            e = findMissing(key, true);
        }
        return e == null ? null : e.delete();
    }

    @Override
    public boolean compareAndDelete(K key, V old) {
        ReadOnly<K, V> r = read;
        ReadDirtyEntry<V> e = r.m.get(key);
        if (e == null && r.amended) {
            e = findMissing(key, false);
        }
        return e != null && e.tryCompareAndSwap(old, null);
    }

    /** The slow half of the lookups: under the lock read is asked again, then dirty, which counts as a miss. */
    private @Nullable ReadDirtyEntry<V> findMissing(K key, boolean remove) {
        mu.lock();
        try {
            ReadDirtyEntry<V> e = read.m.get(key);
            if (e == null && read.amended) {
                e = remove ? dirty().remove(key) : dirty().get(key);
                missLocked();
            }
            return e;
        } finally {
            mu.unlock();
        }
    }

    @Override
    public @Nullable V swap(K key, V value) {
        ReadDirtyEntry<V> known = read.m.get(key);
        if (known != null) {
            ReadDirtyEntry.Outcome<V> outcome = known.trySwap(value);
            if (!outcome.expunged()) {
                return outcome.former();
            }
        }
        mu.lock();
        try {
            ReadDirtyEntry<V> e = entryInRead(key);
            if (e == null) {
                e = entryInDirty(key);
            }
            if (e != null) {
                return e.swapLocked(value);
            }
            insert(key, value);
            return null;
        } finally {
            mu.unlock();
        }
    }

    @Override
    public @Nullable V loadOrStore(K key, V value) {
        ReadDirtyEntry<V> known = read.m.get(key);
        if (known != null) {
            ReadDirtyEntry.Outcome<V> outcome = known.tryLoadOrStore(value);
            if (!outcome.expunged()) {
                return outcome.former();
            }
        }
        mu.lock();
        try {
            ReadDirtyEntry<V> e = entryInRead(key);
            if (e != null) {
                return e.tryLoadOrStore(value).former();
            }
            e = entryInDirty(key);
            if (e != null) {
                V former = e.tryLoadOrStore(value).former();
                missLocked();
                return former;
            }
            insert(key, value);
            return null;
        } finally {
            mu.unlock();
        }
    }

    @Override
    public boolean compareAndSwap(K key, V old, V value) {
        ReadOnly<K, V> r = read;
        ReadDirtyEntry<V> known = r.m.get(key);
        if (known != null) {
            return known.tryCompareAndSwap(old, value);
        }
        if (!r.amended) {
            return false;
        }
        mu.lock();
        try {
            ReadDirtyEntry<V> e = read.m.get(key);
            if (e != null) {
                return e.tryCompareAndSwap(old, value);
            }
            e = entryInDirty(key);
            if (e == null) {
                return false;
            }
            boolean swapped = e.tryCompareAndSwap(old, value);
            missLocked();
            return swapped;
        } finally {
            mu.unlock();
        }
    }

    /** With the lock held: the entry of read, put back into dirty if it was expunged. */
    private @Nullable ReadDirtyEntry<V> entryInRead(K key) {
        ReadDirtyEntry<V> e = read.m.get(key);
        if (e != null && e.unexpungeLocked()) {
            dirty().put(key, e);
        }
        return e;
    }

    private @Nullable ReadDirtyEntry<V> entryInDirty(K key) {
        GoHmap<K, ReadDirtyEntry<V>> d = dirty;
        return d == null ? null : d.get(key);
    }

    private GoHmap<K, ReadDirtyEntry<V>> dirty() {
        GoHmap<K, ReadDirtyEntry<V>> d = dirty;
        if (d == null) {
            throw new IllegalStateException("read is amended or holds an expunged entry, and there is no dirty map");
        }
        return d;
    }

    private void insert(K key, V value) {
        ReadOnly<K, V> r = read;
        if (!r.amended) {
            dirtyLocked();
            read = new ReadOnly<>(r.m, true);
        }
        dirty().put(key, new ReadDirtyEntry<>(value));
    }

    private void dirtyLocked() {
        if (dirty != null) {
            return;
        }
        GoHmap<K, ReadDirtyEntry<V>> from = read.m;
        GoHmap<K, ReadDirtyEntry<V>> copy = newMap(from.count);
        for (GoHmapIterator<K, ReadDirtyEntry<V>> it = new GoHmapIterator<>(from); it.advance(); ) {
            if (!it.value().tryExpungeLocked()) {
                copy.put(it.key(), it.value());
            }
        }
        dirty = copy;
    }

    private void missLocked() {
        misses++;
        GoHmap<K, ReadDirtyEntry<V>> d = dirty();
        if (misses >= d.count) {
            promote(d);
        }
    }

    private void promote(GoHmap<K, ReadDirtyEntry<V>> d) {
        read = new ReadOnly<>(d, false);
        dirty = null;
        misses = 0;
        promotions++;
    }

    @Override
    public void range(BiPredicate<? super K, ? super V> visitor) {
        if (read.amended) {
            mu.lock();
            try {
                if (read.amended) {
                    promote(dirty());
                }
            } finally {
                mu.unlock();
            }
        }
        for (GoHmapIterator<K, ReadDirtyEntry<V>> it = new GoHmapIterator<>(read.m); it.advance(); ) {
            V value = it.value().load();
            if (value != null && !visitor.test(it.key(), value)) {
                return;
            }
        }
    }

    @Override
    public void clear() {
        ReadOnly<K, V> r = read;
        if (r.m.count == 0 && !r.amended) {
            return;
        }
        mu.lock();
        try {
            r = read;
            if (r.m.count > 0 || r.amended) {
                read = new ReadOnly<>(newMap(0), false);
            }
            if (dirty != null) {
                dirty.clear();
            }
            misses = 0;
        } finally {
            mu.unlock();
        }
    }

    @Override
    public SyncMapState state() {
        mu.lock();
        try {
            GoHmap<K, ReadDirtyEntry<V>> d = dirty;
            ReadOnly<K, V> r = read;
            int expunged = 0;
            for (GoHmapIterator<K, ReadDirtyEntry<V>> it = new GoHmapIterator<>(r.m); it.advance(); ) {
                expunged += it.value().expunged() ? 1 : 0;
            }
            return new SyncMapState.ReadDirty(
                    r.amended, misses, promotions, r.m.count, d == null ? 0 : d.count, expunged);
        } finally {
            mu.unlock();
        }
    }

    @Override
    public void checkInvariants() {
        ReadOnly<K, V> r = read;
        GoHmap<K, ReadDirtyEntry<V>> d = dirty;
        GoHmapInvariants.check(r.m);
        if (d == null) {
            require(!r.amended, "amended without dirty");
            require(misses == 0, misses + " misses without dirty");
        } else {
            GoHmapInvariants.check(d);
            require(misses == 0 || misses < d.count, misses + " misses with " + d.count + " dirty entries");
        }
        for (GoHmapIterator<K, ReadDirtyEntry<V>> it = new GoHmapIterator<>(r.m); it.advance(); ) {
            ReadDirtyEntry<V> e = it.value();
            boolean reachable = d != null && GoKeys.reflexive(it.key()) && d.get(it.key()) == e;
            require(d != null || !e.expunged(), "expunged entry without dirty: " + it.key());
            require(!(e.expunged() && reachable), "expunged entry in dirty: " + it.key());
            boolean mustBeInDirty = d != null && !e.expunged() && GoKeys.reflexive(it.key());
            require(!mustBeInDirty || reachable, "entry of read missing from dirty: " + it.key());
        }
    }

    private static void require(boolean holds, String found) {
        if (!holds) {
            throw new IllegalStateException("invariant failed: found " + found);
        }
    }
}
