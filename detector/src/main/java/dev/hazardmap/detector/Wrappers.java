package dev.hazardmap.detector;

import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Looks through the wrappers of java.util: a report and a freeze are about the collection inside. */
final class Wrappers {
    private static final Class<?> UNMODIFIABLE_MAP =
            Collections.unmodifiableMap(new HashMap<>()).getClass();
    private static final Class<?> UNMODIFIABLE_COLLECTION =
            Collections.unmodifiableCollection(new HashSet<>()).getClass();
    private static final Class<?> SYNCHRONIZED_MAP =
            Collections.synchronizedMap(new TreeMap<>()).getClass();
    private static final Class<?> SYNCHRONIZED_COLLECTION =
            Collections.synchronizedCollection(new HashSet<>()).getClass();

    private static final Class<?>[] TYPES = {
        UNMODIFIABLE_MAP,
        UNMODIFIABLE_COLLECTION,
        SYNCHRONIZED_MAP,
        SYNCHRONIZED_COLLECTION,
        HashSet.class,
        TreeSet.class
    };
    private static final long[] INNER = {
        Mem.offset(UNMODIFIABLE_MAP, "m"),
        Mem.offset(UNMODIFIABLE_COLLECTION, "c"),
        Mem.offset(SYNCHRONIZED_MAP, "m"),
        Mem.offset(SYNCHRONIZED_COLLECTION, "c"),
        Mem.offset(HashSet.class, "map"),
        Mem.offset(TreeSet.class, "m"),
    };

    private Wrappers() {}

    static Object unwrap(Object value) {
        Object at = value;
        for (int depth = 0; depth < 4; depth++) {
            Object inner = inner(at);
            if (inner == null) {
                return at;
            }
            at = inner;
        }
        return at;
    }

    private static @Nullable Object inner(Object wrapper) {
        for (int i = 0; i < TYPES.length; i++) {
            if (TYPES[i].isInstance(wrapper)) {
                return Mem.U.getReference(wrapper, INNER[i]);
            }
        }
        return null;
    }
}
