package dev.hazardmap.detector;

import java.util.AbstractMap;
import java.util.Collection;
import java.util.HashSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Makes shadows and finds those that are not in a field of their collection. */
final class Shadows {
    private static final long VALUES = Mem.offset(AbstractMap.class, "values");
    private static final long HASH_SET_MAP = Mem.offset(HashSet.class, "map");
    private static final long TREE_SET_MAP = Mem.offset(TreeSet.class, "m");
    /**
     * A list's shadow costs a node in the table. While the program has one thread, only so many of a site's lists get
     * theirs at their creation, which only tells a report where they were made.
     */
    private static final int CREATED_PER_SITE = 100;

    private static final byte[][] CREATED = new byte[1 << 12][];

    private Shadows() {}

    static Shadow ofMap(AbstractMap<?, ?> map, int site, @Nullable String typeName) {
        for (; ; ) {
            Object slot = Mem.U.getReferenceAcquire(map, VALUES);
            if (slot instanceof Shadow) {
                return (Shadow) slot;
            }
            Shadow made = new Shadow(map, site, typeName);
            made.view = (Collection<?>) slot;
            if (Mem.U.compareAndSetReference(map, VALUES, slot, made)) {
                return made;
            }
        }
    }

    /** The shadow of a collection without a field for it; made when the application is at one of its call sites. */
    static @Nullable Shadow ofNode(Object collection, ThreadState thread) {
        ObjectNode latest = thread.latestData;
        if (latest != null && latest.refersTo(collection)) {
            return latest.shadow();
        }
        return search(collection, thread);
    }

    private static @Nullable Shadow search(Object collection, ThreadState thread) {
        boolean make = thread.site > 0;
        ObjectNode node = make ? Objects.node(thread, collection) : Objects.existing(thread, collection);
        if (node == null) {
            return null;
        }
        Shadow shadow = node.shadow();
        if (shadow == null && make) {
            shadow = node.shadowOrSet(new Shadow(node, thread.site, null));
        }
        if (shadow != null) {
            thread.latestData = node;
        }
        return shadow;
    }

    static Shadow ofBuilder(Object builder, ThreadState thread) {
        ObjectNode node = Objects.node(thread, builder);
        if (node == null) {
            return new Shadow(builder, 0, null); // the table's lock could not be had: nobody else sees this one
        }
        Shadow shadow = node.shadow();
        return shadow != null ? shadow : node.shadowOrSet(new Shadow(node, 0, null));
    }

    static void created(Object collection, int site) {
        if (collection instanceof AbstractMap) {
            ofMap((AbstractMap<?, ?>) collection, site, null);
        } else if (collection instanceof HashSet) {
            inner(Mem.U.getReference(collection, HASH_SET_MAP), site, collection);
        } else if (collection instanceof TreeSet) {
            inner(Mem.U.getReference(collection, TREE_SET_MAP), site, collection);
        } else if (Switch.on || few(site)) {
            createdNode(collection, site);
        }
    }

    private static void inner(Object map, int site, Object set) {
        if (map instanceof AbstractMap) {
            ofMap((AbstractMap<?, ?>) map, site, set.getClass().getName());
        }
    }

    private static void createdNode(Object collection, int site) {
        ThreadState thread = Threads.current();
        if (thread.busy != 0) {
            return;
        }
        ObjectNode node = Objects.node(thread, collection);
        if (node != null) {
            node.shadowOrSet(new Shadow(node, site, null));
        }
    }

    private static boolean few(int site) {
        int row = site >>> 6;
        if (row >= CREATED.length) {
            return false;
        }
        byte[] counts = CREATED[row];
        if (counts == null) {
            counts = new byte[64];
            CREATED[row] = counts;
        }
        return counts[site & 63] < CREATED_PER_SITE && ++counts[site & 63] > 0;
    }

    /** Marks the collection that a final field holds, also behind java.util's wrappers, as frozen now. */
    static void freeze(Object value, ThreadState thread) {
        Shadow shadow = behind(value, thread);
        if (shadow != null) {
            shadow.freeze(thread, thread.clock);
            thread.clock++; // what the thread writes from now on is after the freeze
        }
    }

    /** The shadow of the collection behind {@code value}; null when it has none. */
    static @Nullable Shadow behind(Object value, ThreadState thread) {
        Object collection = Wrappers.unwrap(value);
        if (collection instanceof AbstractMap) {
            Object slot = Mem.U.getReference(collection, VALUES);
            return slot instanceof Shadow ? (Shadow) slot : null;
        }
        ObjectNode node = collection instanceof Collection ? Objects.existing(thread, collection) : null;
        return node == null ? null : node.shadow();
    }
}
