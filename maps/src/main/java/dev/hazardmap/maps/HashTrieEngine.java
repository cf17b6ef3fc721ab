package dev.hazardmap.maps;

import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BiPredicate;
import org.jspecify.annotations.Nullable;

/**
 * {@code sync.Map} since Go 1.24 (internal/sync/hashtriemap.go): a concurrent hash trie.
 *
 * <h2>Structure</h2>
 *
 * A 16-ary trie over the 64-bit hash, four bits a level from the top, so at most 16 levels. A child is null, an
 * <em>indirect</em> (an inner node with its own lock) or an entry. Indirects appear when two keys share a prefix, and go when
 * they are empty.
 *
 * <h2>Rules</h2>
 *
 * Semantics 4; tests named {@code must_4_...} cite them.
 *
 * <ol>
 *   <li>A lookup takes no lock.
 *   <li>A write walks without a lock to a slot that is null or an entry, locks that indirect and reads the slot again; if it has
 *       become an indirect, or the indirect is dead, the write starts over from the root.
 *   <li>Keys and values of an entry never change; an update replaces the entry at its place in the chain.
 *   <li>Two keys in one slot with different hashes are parted by a private chain of indirects, published by one store.
 *   <li>A delete that empties an indirect locks the parent while it holds the child, marks the child dead, clears the parent's
 *       slot and unlocks the child; and so on upwards. Locks are always taken child before parent, so no cycle can form.
 *   <li>clear replaces the root by an empty indirect. An operation that is still inside the old trie took effect before it.
 * </ol>
 *
 * <h2>Memory ordering</h2>
 *
 * Children and overflow links are volatile: Go's atomics are sequentially consistent, and acquire/release alone would let two
 * threads that each store one key and load the other's both find nothing. {@code dead} is plain: it is written and read under
 * the indirect's own lock. Each map has a random seed, see {@link GoKeys}.
 */
final class HashTrieEngine<K, V> implements SyncMapEngine<K, V> {
    private static final int BITS = 4;
    private static final int FANOUT = 1 << BITS;
    private static final int HASH_BITS = 64;

    private final int seed = ThreadLocalRandom.current().nextInt();
    private volatile Indirect root = new Indirect(null);

    /** An inner node: the lock guards changes of the children. */
    private static final class Indirect {
        final ReentrantLock mu = new ReentrantLock();
        final @Nullable Indirect parent;
        final AtomicReferenceArray<@Nullable Object> children = new AtomicReferenceArray<>(FANOUT);
        boolean dead;

        Indirect(@Nullable Indirect parent) {
            this.parent = parent;
        }

        boolean empty() {
            for (int i = 0; i < FANOUT; i++) {
                if (children.get(i) != null) {
                    return false;
                }
            }
            return true;
        }
    }

    /** A slot whose indirect is locked, or was found without the lock. */
    private record Place(Indirect indirect, int shift, int slot) {}

    private static int digit(long hash, int shift) {
        return (int) (hash >>> shift) & (FANOUT - 1);
    }

    /** Walks to a slot that is null or an entry. */
    private Place walk(long hash) {
        Indirect i = root;
        int shift = HASH_BITS;
        while (shift != 0) {
            shift -= BITS;
            int slot = digit(hash, shift);
            if (!(i.children.get(slot) instanceof Indirect next)) {
                return new Place(i, shift, slot);
            }
            i = next;
        }
        throw new IllegalStateException("ran out of hash bits: hash=" + Long.toHexString(hash));
    }

    @SuppressWarnings("unchecked")
    private @Nullable HashTrieEntry<K, V> head(Place place) {
        return place.indirect.children.get(place.slot) instanceof HashTrieEntry<?, ?> e
                ? (HashTrieEntry<K, V>) e
                : null;
    }

    private @Nullable HashTrieEntry<K, V> find(Place place, K key) {
        HashTrieEntry<K, V> head = head(place);
        return head == null ? null : head.find(key);
    }

    /** Locks the place if it still is a slot for entries in a live indirect; otherwise the caller starts over. */
    private static boolean lock(Place place) {
        Indirect i = place.indirect;
        i.mu.lock();
        if (!i.dead && !(i.children.get(place.slot) instanceof Indirect)) {
            return true;
        }
        i.mu.unlock();
        return false;
    }

    @Override
    public @Nullable V load(K key) {
        HashTrieEntry<K, V> e = find(walk(GoKeys.hash(key, seed)), key);
        return e == null ? null : e.value;
    }

    @Override
    public @Nullable V swap(K key, V value) {
        long hash = GoKeys.hash(key, seed);
        while (true) {
            Place place = walk(hash);
            if (lock(place)) {
                try {
                    return swapLocked(place, hash, key, value);
                } finally {
                    place.indirect.mu.unlock();
                }
            }
        }
    }

    private @Nullable V swapLocked(Place place, long hash, K key, V value) {
        HashTrieEntry<K, V> head = head(place);
        HashTrieEntry<K, V> e = head == null ? null : head.find(key);
        if (head == null || e == null) {
            insert(place, hash, head, key, value);
            return null;
        }
        place.indirect.children.set(place.slot, head.replace(e, key, value));
        return e.value;
    }

    private void insert(Place place, long hash, @Nullable HashTrieEntry<K, V> head, K key, V value) {
        Object node = head == null ? new HashTrieEntry<>(key, value, null) : expand(place, hash, head, key, value);
        place.indirect.children.set(place.slot, node);
    }

    private Object expand(Place place, long hash, HashTrieEntry<K, V> head, K key, V value) {
        long oldHash = GoKeys.hash(head.key, seed);
        if (oldHash == hash) {
            return new HashTrieEntry<>(key, value, head);
        }
        Indirect top = new Indirect(place.indirect);
        Indirect i = top;
        int shift = place.shift - BITS;
        while (shift >= 0 && digit(oldHash, shift) == digit(hash, shift)) {
            Indirect next = new Indirect(i);
            i.children.set(digit(hash, shift), next);
            i = next;
            shift -= BITS;
        }
        if (shift < 0) {
            // Only a NaN, whose hash is not repeatable, can differ above and agree below: chain it.
            return new HashTrieEntry<>(key, value, head);
        }
        i.children.set(digit(oldHash, shift), head);
        i.children.set(digit(hash, shift), new HashTrieEntry<>(key, value, null));
        return top;
    }

    @Override
    public @Nullable V loadOrStore(K key, V value) {
        long hash = GoKeys.hash(key, seed);
        while (true) {
            Place place = walk(hash);
            HashTrieEntry<K, V> e = find(place, key);
            if (e != null) {
                return e.value;
            }
            if (lock(place)) {
                try {
                    HashTrieEntry<K, V> head = head(place);
                    e = head == null ? null : head.find(key);
                    if (e == null) {
                        insert(place, hash, head, key, value);
                    }
                    return e == null ? null : e.value;
                } finally {
                    place.indirect.mu.unlock();
                }
            }
        }
    }

    @Override
    public boolean compareAndSwap(K key, V old, V value) {
        long hash = GoKeys.hash(key, seed);
        while (true) {
            Place place = walk(hash);
            HashTrieEntry<K, V> e = find(place, key);
            if (e == null || !GoKeys.equal(old, e.value)) {
                return false;
            }
            if (lock(place)) {
                try {
                    HashTrieEntry<K, V> head = head(place);
                    e = head == null ? null : head.find(key);
                    if (head == null || e == null || !GoKeys.equal(old, e.value)) {
                        return false;
                    }
                    place.indirect.children.set(place.slot, head.replace(e, key, value));
                    return true;
                } finally {
                    place.indirect.mu.unlock();
                }
            }
        }
    }

    @Override
    public @Nullable V loadAndDelete(K key) {
        return delete(key, null);
    }

    @Override
    public boolean compareAndDelete(K key, V old) {
        return delete(key, old) != null;
    }

    /** Deletes the key if {@code old} is null or equals its value; returns the value deleted. */
    private @Nullable V delete(K key, @Nullable V old) {
        long hash = GoKeys.hash(key, seed);
        while (true) {
            Place place = walk(hash);
            if (!matches(find(place, key), old)) {
                return null;
            }
            if (lock(place)) {
                return deleteLocked(place, hash, key, old);
            }
        }
    }

    private boolean matches(@Nullable HashTrieEntry<K, V> e, @Nullable V old) {
        return e != null && (old == null || GoKeys.equal(old, e.value));
    }

    private @Nullable V deleteLocked(Place place, long hash, K key, @Nullable V old) {
        Indirect locked = place.indirect;
        try {
            HashTrieEntry<K, V> head = head(place);
            HashTrieEntry<K, V> e = head == null ? null : head.find(key);
            if (head == null || e == null || !matches(e, old)) {
                return null;
            }
            HashTrieEntry<K, V> rest = head.without(e);
            locked.children.set(place.slot, rest);
            if (rest == null) {
                locked = prune(locked, hash, place.shift);
            }
            return e.value;
        } finally {
            locked.mu.unlock();
        }
    }

    /** Unlinks empty indirects upwards, hand over hand; returns the one that is locked at the end. */
    private static Indirect prune(Indirect from, long hash, int fromShift) {
        Indirect i = from;
        int shift = fromShift;
        for (Indirect parent = i.parent; parent != null && i.empty(); parent = i.parent) {
            shift += BITS;
            parent.mu.lock();
            i.dead = true;
            parent.children.set(digit(hash, shift), null);
            i.mu.unlock();
            i = parent;
        }
        return i;
    }

    @Override
    public void range(BiPredicate<? super K, ? super V> visitor) {
        range(root, visitor);
    }

    @SuppressWarnings("unchecked")
    private boolean range(Indirect i, BiPredicate<? super K, ? super V> visitor) {
        for (int slot = 0; slot < FANOUT; slot++) {
            Object node = i.children.get(slot);
            if (node instanceof Indirect inner && !range(inner, visitor)) {
                return false;
            }
            if (node instanceof HashTrieEntry<?, ?> head) {
                for (HashTrieEntry<K, V> e = (HashTrieEntry<K, V>) head; e != null; e = e.overflow) {
                    if (!visitor.test(e.key, e.value)) {
                        return false;
                    }
                }
            }
        }
        return true;
    }

    @Override
    public void clear() {
        root = new Indirect(null);
    }

    @Override
    public SyncMapState state() {
        return new Survey().of(root);
    }

    @Override
    public void checkInvariants() {
        Survey survey = new Survey();
        survey.checking = true;
        survey.of(root);
    }

    /** Walks the trie, counts, and on demand checks that each node lies where its hash and its parent say. */
    private final class Survey {
        private boolean checking;
        private int entries;
        private int indirects;
        private int depth;
        private int overflow;

        SyncMapState of(Indirect from) {
            visit(from, HASH_BITS, 0, 1);
            return new SyncMapState.HashTrie(entries, indirects, depth, overflow);
        }

        private void visit(Indirect i, int shift, long prefix, int level) {
            indirects++;
            depth = Math.max(depth, level);
            require(!i.dead, "a dead indirect", "a live one");
            require(!i.mu.isLocked(), "a locked indirect", "an unlocked one");
            require(i.parent == null || !i.empty(), "an empty indirect below the root", "none");
            for (int slot = 0; slot < FANOUT; slot++) {
                Object node = i.children.get(slot);
                long path = prefix << BITS | slot;
                if (node instanceof Indirect inner) {
                    require(inner.parent == i, "an indirect with another parent", "its own");
                    visit(inner, shift - BITS, path, level + 1);
                } else if (node instanceof HashTrieEntry<?, ?> head) {
                    visit(head, shift - BITS, path);
                }
            }
        }

        private void visit(HashTrieEntry<?, ?> head, int shift, long path) {
            for (HashTrieEntry<?, ?> e = head; e != null; e = e.overflow) {
                entries++;
                overflow += e == head ? 0 : 1;
                if (GoKeys.reflexive(e.key)) {
                    long found = GoKeys.hash(e.key, seed) >>> shift;
                    require(found == path, "key " + e.key + " with prefix " + found, "prefix " + path);
                    require(head.find(e.key) == e, "key " + e.key + " twice in a chain", "once");
                }
            }
        }

        private void require(boolean holds, String found, String expected) {
            if (checking && !holds) {
                throw new IllegalStateException("invariant failed: found " + found + ", expected " + expected);
            }
        }
    }
}
