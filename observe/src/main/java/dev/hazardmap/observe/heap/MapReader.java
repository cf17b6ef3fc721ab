package dev.hazardmap.observe.heap;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.netbeans.lib.profiler.heap.Heap;
import org.netbeans.lib.profiler.heap.Instance;

/** Finds the maps among the nodes and asks each for its facts. */
final class MapReader {
    /** A map as a node, with what it says of itself and how large a slot of its table is. */
    record Found(int node, MapFacts facts, int referencesPerSlot) {}

    private MapReader() {}

    static List<Found> maps(Heap heap, HeapGraph graph, List<HeapClass> classes) {
        List<Found> found = new ArrayList<>();
        for (HeapClass type : classes) {
            MapShape shape = type.shape();
            if (shape == null) {
                continue;
            }
            for (Object instance : type.source().getInstances()) {
                Instance map = (Instance) instance;
                found.add(new Found(graph.node(map.getInstanceId()), shape.read(map), shape.referencesPerSlot()));
            }
        }
        return found;
    }

    static BitSet nodes(List<Found> maps) {
        BitSet nodes = new BitSet();
        maps.forEach(map -> nodes.set(map.node()));
        return nodes;
    }
}
