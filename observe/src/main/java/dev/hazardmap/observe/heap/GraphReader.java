package dev.hazardmap.observe.heap;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.netbeans.lib.profiler.heap.FieldValue;
import org.netbeans.lib.profiler.heap.GCRoot;
import org.netbeans.lib.profiler.heap.Heap;
import org.netbeans.lib.profiler.heap.Instance;
import org.netbeans.lib.profiler.heap.JavaClass;
import org.netbeans.lib.profiler.heap.ObjectArrayInstance;
import org.netbeans.lib.profiler.heap.ObjectFieldValue;
import org.netbeans.lib.profiler.heap.PrimitiveArrayInstance;

/**
 * Turns a dump into a {@link HeapGraph}, in two passes: the addresses, then the edges.
 *
 * <p>A dump doesn't say how large a reference is in memory. Addresses do: where the next object begins before an array of eight-byte
 * references would have ended, they have four. The sizes are then those of HotSpot with compressed class pointers, up to
 * padding between fields.
 */
final class GraphReader {
    private static final int HEADER = 12;
    private static final int ARRAY_HEADER = 16;
    private static final int MANY_ELEMENTS = 16;

    private final Heap heap;
    private final Map<Long, HeapClass> classes = new HashMap<>();
    private final List<HeapClass> classList = new ArrayList<>();
    private int referenceBytes = 8;

    GraphReader(Heap heap) {
        this.heap = heap;
    }

    @SuppressWarnings("unchecked") // The library predates generics.
    private static Iterator<Instance> instances(Heap heap) {
        return heap.getAllInstancesIterator();
    }

    @SuppressWarnings("unchecked")
    static List<JavaClass> classes(Heap heap) {
        return heap.getAllClasses();
    }

    @SuppressWarnings("unchecked")
    static Collection<GCRoot> roots(Heap heap) {
        return heap.getGCRoots();
    }

    List<HeapClass> classList() {
        return classList;
    }

    HeapGraph read() {
        long[] ids = ids();
        referenceBytes = referenceBytes(ids);
        for (JavaClass source : classes(heap)) {
            HeapClass type = new HeapClass(source, referenceBytes);
            classes.put(source.getJavaClassId(), type);
            classList.add(type);
        }
        return edges(ids);
    }

    private long[] ids() {
        long[] ids = new long[1 << 16];
        int count = 0;
        for (Iterator<Instance> all = instances(heap); all.hasNext(); ) {
            ids = with(ids, count++, all.next().getInstanceId());
        }
        for (JavaClass type : classes(heap)) {
            ids = with(ids, count++, type.getJavaClassId());
        }
        ids = Arrays.copyOf(ids, count);
        Arrays.sort(ids);
        return distinct(ids);
    }

    private static long[] with(long[] ids, int at, long id) {
        long[] room = at < ids.length ? ids : Arrays.copyOf(ids, ids.length * 2);
        room[at] = id;
        return room;
    }

    private static long[] distinct(long[] sorted) {
        int kept = 0;
        for (int i = 0; i < sorted.length; i++) {
            if (i == 0 || sorted[i] != sorted[i - 1]) {
                sorted[kept++] = sorted[i];
            }
        }
        return Arrays.copyOf(sorted, kept);
    }

    private int referenceBytes(long[] ids) {
        for (JavaClass type : classes(heap)) {
            if (!type.getName().equals("java.lang.Object[]")) {
                continue;
            }
            for (Object instance : type.getInstances()) {
                ObjectArrayInstance array = (ObjectArrayInstance) instance;
                int next = Arrays.binarySearch(ids, array.getInstanceId()) + 1;
                if (array.getLength() >= MANY_ELEMENTS && next < ids.length) {
                    boolean tooClose = ids[next] - ids[next - 1] < ARRAY_HEADER + 8L * array.getLength();
                    if (tooClose) {
                        return 4;
                    }
                }
            }
        }
        return 8;
    }

    private HeapGraph edges(long[] ids) {
        int count = ids.length;
        Edges edges = new Edges(ids);
        int[] classOf = new int[count];
        long[] sizes = new long[count];
        boolean[] isClass = new boolean[count];
        Map<HeapClass, Integer> numbers = new HashMap<>();
        for (int i = 0; i < classList.size(); i++) {
            numbers.put(classList.get(i), i);
        }
        for (Iterator<Instance> all = instances(heap); all.hasNext(); ) {
            Instance instance = all.next();
            JavaClass source = instance.getJavaClass();
            HeapClass type = source == null ? null : classes.get(source.getJavaClassId());
            if (type == null) {
                continue;
            }
            int node = edges.begin(instance.getInstanceId());
            addEdges(instance, type, edges);
            edges.end(node);
            classOf[node] = numbers.getOrDefault(type, 0);
            sizes[node] = size(instance, type);
        }
        for (HeapClass type : classList) {
            int node = edges.begin(type.source().getJavaClassId());
            addEdges(type, edges);
            edges.end(node);
            isClass[node] = true;
            classOf[node] = numbers.getOrDefault(type, 0);
        }
        return edges.graph(roots(ids), classOf, sizes, isClass);
    }

    private int[] roots(long[] ids) {
        return roots(heap).stream()
                .map(GCRoot::getInstance)
                .filter(instance -> instance != null)
                .mapToInt(instance -> Arrays.binarySearch(ids, instance.getInstanceId()))
                .filter(node -> node >= 0)
                .distinct()
                .toArray();
    }

    private static void addEdges(Instance instance, HeapClass type, Edges edges) {
        edges.add(type.source().getJavaClassId());
        if (instance instanceof ObjectArrayInstance array) {
            for (Instance element : Values.elements(array)) {
                add(element, edges);
            }
            return;
        }
        if (instance instanceof PrimitiveArrayInstance) {
            return;
        }
        for (FieldValue field : Values.fields(instance)) {
            if (field instanceof ObjectFieldValue reference && !(type.isWeakReference() && isReferent(field))) {
                add(reference.getInstance(), edges);
            }
        }
    }

    private static boolean isReferent(FieldValue field) {
        return field.getField().getName().equals("referent")
                && field.getField().getDeclaringClass().getName().equals("java.lang.ref.Reference");
    }

    private static void addEdges(HeapClass type, Edges edges) {
        for (FieldValue field : Values.statics(type.source())) {
            if (field instanceof ObjectFieldValue reference) {
                add(reference.getInstance(), edges);
            }
        }
        add(type.source().getClassLoader(), edges);
        JavaClass parent = type.source().getSuperClass();
        if (parent != null) {
            edges.add(parent.getJavaClassId());
        }
    }

    private static void add(@Nullable Instance target, Edges edges) {
        if (target != null) {
            edges.add(target.getInstanceId());
        }
    }

    private long size(Instance instance, HeapClass type) {
        if (instance instanceof ObjectArrayInstance array) {
            return aligned(ARRAY_HEADER + (long) referenceBytes * array.getLength());
        }
        if (instance instanceof PrimitiveArrayInstance array) {
            String element = type.name().replace("[]", "");
            return aligned(ARRAY_HEADER + (long) HeapClass.bytes(element, referenceBytes) * array.getLength());
        }
        return aligned(HEADER + (referenceBytes == 8 ? 4 : 0) + type.fieldBytes());
    }

    int bytesPerReference() {
        return referenceBytes;
    }

    static long aligned(long bytes) {
        return (bytes + 7) & ~7;
    }

    /** Collects edges node by node, in any order of nodes. */
    private static final class Edges {
        private final long[] ids;
        private final int[] start;
        private final int[] end;
        private final IntList targets = new IntList();

        Edges(long[] ids) {
            this.ids = ids;
            start = new int[ids.length];
            end = new int[ids.length];
        }

        int begin(long id) {
            int node = Arrays.binarySearch(ids, id);
            start[node] = targets.size();
            return node;
        }

        void add(long id) {
            int target = Arrays.binarySearch(ids, id);
            if (target >= 0) {
                targets.add(target);
            }
        }

        void end(int node) {
            end[node] = targets.size();
        }

        HeapGraph graph(int[] roots, int[] classOf, long[] sizes, boolean[] isClass) {
            return new HeapGraph(ids, start, end, targets.array(), roots, classOf, sizes, isClass);
        }
    }
}
