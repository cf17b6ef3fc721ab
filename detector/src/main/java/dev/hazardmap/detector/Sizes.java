package dev.hazardmap.detector;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Hashtable;
import java.util.IdentityHashMap;
import java.util.LinkedList;
import java.util.PriorityQueue;
import java.util.TreeMap;
import java.util.WeakHashMap;
import org.jspecify.annotations.Nullable;

/** Reads a collection's size from its field: calling {@code size()} could run the application's code, or write. */
final class Sizes {
    private static final Class<?>[] TYPES = {
        HashMap.class,
        TreeMap.class,
        WeakHashMap.class,
        IdentityHashMap.class,
        ArrayList.class,
        LinkedList.class,
        PriorityQueue.class,
        java.util.EnumMap.class
    };

    private Sizes() {}

    /** The number of entries; -1 where no field tells. */
    static int of(@Nullable Object collection) {
        for (Class<?> type : TYPES) {
            if (type.isInstance(collection)) {
                return Mem.U.getInt(collection, Mem.offset(type, "size"));
            }
        }
        if (collection instanceof Hashtable) {
            return Mem.U.getInt(collection, Mem.offset(Hashtable.class, "count"));
        }
        return collection instanceof ArrayDeque ? dequeSize((ArrayDeque<?>) collection) : -1;
    }

    private static int dequeSize(ArrayDeque<?> deque) {
        Object elements = Mem.U.getReference(deque, Mem.offset(ArrayDeque.class, "elements"));
        int head = Mem.U.getInt(deque, Mem.offset(ArrayDeque.class, "head"));
        int tail = Mem.U.getInt(deque, Mem.offset(ArrayDeque.class, "tail"));
        int distance = tail - head;
        return distance >= 0 ? distance : distance + ((Object[]) elements).length;
    }
}
