package dev.hazardmap.benchmarks.race.workload;

import org.jspecify.annotations.Nullable;

/** A list node of the size of the Go programs' one. */
final class Node {
    @Nullable
    Node next;

    final int value;
    long pad1;
    long pad2;
    long pad3;
    long pad4;

    Node(int value) {
        this.value = value;
    }

    /** {@code count} nodes in one list, in an order that has nothing to do with where they lie. */
    static Node shuffledList(int count) {
        Node[] nodes = new Node[count];
        for (int i = 0; i < count; i++) {
            nodes[i] = new Node(i);
        }
        RandomInts random = new RandomInts();
        for (int i = count - 1; i > 0; i--) {
            int j = random.next(i + 1);
            Node node = nodes[i];
            nodes[i] = nodes[j];
            nodes[j] = node;
        }
        for (int i = 0; i < count - 1; i++) {
            nodes[i].next = nodes[i + 1];
        }
        return nodes[0];
    }

    static long sum(Node first) {
        long sum = 0;
        for (Node node = first; node != null; node = node.next) {
            sum += node.value;
        }
        return sum;
    }
}
