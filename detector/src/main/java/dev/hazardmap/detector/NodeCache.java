package dev.hazardmap.detector;

import org.jspecify.annotations.Nullable;

/** A thread's last used {@link ObjectNode}s, direct-mapped by identity hash: the common case is one compare. */
final class NodeCache {
    private static final int SIZE = 64;

    private final ObjectNode[] nodes = new ObjectNode[SIZE];

    @Nullable
    ObjectNode find(Object object, int hash) {
        ObjectNode node = nodes[hash & SIZE - 1];
        return node != null && node.hash == hash && node.refersTo(object) ? node : null;
    }

    void add(ObjectNode node) {
        nodes[node.hash & SIZE - 1] = node;
    }
}
