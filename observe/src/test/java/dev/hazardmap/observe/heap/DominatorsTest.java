package dev.hazardmap.observe.heap;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.BitSet;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** Dominators, cycles and paths of random graphs, against what follows from the definitions alone. */
final class DominatorsTest {
    private static HeapGraph random(Random random) {
        int nodes = 1 + random.nextInt(14);
        IntList targets = new IntList();
        int[] start = new int[nodes];
        int[] end = new int[nodes];
        int density = 1 + random.nextInt(4);
        for (int node = 0; node < nodes; node++) {
            start[node] = targets.size();
            for (int i = random.nextInt(density + 1); i > 0; i--) {
                targets.add(random.nextInt(nodes));
            }
            end[node] = targets.size();
        }
        int[] roots = IntStream.range(0, 1 + random.nextInt(3))
                .map(i -> random.nextInt(nodes))
                .distinct()
                .toArray();
        return new HeapGraph(
                LongStream.range(0, nodes).map(i -> i * 8).toArray(),
                start,
                end,
                targets.array(),
                roots,
                new int[nodes],
                IntStream.range(0, nodes).mapToLong(i -> 1L << i).toArray(),
                new boolean[nodes]);
    }

    /** What can be reached from the nodes given, without stepping on {@code closed}. */
    private static BitSet reached(HeapGraph graph, int closed, int... from) {
        BitSet seen = new BitSet();
        IntList open = new IntList();
        for (int node : from) {
            if (node != closed && !seen.get(node)) {
                seen.set(node);
                open.add(node);
            }
        }
        while (!open.isEmpty()) {
            int node = open.pop();
            for (int i = graph.start[node]; i < graph.end[node]; i++) {
                int next = graph.targets[i];
                if (next != closed && !seen.get(next)) {
                    seen.set(next);
                    open.add(next);
                }
            }
        }
        return seen;
    }

    @Test
    void dominates_randomGraphs_agreesWithTheDefinition() {
        Random random = new Random(5);
        for (int round = 0; round < 4_000; round++) {
            HeapGraph graph = random(random);
            Dominators dominators = new Dominators(graph);
            BitSet all = reached(graph, -1, graph.roots);
            for (int gate = 0; gate < graph.nodes(); gate++) {
                assertThat(dominators.isReachable(gate)).isEqualTo(all.get(gate));
                BitSet without = reached(graph, gate, graph.roots);
                long retained = 0;
                for (int node = 0; node < graph.nodes(); node++) {
                    boolean dominated = all.get(gate) && all.get(node) && !without.get(node);
                    assertThat(dominators.dominates(gate, node))
                            .as("round %d: %d over %d", round, gate, node)
                            .isEqualTo(dominated);
                    retained += dominated ? graph.sizes[node] : 0;
                }
                assertThat(dominators.retained(gate)).isEqualTo(retained);
            }
        }
    }

    @Test
    void retainedTogether_randomSets_countsNothingTwice() {
        Random random = new Random(6);
        for (int round = 0; round < 1_500; round++) {
            HeapGraph graph = random(random);
            Dominators dominators = new Dominators(graph);
            BitSet chosen = BitSet.valueOf(new long[] {random.nextLong() & (1L << graph.nodes()) - 1});
            long expected = 0;
            for (int node = 0; node < graph.nodes(); node++) {
                int below = node;
                expected += chosen.stream().anyMatch(gate -> dominators.dominates(gate, below)) ? graph.sizes[node] : 0;
            }
            assertThat(dominators.retainedTogether(chosen)).isEqualTo(expected);
        }
    }

    @Test
    void cycles_randomGraphs_areMutualReachability() {
        Random random = new Random(7);
        for (int round = 0; round < 1_500; round++) {
            HeapGraph graph = random(random);
            Cycles cycles = new Cycles(graph);
            BitSet[] from = IntStream.range(0, graph.nodes())
                    .mapToObj(node -> reached(graph, -1, node))
                    .toArray(BitSet[]::new);
            for (int a = 0; a < graph.nodes(); a++) {
                int together = 0;
                for (int b = 0; b < graph.nodes(); b++) {
                    boolean mutual = from[a].get(b) && from[b].get(a);
                    assertThat(cycles.component(a) == cycles.component(b)).isEqualTo(mutual);
                    together += mutual ? 1 : 0;
                }
                assertThat(cycles.size(a)).isEqualTo(together);
            }
        }
    }

    @Test
    void deepChain_ofAMillionObjects_needsNoStackAndNoSquareOfTime() {
        int nodes = 1_000_000;
        int[] targets = new int[2 * nodes];
        int[] start = new int[nodes];
        int[] end = new int[nodes];
        for (int node = 0; node < nodes; node++) {
            start[node] = 2 * node;
            targets[2 * node] = Math.min(node + 1, nodes - 1);
            targets[2 * node + 1] = node / 2;
            end[node] = 2 * node + 2;
        }
        long[] sizes = new long[nodes];
        java.util.Arrays.fill(sizes, 16);
        HeapGraph graph = new HeapGraph(
                LongStream.range(0, nodes).toArray(),
                start,
                end,
                targets,
                new int[] {0, nodes / 2},
                new int[nodes],
                sizes,
                new boolean[nodes]);
        long began = System.nanoTime();
        Dominators dominators = new Dominators(graph);
        assertThat(dominators.retained(nodes - 1)).isEqualTo(16);
        assertThat(dominators.total()).isEqualTo(16L * nodes);
        assertThat(new Cycles(graph).size(0)).isEqualTo(nodes);
        assertThat(System.nanoTime() - began).isLessThan(30_000_000_000L);
    }
}
