package dev.hazardmap.detector;

import org.jspecify.annotations.Nullable;

/**
 * A thread's last used {@link ObjectNode}s, direct-mapped by identity hash: the common case is one compare. Small at
 * first, since there can be a hundred thousand threads; it doubles while entries push each other out.
 */
final class NodeCache {
    private static final int INITIAL = 16;
    private static final int MAX = 2_048;

    private ObjectNode[] nodes = new ObjectNode[INITIAL];
    private int pushedOut;

    @Nullable
    ObjectNode find(Object object, int hash) {
        ObjectNode[] all = nodes;
        ObjectNode node = all[hash & all.length - 1];
        return node != null && node.hash == hash && node.refersTo(object) ? node : null;
    }

    void add(ObjectNode node) {
        int i = node.hash & nodes.length - 1;
        if (nodes[i] != null && ++pushedOut > nodes.length && nodes.length < MAX) {
            nodes = new ObjectNode[2 * nodes.length];
            pushedOut = 0;
            i = node.hash & nodes.length - 1;
        }
        nodes[i] = node;
    }
}
