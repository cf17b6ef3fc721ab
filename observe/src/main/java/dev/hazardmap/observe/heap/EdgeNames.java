package dev.hazardmap.observe.heap;

import java.util.ArrayList;
import java.util.List;
import org.netbeans.lib.profiler.heap.FieldValue;
import org.netbeans.lib.profiler.heap.GCRoot;
import org.netbeans.lib.profiler.heap.Heap;
import org.netbeans.lib.profiler.heap.Instance;
import org.netbeans.lib.profiler.heap.JavaFrameGCRoot;
import org.netbeans.lib.profiler.heap.ObjectArrayInstance;
import org.netbeans.lib.profiler.heap.ObjectFieldValue;

/** Names references as a reader of the source knows them: by class and field. */
final class EdgeNames {
    private final Heap heap;
    private final HeapGraph graph;
    private final List<HeapClass> classes;

    EdgeNames(Heap heap, HeapGraph graph, List<HeapClass> classes) {
        this.heap = heap;
        this.graph = graph;
        this.classes = classes;
    }

    HeapClass classOf(int node) {
        return classes.get(graph.classOf[node]);
    }

    /** Whether the edge is a field, static or not, of a class outside the JDK. */
    boolean isApplicationField(int from) {
        return !classOf(from).isJdk() && !classOf(from).source().isArray();
    }

    /** The reference from one node to the next: {@code com.acme.Sessions.live}, {@code [17]}. */
    String edge(int from, int to) {
        HeapClass type = classOf(from);
        long target = graph.id(to);
        if (graph.isClass[from]) {
            return "static " + field(Values.statics(type.source()), type, target, "loader or superclass");
        }
        Instance instance = heap.getInstanceByID(graph.id(from));
        if (instance instanceof ObjectArrayInstance array) {
            return "[" + indexOf(array, target) + "]";
        }
        return field(Values.fields(instance), type, target, "class");
    }

    private static String field(List<FieldValue> fields, HeapClass type, long target, String otherwise) {
        for (FieldValue field : fields) {
            if (field instanceof ObjectFieldValue reference
                    && reference.getInstance() != null
                    && reference.getInstance().getInstanceId() == target) {
                return type.shownName() + "." + field.getField().getName();
            }
        }
        return type.shownName() + " (" + otherwise + ")";
    }

    private static int indexOf(ObjectArrayInstance array, long target) {
        int index = 0;
        for (Instance element : Values.elements(array)) {
            if (element != null && element.getInstanceId() == target) {
                return index;
            }
            index++;
        }
        return -1;
    }

    /** What kind of root a node is. */
    String root(int node) {
        Instance instance = heap.getInstanceByID(graph.id(node));
        GCRoot root = instance == null ? null : heap.getGCRoot(instance);
        if (root instanceof JavaFrameGCRoot frame && frame.getThreadGCRoot() != null) {
            return "local variable of thread \""
                    + threadName(frame.getThreadGCRoot().getInstance()) + "\"";
        }
        if (root != null && root.getKind().equals(GCRoot.THREAD_OBJECT)) {
            return "thread \"" + threadName(instance) + "\"";
        }
        return graph.isClass[node] ? "class " + classOf(node).shownName() : root == null ? "root" : root.getKind();
    }

    private String threadName(Instance thread) {
        Instance name = Values.object(thread, "name");
        return name == null ? "?" : Strings.of(name);
    }

    /** A path as text: the root, unless it is a class, whose static field says it all, then each reference. */
    List<String> path(List<Integer> nodes) {
        List<String> steps = new ArrayList<>();
        if (nodes.isEmpty()) {
            return steps;
        }
        if (!graph.isClass[nodes.get(0)]) {
            steps.add(root(nodes.get(0)));
        }
        for (int i = 1; i < nodes.size(); i++) {
            steps.add(edge(nodes.get(i - 1), nodes.get(i)));
        }
        return steps;
    }
}
