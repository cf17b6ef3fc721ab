package dev.hazardmap.detector;

import org.jspecify.annotations.Nullable;

/** Objects of the application to what the detector knows of them: {@link ObjectNode}s by identity. */
final class Objects {
    private static final ObjectTable TABLE = new ObjectTable();

    private Objects() {}

    /** The node of {@code object}, made when there is none; null only when the table's lock could not be had. */
    static @Nullable ObjectNode node(ThreadState thread, Object object) {
        ObjectNode prepared = thread.prepared;
        if (prepared != null && prepared.refersTo(object)) {
            return prepared;
        }
        long field = NodeFields.of(object);
        return field >= 0 ? NodeFields.node(object, field) : inTable(thread, object);
    }

    private static @Nullable ObjectNode inTable(ThreadState thread, Object object) {
        int hash = System.identityHashCode(object);
        ObjectNode node = thread.nodes().find(object, hash);
        if (node == null) {
            node = TABLE.get(object, hash);
            if (node != null) {
                thread.nodes().add(node);
            }
        }
        return node;
    }

    /** The node of {@code object}, or null when there is none. */
    static @Nullable ObjectNode existing(ThreadState thread, Object object) {
        ObjectNode prepared = thread.prepared;
        if (prepared != null && prepared.refersTo(object)) {
            return prepared;
        }
        long field = NodeFields.of(object);
        if (field >= 0) {
            return NodeFields.existing(object, field);
        }
        if (Mem.isUnhashed(object)) {
            return null; // a node's object has its identity hash
        }
        int hash = System.identityHashCode(object);
        ObjectNode node = thread.nodes().find(object, hash);
        if (node == null) {
            node = TABLE.find(object, hash);
            if (node != null) {
                thread.nodes().add(node);
            }
        }
        return node;
    }
}
