package dev.hazardmap.detector;

import java.util.HashMap;
import java.util.TreeMap;
import java.util.WeakHashMap;
import org.jspecify.annotations.Nullable;

/** Whether an entry object is in a map, by the maps' own links: no method of the map or of a key is called. */
final class EntryNodes {
    private static final int MAX_STEPS = 256;

    private static final Class<?> HASH_NODE = type("java.util.HashMap$Node");
    private static final long HASH_TABLE = Mem.offset(HashMap.class, "table");
    static final long HASH_HASH = Mem.offset(HASH_NODE, "hash");
    private static final long HASH_NEXT = Mem.offset(HASH_NODE, "next");

    private static final Class<?> WEAK_NODE = type("java.util.WeakHashMap$Entry");
    private static final long WEAK_TABLE = Mem.offset(WeakHashMap.class, "table");
    static final long WEAK_HASH = Mem.offset(WEAK_NODE, "hash");
    private static final long WEAK_NEXT = Mem.offset(WEAK_NODE, "next");

    private static final Class<?> TREE_NODE = type("java.util.TreeMap$Entry");
    private static final long TREE_ROOT = Mem.offset(TreeMap.class, "root");
    private static final long TREE_PARENT = Mem.offset(TREE_NODE, "parent");

    private static final Class<?> LINKED_NODE = type("java.util.LinkedHashMap$Entry");
    private static final long HASH_MARK = TailGap.of(HASH_NODE);
    private static final long LINKED_MARK = TailGap.of(LINKED_NODE);
    /** The node has no room for a mark. */
    static final long NO_MARK = -1;

    private EntryNodes() {}

    /** Where a HashMap's node has room for a mark of {@link Stamps}. */
    static long markAt(Object node) {
        Class<?> type = node.getClass();
        return type == HASH_NODE ? HASH_MARK : type == LINKED_NODE ? LINKED_MARK : NO_MARK;
    }

    private static Class<?> type(String name) {
        try {
            return Class.forName(name, false, null);
        } catch (ClassNotFoundException otherJdk) {
            throw new IllegalStateException(name, otherJdk);
        }
    }

    static boolean contains(@Nullable Object map, Object entry) {
        if (map instanceof HashMap && HASH_NODE.isInstance(entry)) {
            return inTable(map, entry, HASH_TABLE, HASH_HASH, HASH_NEXT);
        }
        if (map instanceof TreeMap && TREE_NODE.isInstance(entry)) {
            return inTree(map, entry);
        }
        return map instanceof WeakHashMap
                && WEAK_NODE.isInstance(entry)
                && inTable(map, entry, WEAK_TABLE, WEAK_HASH, WEAK_NEXT);
    }

    private static boolean inTable(Object map, Object entry, long tableAt, long hashAt, long nextAt) {
        Object[] table = (Object[]) Mem.U.getReference(map, tableAt);
        if (table == null || table.length == 0) {
            return false;
        }
        Object node = table[Mem.U.getInt(entry, hashAt) & table.length - 1];
        for (int i = 0; node != null && i < MAX_STEPS; i++) {
            if (node == entry) {
                return true;
            }
            node = Mem.U.getReference(node, nextAt);
        }
        return false;
    }

    private static boolean inTree(Object map, Object entry) {
        Object at = entry;
        for (int i = 0; i < MAX_STEPS; i++) {
            Object parent = Mem.U.getReference(at, TREE_PARENT);
            if (parent == null) {
                return Mem.U.getReference(map, TREE_ROOT) == at;
            }
            at = parent;
        }
        return false;
    }
}
