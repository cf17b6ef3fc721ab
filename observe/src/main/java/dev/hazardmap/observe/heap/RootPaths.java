package dev.hazardmap.observe.heap;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A shortest path from a root to each reachable object, by breadth-first search. */
final class RootPaths {
    private static final int UNSEEN = -2;
    private static final int ROOT = -1;

    private final int[] before;

    RootPaths(HeapGraph graph) {
        before = new int[graph.nodes()];
        Arrays.fill(before, UNSEEN);
        int[] queue = new int[graph.nodes()];
        int last = 0;
        for (int root : graph.roots) {
            if (before[root] == UNSEEN) {
                before[root] = ROOT;
                queue[last++] = root;
            }
        }
        for (int first = 0; first < last; first++) {
            int node = queue[first];
            for (int i = graph.start[node]; i < graph.end[node]; i++) {
                int next = graph.targets[i];
                if (before[next] == UNSEEN) {
                    before[next] = node;
                    queue[last++] = next;
                }
            }
        }
    }

    boolean isReachable(int node) {
        return before[node] != UNSEEN;
    }

    /** What comes before it on the path; negative if it is a root or unreachable. */
    int before(int node) {
        return before[node];
    }

    /** From the root to the node, both included. */
    List<Integer> path(int node) {
        List<Integer> path = new ArrayList<>();
        for (int at = node; at >= 0; at = before[at]) {
            path.add(0, at);
        }
        return path;
    }
}
