package dev.hazardmap.observe.heap;

import java.util.Arrays;

/**
 * The objects of a heap and the references between them, as arrays.
 *
 * <p>An object is a node, numbered by its address; so is a class, which holds its static fields. Edges of node {@code v} are
 * {@code targets[start[v]]} to {@code targets[end[v] - 1]}. A reference that does not keep its target alive (weak, soft, phantom) is no
 * edge.
 */
final class HeapGraph {
    private final long[] ids;
    final int[] start;
    final int[] end;
    final int[] targets;
    final int[] roots;
    final int[] classOf;
    final long[] sizes;

    /** Whether a node is a class; its edges, and those to it, are no part of a cycle of objects. */
    final boolean[] isClass;

    HeapGraph(
            long[] ids,
            int[] start,
            int[] end,
            int[] targets,
            int[] roots,
            int[] classOf,
            long[] sizes,
            boolean[] isClass) {
        this.ids = ids;
        this.start = start;
        this.end = end;
        this.targets = targets;
        this.roots = roots;
        this.classOf = classOf;
        this.sizes = sizes;
        this.isClass = isClass;
    }

    int nodes() {
        return ids.length;
    }

    long id(int node) {
        return ids[node];
    }

    /** The node of an address; negative if there is none. */
    int node(long id) {
        return Arrays.binarySearch(ids, id);
    }
}
