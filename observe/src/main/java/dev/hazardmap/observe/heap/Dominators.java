package dev.hazardmap.observe.heap;

import java.util.Arrays;
import java.util.BitSet;

/**
 * The dominator tree of what is reachable, and what each object retains: the bytes that would be free without it.
 *
 * <p>An object dominates another if every path from the roots to that one leads through it. SEMI-NCA: number the nodes in the order
 * of a depth-first search from a root above all roots; the semidominator of a node comes from its predecessors, with path
 * compression; its immediate dominator is the nearest common ancestor, in the tree so far, of its parent and its semidominator. All
 * numbers below are those of the search; 0 is the root above all.
 *
 * <p>Source: Georgiadis, Tarjan, Werneck, "Finding dominators in practice", JGAA 10(1), 2006.
 */
final class Dominators {
    private final HeapGraph graph;
    private final int[] numberOf;
    private int[] nodeOf = new int[1];
    private int[] parent = new int[1];
    private int[] semi = new int[1];
    private int[] label = new int[1];
    private int[] ancestor = new int[1];
    private int[] dominator = new int[1];
    private int count = 1;
    private final long[] retained;

    Dominators(HeapGraph graph) {
        this.graph = graph;
        numberOf = new int[graph.nodes()];
        search();
        findSemidominators();
        findDominators();
        retained = retained();
    }

    boolean isReachable(int node) {
        return numberOf[node] != 0;
    }

    /** The bytes that only this object keeps, its own included; 0 if it is unreachable. */
    long retained(int node) {
        return numberOf[node] == 0 ? 0 : retained[numberOf[node]];
    }

    /** The immediate dominator; -1 if that is no object but the roots together, or the node is unreachable. */
    int dominator(int node) {
        int number = numberOf[node];
        return number == 0 || dominator[number] == 0 ? -1 : nodeOf[dominator[number]];
    }

    /** Whether each path to {@code node} leads through {@code gate}. */
    boolean dominates(int gate, int node) {
        int above = numberOf[gate];
        int number = numberOf[node];
        while (above != 0 && number > above) {
            number = dominator[number];
        }
        return above != 0 && number == above;
    }

    /** Bytes of all reachable objects. */
    long total() {
        return retained[0];
    }

    /** What so many objects keep together: none is counted twice where one keeps another. */
    long retainedTogether(BitSet nodes) {
        boolean[] under = new boolean[count];
        long sum = 0;
        for (int v = 1; v < count; v++) {
            boolean member = nodes.get(nodeOf[v]);
            boolean below = under[dominator[v]];
            under[v] = below || member;
            sum += member && !below ? retained[v] : 0;
        }
        return sum;
    }

    private void search() {
        int nodes = graph.nodes();
        nodeOf = new int[nodes + 1];
        parent = new int[nodes + 1];
        int[] position = new int[nodes];
        int[] stack = new int[nodes + 1];
        for (int root : graph.roots) {
            if (numberOf[root] == 0) {
                searchFrom(root, position, stack);
            }
        }
    }

    private void searchFrom(int root, int[] position, int[] stack) {
        int depth = 0;
        stack[0] = root;
        number(root, 0, position);
        while (depth >= 0) {
            int node = stack[depth];
            if (position[node] == graph.end[node]) {
                depth--;
                continue;
            }
            int next = graph.targets[position[node]++];
            if (numberOf[next] == 0) {
                number(next, numberOf[node], position);
                stack[++depth] = next;
            }
        }
    }

    private void number(int node, int from, int[] position) {
        position[node] = graph.start[node];
        numberOf[node] = count;
        nodeOf[count] = node;
        parent[count++] = from;
    }

    private void findSemidominators() {
        semi = new int[count];
        label = new int[count];
        ancestor = new int[count];
        for (int v = 0; v < count; v++) {
            semi[v] = v;
            label[v] = v;
        }
        Arrays.fill(ancestor, -1);
        int[] first = predecessorStarts();
        int[] predecessors = predecessors(first);
        BitSet roots = new BitSet(count);
        for (int root : graph.roots) {
            roots.set(numberOf[root]);
        }
        int[] path = new int[count];
        for (int w = count - 1; w > 0; w--) {
            int least = roots.get(w) ? 0 : parent[w];
            for (int i = first[w]; i < first[w + 1]; i++) {
                least = Math.min(least, semi[evaluate(predecessors[i], path)]);
            }
            semi[w] = least;
            ancestor[w] = parent[w];
        }
    }

    /** The node of least semidominator on the way up from v, among those that are linked. */
    private int evaluate(int v, int[] path) {
        if (ancestor[v] < 0) {
            return v;
        }
        int length = 0;
        int top = v;
        while (ancestor[ancestor[top]] >= 0) {
            path[length++] = top;
            top = ancestor[top];
        }
        while (length > 0) {
            int w = path[--length];
            int above = ancestor[w];
            if (semi[label[above]] < semi[label[w]]) {
                label[w] = label[above];
            }
            ancestor[w] = ancestor[above];
        }
        return label[v];
    }

    private int[] predecessorStarts() {
        int[] first = new int[count + 1];
        for (int v = 1; v < count; v++) {
            int node = nodeOf[v];
            for (int i = graph.start[node]; i < graph.end[node]; i++) {
                first[numberOf[graph.targets[i]] + 1]++;
            }
        }
        for (int v = 0; v < count; v++) {
            first[v + 1] += first[v];
        }
        return first;
    }

    private int[] predecessors(int[] first) {
        int[] next = first.clone();
        int[] all = new int[first[count]];
        for (int v = 1; v < count; v++) {
            int node = nodeOf[v];
            for (int i = graph.start[node]; i < graph.end[node]; i++) {
                all[next[numberOf[graph.targets[i]]]++] = v;
            }
        }
        return all;
    }

    private void findDominators() {
        dominator = new int[count];
        for (int w = 1; w < count; w++) {
            int above = parent[w];
            while (above > semi[w]) {
                above = dominator[above];
            }
            dominator[w] = above;
        }
    }

    private long[] retained() {
        long[] sum = new long[count];
        for (int v = count - 1; v > 0; v--) {
            sum[v] += graph.sizes[nodeOf[v]];
            sum[dominator[v]] += sum[v];
        }
        return sum;
    }
}
