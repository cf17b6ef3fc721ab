package dev.hazardmap.detector;

import org.jspecify.annotations.Nullable;

/**
 * Called from the instrumented collections before each access to an entry's value.
 *
 * <p>An entry is named by its node and a number that is the node's for good: the hash that it carries where it carries
 * one, else its identity hash. The hooks named <em>node</em> are for an entry's own methods, which know only the entry:
 * {@link RecentMaps} finds its map.
 */
public final class EntryHooks {
    private static final long HASH = EntryNodes.HASH_HASH;
    private static final long WEAK_HASH = EntryNodes.WEAK_HASH;

    private EntryHooks() {}

    /** A HashMap was looked into, and the value of {@code node} is read if there is one: structure and entry at once. */
    public static void hashGot(Object map, @Nullable Object node) {
        if (!Switch.on) {
            return;
        }
        ThreadState thread = Threads.current();
        Record record = CollectionHooks.lastOf(map);
        if (record != null && record.hot == thread.now() && (node == null || isMarked(node, record, false))) {
            return;
        }
        hashLookedUp(map, thread, node, false);
    }

    /** A put found the key's node: structure and entry at once. */
    public static void hashPutFound(Object map, Object node, boolean onlyIfAbsent) {
        if (!Switch.on) {
            return;
        }
        ThreadState thread = Threads.current();
        Record record = CollectionHooks.lastOf(map);
        if (record != null && record.hot == thread.now() && isMarked(node, record, !onlyIfAbsent)) {
            return;
        }
        hashLookedUp(map, thread, node, !onlyIfAbsent);
    }

    /** Whether the thread has recorded this access to the entry in this epoch; its record is hot. */
    private static boolean isMarked(Object node, Record record, boolean write) {
        long at = EntryNodes.markAt(node);
        return at != EntryNodes.NO_MARK && Stamps.isMarked(Mem.U.getInt(node, at), record.stamp, write);
    }

    private static void hashLookedUp(Object map, ThreadState thread, @Nullable Object node, boolean write) {
        Shadow shadow = CollectionHooks.shadow(map, thread);
        if (shadow == null) {
            return;
        }
        CollectionHooks.read(shadow, thread);
        if (node == null) {
            return;
        }
        int hash = Mem.U.getInt(node, HASH);
        long markAt = EntryNodes.markAt(node);
        if (!write && thread.optimistic != null) {
            shadow.readEntryOptimistically(thread, node, hash);
        } else if (markAt != EntryNodes.NO_MARK) {
            shadow.entry(thread, node, hash, write, markAt);
        } else {
            shadow.entry(thread, node, hash, write);
        }
    }

    /** A put writes the value of the node that it found; told already, but for putIfAbsent's in place of null. */
    public static void hashPutIfNull(Object map, Object node, boolean onlyIfAbsent) {
        if (onlyIfAbsent) {
            hashEntryWrite(map, node);
        }
    }

    /** A read of the value in a node of a HashMap. */
    public static void hashEntryRead(Object map, @Nullable Object node) {
        if (Switch.on && node != null) {
            read(map, node, Mem.U.getInt(node, HASH));
        }
    }

    /** A write of the value in a node of a HashMap. */
    public static void hashEntryWrite(Object map, @Nullable Object node) {
        if (Switch.on && node != null) {
            write(map, node, Mem.U.getInt(node, HASH));
        }
    }

    /** A read of the value in an entry of a WeakHashMap. */
    public static void weakEntryRead(Object map, @Nullable Object node) {
        if (Switch.on && node != null) {
            read(map, node, Mem.U.getInt(node, WEAK_HASH));
        }
    }

    /** A write of the value in an entry of a WeakHashMap. */
    public static void weakEntryWrite(Object map, @Nullable Object node) {
        if (Switch.on && node != null) {
            write(map, node, Mem.U.getInt(node, WEAK_HASH));
        }
    }

    /** A read of the value in a node without a hash. */
    public static void plainEntryRead(Object collection, @Nullable Object node) {
        if (Switch.on && node != null) {
            read(collection, node, System.identityHashCode(node));
        }
    }

    /** A write of the value in a node without a hash. */
    public static void plainEntryWrite(Object collection, @Nullable Object node) {
        if (Switch.on && node != null) {
            write(collection, node, System.identityHashCode(node));
        }
    }

    /** {@code getValue} of a HashMap's node. */
    public static void hashNodeRead(@Nullable Object node) {
        if (Switch.on && node != null) {
            node(node, Mem.U.getInt(node, HASH), false);
        }
    }

    /** {@code setValue} of a HashMap's node. */
    public static void hashNodeWrite(@Nullable Object node) {
        if (Switch.on && node != null) {
            node(node, Mem.U.getInt(node, HASH), true);
        }
    }

    /** {@code getValue} of a WeakHashMap's entry. */
    public static void weakNodeRead(@Nullable Object node) {
        if (Switch.on && node != null) {
            node(node, Mem.U.getInt(node, WEAK_HASH), false);
        }
    }

    /** {@code setValue} of a WeakHashMap's entry. */
    public static void weakNodeWrite(@Nullable Object node) {
        if (Switch.on && node != null) {
            node(node, Mem.U.getInt(node, WEAK_HASH), true);
        }
    }

    /** {@code getValue} of a node without a hash. */
    public static void plainNodeRead(@Nullable Object node) {
        if (Switch.on && node != null) {
            node(node, System.identityHashCode(node), false);
        }
    }

    /** {@code setValue} of a node without a hash. */
    public static void plainNodeWrite(@Nullable Object node) {
        if (Switch.on && node != null) {
            node(node, System.identityHashCode(node), true);
        }
    }

    private static void node(Object node, int number, boolean write) {
        ThreadState thread = Threads.current();
        Shadow shadow = thread.busy == 0 ? thread.recentMaps().find(node) : null;
        if (shadow == null) {
            return;
        }
        if (write) {
            CollectionHooks.read(shadow, thread); // as a put on the existing key: where the node hangs must not change
            shadow.entry(thread, node, number, true);
        } else {
            read(shadow, thread, node, number);
        }
    }

    static void read(Object collection, Object node, int number) {
        if (Switch.on) {
            ThreadState thread = Threads.current();
            Shadow shadow = CollectionHooks.shadow(collection, thread);
            if (shadow != null) {
                read(shadow, thread, node, number);
            }
        }
    }

    static void write(Object collection, Object node, int number) {
        if (Switch.on) {
            ThreadState thread = Threads.current();
            Shadow shadow = CollectionHooks.shadow(collection, thread);
            if (shadow != null) {
                shadow.entry(thread, node, number, true);
            }
        }
    }

    static void read(Shadow shadow, ThreadState thread, Object node, int number) {
        if (thread.optimistic == null) {
            shadow.entry(thread, node, number, false);
        } else {
            shadow.readEntryOptimistically(thread, node, number);
        }
    }
}
