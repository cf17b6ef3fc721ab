package dev.hazardmap.observe.heap;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Tells apart why a map keeps more than it should, or is kept longer than it should. */
final class Findings {
    /** Less than this is not worth a line. */
    private static final long NOTABLE = 1024;

    /** Of its slots a table may leave so large a part idle before that is worth a line; a doubling leaves up to a half. */
    private static final double IDLE_PART = 0.7;

    private final HeapGraph graph;
    private final Dominators dominators;
    private final RootPaths paths;
    private final EdgeNames names;
    private final Map<Integer, HeapMap> maps;
    private final int referenceBytes;
    private final List<HeapFinding> findings = new ArrayList<>();

    Findings(
            HeapGraph graph,
            Dominators dominators,
            RootPaths paths,
            EdgeNames names,
            Map<Integer, HeapMap> maps,
            int referenceBytes) {
        this.graph = graph;
        this.dominators = dominators;
        this.paths = paths;
        this.names = names;
        this.maps = maps;
        this.referenceBytes = referenceBytes;
    }

    List<HeapFinding> all(List<MapReader.Found> found) {
        for (MapReader.Found map : found) {
            HeapMap described = maps.get(map.node());
            if (described != null) {
                look(map, described);
            }
        }
        lookForCaptures();
        findings.sort(Comparator.comparing(HeapFinding::kind)
                .thenComparing(Comparator.comparingLong(HeapFinding::bytes).reversed()));
        return findings;
    }

    private void look(MapReader.Found found, HeapMap map) {
        if (!map.isReachable()) {
            if (!map.cycleThrough().isEmpty()) {
                add(
                        HeapFinding.Kind.UNREACHABLE,
                        map,
                        graph.sizes[found.node()],
                        map.describe() + ", on a cycle through " + String.join(", ", map.cycleThrough())
                                + ": the cycle does not keep it");
            }
            return;
        }
        long idle = found.facts().idleSlots() * found.referencesPerSlot() * referenceBytes;
        if (idle >= NOTABLE
                && found.facts().idleSlots() >= IDLE_PART * found.facts().slots()) {
            add(
                    HeapFinding.Kind.IDLE_SLOTS,
                    map,
                    idle,
                    map.describe() + " held by " + map.heldBy() + ": " + HeapText.bytes(idle)
                            + " of slots that its entries do not need");
        }
        if (map.deadEntries() > 0) {
            long bytes = map.deadWeight() - idle;
            add(
                    HeapFinding.Kind.DEAD_KEYS,
                    map,
                    bytes,
                    map.describe() + " held by " + map.heldBy() + ": "
                            + HeapText.count(map.deadEntries(), "deleted key", "deleted keys") + " still there, with "
                            + HeapText.bytes(bytes));
        }
        if (!map.cycleThrough().isEmpty() && map.retained() >= NOTABLE) {
            add(
                    HeapFinding.Kind.CYCLE,
                    map,
                    map.retained(),
                    map.describe() + " on a cycle through " + String.join(", ", map.cycleThrough())
                            + "; what keeps it is " + String.join(" -> ", map.path()));
        }
        lookForLiveParent(found.node(), map);
    }

    /** root -> ... -> child -> (field) -> owner -> (field) -> map, where only the child keeps the owner, a thing of its own kind. */
    private void lookForLiveParent(int node, HeapMap map) {
        int owner = paths.before(node);
        int child = owner < 0 ? -1 : paths.before(owner);
        if (child < 0 || !isApplicationObject(owner) || !isApplicationObject(child)) {
            return;
        }
        boolean sameKind = names.classOf(child).isA(names.classOf(owner).name());
        if (sameKind && dominators.dominator(owner) == child && map.retained() >= NOTABLE) {
            add(
                    HeapFinding.Kind.LIVE_PARENT,
                    map,
                    map.retained(),
                    map.describe() + " in " + names.edge(owner, node)
                            + ": its owner is kept by " + names.edge(child, owner) + " alone, of a "
                            + names.classOf(child).shownName()
                            + " that is still in use; clear that field when the owner goes");
        }
    }

    private boolean isApplicationObject(int node) {
        return !graph.isClass[node] && names.isApplicationField(node);
    }

    private void lookForCaptures() {
        for (int holder = 0; holder < graph.nodes(); holder++) {
            HeapClass type = names.classOf(holder);
            if (!graph.isClass[holder] && dominators.isReachable(holder) && type.isCapturing() && !type.isJdk()) {
                lookThrough(holder, type);
            }
        }
    }

    private void lookThrough(int holder, HeapClass type) {
        for (int i = graph.start[holder]; i < graph.end[holder]; i++) {
            int captured = graph.targets[i];
            HeapMap map = maps.get(captured);
            if (map != null) {
                addCapture(holder, type, captured, captured, map);
            } else if (isApplicationObject(captured)) {
                lookInside(holder, type, captured);
            }
        }
    }

    /** A captured object's maps are told only if nothing but the capture keeps them: else the object is in use anyway. */
    private void lookInside(int holder, HeapClass type, int captured) {
        for (int i = graph.start[captured]; i < graph.end[captured]; i++) {
            HeapMap map = maps.get(graph.targets[i]);
            if (map != null && dominators.dominates(holder, graph.targets[i])) {
                addCapture(holder, type, captured, graph.targets[i], map);
            }
        }
    }

    private void addCapture(int holder, HeapClass type, int captured, int node, HeapMap map) {
        if (map.retained() < NOTABLE || isPartOf(type, names.classOf(node))) {
            return;
        }
        boolean alone = dominators.dominates(holder, node);
        String through = captured == node ? "" : " through " + names.edge(captured, node);
        add(
                HeapFinding.Kind.CAPTURED,
                map,
                alone ? map.retained() : 0,
                map.describe() + " held by " + names.edge(holder, captured) + through
                        + (alone
                                ? ": nothing else keeps it; capture the value that is needed, not the map"
                                : ", and by others"));
    }

    /** A map's own views, iterators and functions: nested in its class or in an ancestor of it. */
    private static boolean isPartOf(HeapClass inner, HeapClass map) {
        int nest = inner.name().indexOf('$');
        return nest > 0 && map.isA(inner.name().substring(0, nest));
    }

    private void add(HeapFinding.Kind kind, @Nullable HeapMap map, long bytes, String text) {
        if (map != null) {
            findings.add(new HeapFinding(kind, map, bytes, text));
        }
    }
}
