package dev.hazardmap.detector;

import java.lang.ref.WeakReference;
import org.jspecify.annotations.Nullable;

/**
 * Application classes whose objects synchronise (they have volatile fields or synchronized methods) get a field for the
 * object's {@link ObjectNode} before they are loaded. Finding the node is a load then, it needs no identity hash, and it
 * dies with its object: in the table each would cost the collector a weak reference.
 *
 * <p>A class whose superclass has such a field too uses the superclass's, so that an object has one node whichever class
 * declares what is accessed.
 */
public final class NodeFields {
    /** The added field. */
    public static final String NODE = "hazardmap$node";

    private static final long LOADER = Mem.offsetOrNone(Class.class, "classLoader");
    private static final long NONE = -1;
    private static final int SIZE = 1 << 10;
    /** By the class's identity hash; an entry is checked against the class. */
    private static final Entry[] CACHE = new Entry[SIZE];

    /** Weak, so that no class stays loaded for it. */
    private static final class Entry extends WeakReference<Class<?>> {
        final long offset;

        Entry(Class<?> type, long offset) {
            super(type);
            this.offset = offset;
        }
    }

    private NodeFields() {}

    /** Whether the class was given the field when it was loaded. */
    public static boolean declaredBy(Class<?> type) {
        return Mem.offsetOrNone(type, NODE) >= 0;
    }

    /** The offset of the field in {@code object}; negative when it has none. */
    static long of(Object object) {
        Class<?> type = object.getClass();
        if (LOADER >= 0 && Mem.U.getReference(type, LOADER) == null) {
            return NONE; // the JDK's
        }
        Entry known = CACHE[System.identityHashCode(type) & SIZE - 1];
        return known != null && known.refersTo(type) ? known.offset : resolve(type);
    }

    private static long resolve(Class<?> type) {
        long offset = NONE;
        for (Class<?> at = type; at != null; at = at.getSuperclass()) {
            long declared = at.isArray() ? NONE : Mem.offsetOrNone(at, NODE);
            offset = declared >= 0 ? declared : offset;
        }
        Entry made = new Entry(type, offset);
        Mem.U.storeFence(); // its content before the reference to it
        CACHE[System.identityHashCode(type) & SIZE - 1] = made;
        return offset;
    }

    /** The node in the field at {@code offset}; null when there is none yet. A clone has its original's at first. */
    static @Nullable ObjectNode existing(Object object, long offset) {
        Object node = Mem.U.getReferenceAcquire(object, offset);
        return node instanceof ObjectNode && ((ObjectNode) node).refersTo(object) ? (ObjectNode) node : null;
    }

    /** The node in the field at {@code offset}, made when there is none. */
    static ObjectNode node(Object object, long offset) {
        for (; ; ) {
            Object known = Mem.U.getReferenceAcquire(object, offset);
            if (known instanceof ObjectNode && ((ObjectNode) known).refersTo(object)) {
                return (ObjectNode) known;
            }
            ObjectNode made = new ObjectNode(object, ObjectNode.UNHASHED);
            if (Mem.U.compareAndSetReference(object, offset, known, made)) {
                return made;
            }
        }
    }
}
