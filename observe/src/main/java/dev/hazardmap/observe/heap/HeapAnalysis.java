package dev.hazardmap.observe.heap;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.netbeans.lib.profiler.heap.Heap;

/**
 * Analyses a heap dump: {@link #analyse}. The order is: graph, dominators, maps, paths and cycles, findings.
 *
 * <p><b>Thread safety:</b> none needed; nothing is kept between calls.
 */
public final class HeapAnalysis {
    private static final int SHOWN_CLASSES = 3;

    private final Heap heap;
    private final HeapGraph graph;
    private final List<HeapClass> classes;
    private final Dominators dominators;
    private final RootPaths paths;
    private final EdgeNames names;
    private final int referenceBytes;
    private final Map<Integer, List<String>> cycles = new HashMap<>();

    private HeapAnalysis(Heap heap) {
        this.heap = heap;
        GraphReader reader = new GraphReader(heap);
        graph = reader.read();
        classes = reader.classList();
        referenceBytes = reader.bytesPerReference();
        dominators = new Dominators(graph);
        paths = new RootPaths(graph);
        names = new EdgeNames(heap, graph, classes);
    }

    /**
     * Reads a dump and finds its maps and what is notable about them.
     *
     * @throws HeapDumpException if the file is no whole heap dump
     * @throws IOException if it cannot be read
     */
    public static HeapReport analyse(Path file) throws IOException {
        try (DumpFile dump = new DumpFile(file)) {
            try {
                return new HeapAnalysis(dump.heap()).report(file);
            } catch (RuntimeException e) {
                throw DumpFile.damaged(file, e);
            }
        }
    }

    /** How many maps a dump has, without retained sizes: the quick part. */
    public static Map<String, Integer> countMaps(Path file) throws IOException {
        try (DumpFile dump = new DumpFile(file)) {
            Map<String, Integer> counts = new HashMap<>();
            for (var source : GraphReader.classes(dump.heap())) {
                HeapClass type = new HeapClass(source, Integer.BYTES);
                if (type.shape() != null && source.getInstancesCount() > 0) {
                    counts.put(type.name(), source.getInstancesCount());
                }
            }
            return counts;
        }
    }

    private HeapReport report(Path file) {
        List<MapReader.Found> found = MapReader.maps(heap, graph, classes);
        findCycles(found);
        Map<Integer, HeapMap> maps = new HashMap<>();
        for (MapReader.Found map : found) {
            maps.put(map.node(), describe(map));
        }
        List<HeapMap> sorted = new ArrayList<>(maps.values());
        sorted.sort(Comparator.comparingLong(HeapMap::retained).reversed().thenComparing(HeapMap::address));
        List<HeapFinding> findings = new Findings(graph, dominators, paths, names, maps, referenceBytes).all(found);
        return new HeapReport(
                file.toString(),
                graph.nodes() - classes.size(),
                dominators.total(),
                dominators.retainedTogether(MapReader.nodes(found)),
                sorted,
                findings);
    }

    private HeapMap describe(MapReader.Found map) {
        MapFacts facts = map.facts();
        List<Integer> path = fromLastClass(map.node());
        return new HeapMap(
                names.classOf(map.node()).name(),
                graph.id(map.node()),
                dominators.retained(map.node()),
                dominators.isReachable(map.node()) ? idleBytes(map) + deadBytes(map) : 0,
                facts.entries(),
                facts.slots(),
                facts.deadIds().size(),
                heldBy(path),
                path.isEmpty() ? List.of() : names.path(path),
                cycles.getOrDefault(map.node(), List.of()));
    }

    /** The path from the last class on it: what leads to a class, its loader for one, explains nothing. */
    private List<Integer> fromLastClass(int node) {
        if (!paths.isReachable(node)) {
            return List.of();
        }
        List<Integer> path = paths.path(node);
        int first = path.size() - 1;
        while (first > 0 && !graph.isClass[path.get(first)]) {
            first--;
        }
        return path.subList(first, path.size());
    }

    private long idleBytes(MapReader.Found map) {
        return map.facts().idleSlots() * map.referencesPerSlot() * referenceBytes;
    }

    private long deadBytes(MapReader.Found map) {
        Set<Integer> dead = new HashSet<>();
        for (long id : map.facts().deadIds()) {
            int node = graph.node(id);
            if (node >= 0 && dominators.dominates(map.node(), node)) {
                dead.add(node);
            }
        }
        return dead.stream()
                .filter(node -> !isUnder(dead, node, map.node()))
                .mapToLong(dominators::retained)
                .sum();
    }

    /** Whether another dead entry keeps this one: chained entries do. */
    private boolean isUnder(Set<Integer> dead, int node, int map) {
        for (int above = dominators.dominator(node); above != map; above = dominators.dominator(above)) {
            if (dead.contains(above)) {
                return true;
            }
        }
        return false;
    }

    private String heldBy(List<Integer> path) {
        for (int i = path.size() - 2; i >= 0; i--) {
            if (names.isApplicationField(path.get(i))) {
                return names.edge(path.get(i), path.get(i + 1));
            }
        }
        if (path.isEmpty()) {
            return "nothing";
        }
        return path.size() > 1 && graph.isClass[path.get(0)]
                ? names.edge(path.get(0), path.get(1))
                : names.root(path.get(0));
    }

    /** Cycles through a class that is neither the JDK's nor the map's own: every LinkedHashMap is a cycle in itself. */
    private void findCycles(List<MapReader.Found> maps) {
        Cycles components = new Cycles(graph);
        Map<Integer, List<Integer>> mapsOf = new HashMap<>();
        for (MapReader.Found map : maps) {
            if (components.size(map.node()) > 1) {
                mapsOf.computeIfAbsent(components.component(map.node()), c -> new ArrayList<>())
                        .add(map.node());
            }
        }
        Map<Integer, List<String>> members = new HashMap<>();
        for (int node = 0; node < graph.nodes(); node++) {
            if (!graph.isClass[node] && mapsOf.containsKey(components.component(node))) {
                HeapClass type = names.classOf(node);
                List<String> seen = members.computeIfAbsent(components.component(node), c -> new ArrayList<>());
                if (!type.isJdk()
                        && !type.source().isArray()
                        && type.shape() == null
                        && !seen.contains(type.shownName())
                        && seen.size() < SHOWN_CLASSES) {
                    seen.add(type.shownName());
                }
            }
        }
        mapsOf.forEach((component, nodes) ->
                nodes.forEach(node -> cycles.put(node, foreign(members.getOrDefault(component, List.of()), node))));
    }

    private List<String> foreign(List<String> members, int map) {
        String own = names.classOf(map).name();
        String nest = own.substring(0, own.lastIndexOf('.') + 1);
        boolean library = !names.classOf(map).isJdk();
        return members.stream()
                .filter(member -> !(library && member.startsWith(nest)))
                .toList();
    }
}
