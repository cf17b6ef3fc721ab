package dev.hazardmap.detector;

import org.jspecify.annotations.Nullable;

/**
 * Objects to their {@link ObjectNode}s: by identity, weak, lock-free to read.
 *
 * <p>Nodes of dead objects are swept by scanning when the table has grown by half since the last sweep: a
 * ReferenceQueue would take locks inside the hooks. Buckets are singly linked and are only ever prepended to, or
 * relinked by the sweep; a reader that found nothing while a sweep was under way looks again under the lock.
 */
final class ObjectTable extends SpinLock {
    private static final int INITIAL = 1 << 12;

    private ObjectNode[] buckets = new ObjectNode[INITIAL];
    private int size;
    private int sweepAt = INITIAL;
    /** Counts sweeps, twice each: odd while one is under way. Written under the lock, read by anyone. */
    private int sweeps;

    /** The node of {@code object}, or null when there is none. */
    @Nullable
    ObjectNode find(Object object, int hash) {
        int before = sweeps;
        Mem.U.loadFence(); // the count before the chains
        ObjectNode node = search(object, hash);
        if (node != null) {
            return node;
        }
        Mem.U.loadFence(); // the chains before the count
        return (before & 1) == 0 && sweeps == before ? null : findLocked(object, hash);
    }

    private @Nullable ObjectNode findLocked(Object object, int hash) {
        if (!tryLock()) {
            return null;
        }
        try {
            return search(object, hash);
        } finally {
            unlock();
        }
    }

    private @Nullable ObjectNode search(Object object, int hash) {
        ObjectNode[] table = buckets;
        for (ObjectNode node = table[spread(hash) & table.length - 1]; node != null; node = node.next) {
            if (node.hash == hash && node.refersTo(object)) {
                return node;
            }
        }
        return null;
    }

    /** The node of {@code object}, made when there is none; null only when the lock could not be had. */
    @Nullable
    ObjectNode get(Object object, int hash) {
        ObjectNode node = find(object, hash);
        return node != null ? node : add(object, hash);
    }

    private @Nullable ObjectNode add(Object object, int hash) {
        ObjectNode made = new ObjectNode(object, hash); // allocation stays outside the lock
        if (!tryLock()) {
            return null;
        }
        try {
            ObjectNode found = search(object, hash);
            if (found != null) {
                return found;
            }
            if (size >= sweepAt) {
                sweep();
            }
            int bucket = spread(hash) & buckets.length - 1;
            made.next = buckets[bucket];
            Mem.U.storeFence(); // the node's content before the reference to it
            buckets[bucket] = made;
            size++;
            return made;
        } finally {
            unlock();
        }
    }

    private void sweep() {
        int live = 0;
        for (ObjectNode head : buckets) {
            for (ObjectNode node = head; node != null; node = node.next) {
                if (!node.refersTo(null)) {
                    live++;
                }
            }
        }
        int capacity = buckets.length;
        while (live > capacity / 2) {
            capacity *= 2;
        }
        rebuild(capacity);
        size = live;
        sweepAt = Math.max(capacity, live + live / 2);
    }

    private void rebuild(int capacity) {
        sweeps++;
        Mem.U.storeFence(); // odd before any chain changes
        ObjectNode[] rebuilt = new ObjectNode[capacity];
        for (ObjectNode head : buckets) {
            ObjectNode node = head;
            while (node != null) {
                ObjectNode following = node.next;
                if (!node.refersTo(null)) {
                    int bucket = spread(node.hash) & capacity - 1;
                    node.next = rebuilt[bucket];
                    rebuilt[bucket] = node;
                }
                node = following;
            }
        }
        Mem.U.storeFence();
        buckets = rebuilt;
        Mem.U.storeFence(); // the new chains before even
        sweeps++;
    }

    int size() {
        return size;
    }

    private static int spread(int hash) {
        return hash ^ hash >>> 15;
    }
}
