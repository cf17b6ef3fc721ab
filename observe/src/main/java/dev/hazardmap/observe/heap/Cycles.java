package dev.hazardmap.observe.heap;

import java.util.Arrays;

/**
 * The strongly connected components of the objects, classes left out: two objects are in one component if each can be reached from
 * the other. An object is on a cycle if its component has more than one.
 *
 * <p>Source: Tarjan, "Depth-first search and linear graph algorithms", SIAM J. Comput. 1(2), 1972; without recursion.
 */
final class Cycles {
    private final HeapGraph graph;
    private final int[] component;
    private final int[] low;
    private final int[] position;
    private final IntList path = new IntList();
    private final IntList open = new IntList();
    private final IntList sizes = new IntList();
    private int visited;

    Cycles(HeapGraph graph) {
        this.graph = graph;
        component = new int[graph.nodes()];
        low = new int[graph.nodes()];
        position = new int[graph.nodes()];
        Arrays.fill(component, -1);
        int[] index = new int[graph.nodes()];
        for (int node = 0; node < graph.nodes(); node++) {
            if (index[node] == 0 && !graph.isClass[node]) {
                search(node, index);
            }
        }
    }

    int component(int node) {
        return component[node];
    }

    /** How many objects the node's component has. */
    int size(int node) {
        return component[node] < 0 ? 1 : sizes.get(component[node]);
    }

    private void search(int root, int[] index) {
        enter(root, index);
        while (!path.isEmpty()) {
            int node = path.get(path.size() - 1);
            if (position[node] < graph.end[node]) {
                int next = graph.targets[position[node]++];
                if (graph.isClass[next]) {
                    continue;
                }
                if (index[next] == 0) {
                    enter(next, index);
                } else if (component[next] < 0) {
                    low[node] = Math.min(low[node], index[next]);
                }
            } else {
                leave(node, index);
            }
        }
    }

    private void enter(int node, int[] index) {
        index[node] = ++visited;
        low[node] = visited;
        position[node] = graph.start[node];
        path.add(node);
        open.add(node);
    }

    private void leave(int node, int[] index) {
        path.pop();
        if (!path.isEmpty()) {
            int above = path.get(path.size() - 1);
            low[above] = Math.min(low[above], low[node]);
        }
        if (low[node] == index[node]) {
            int members = 0;
            int member;
            do {
                member = open.pop();
                component[member] = sizes.size();
                members++;
            } while (member != node);
            sizes.add(members);
        }
    }
}
