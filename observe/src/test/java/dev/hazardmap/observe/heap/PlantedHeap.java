package dev.hazardmap.observe.heap;

import com.sun.management.HotSpotDiagnosticMXBean;
import dev.hazardmap.maps.ConcurrentSwissMap;
import dev.hazardmap.maps.SwissMap;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Hashtable;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.WeakHashMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Supplier;

/** A program with one mistake of each kind, that dumps its heap. */
public final class PlantedHeap {
    /** Grown to 100,000 entries, then emptied but for one. */
    static final Map<Integer, String> EMPTIED = new HashMap<>();

    /** Filled as it is used: nothing to say. */
    static final Map<Integer, String> HEALTHY = new HashMap<>();

    /** Its keys are gone, the entries and their values are not. */
    static final Map<Object, byte[]> STALE = new WeakHashMap<>();

    /** Captured whole for one value. */
    static Supplier<String> captured;

    /** Captures only the value. */
    static Supplier<String> innocent;

    /** An inner class whose outer object nobody else needs. */
    static Runnable inner;

    /** A child whose parent was removed from everywhere else. */
    static Node orphan;

    /** A tree that is in use: its children point back, and that is all right. */
    static Node tree;

    static final List<Map<?, ?>> KINDS = new ArrayList<>();

    private PlantedHeap() {}

    /** Something with a parent and a map. */
    static final class Node {
        Node parent;
        final Map<String, Object> items = new HashMap<>();
    }

    /** Something whose task refers to it. */
    static final class Service {
        final Map<Integer, String> table = filled(new HashMap<>(), 3000);

        Runnable task() {
            return new Runnable() {
                @Override
                public void run() {
                    System.out.println(table.size());
                }
            };
        }
    }

    public static void main(String[] args) throws Exception {
        filled(EMPTIED, 100_000);
        EMPTIED.keySet().removeIf(key -> key != 7);
        filled(HEALTHY, 10_000);
        plantStale();
        plantCaptures();
        plantNodes();
        plantKinds();
        System.gc();
        plantGarbage();
        ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class)
                .dumpHeap(Path.of(args[0]).toString(), false);
    }

    private static void plantStale() {
        List<Object> keys = new ArrayList<>(); // Alive until all are in: put drops those that are collected already.
        for (int i = 0; i < 1000; i++) {
            Object key = new Object();
            keys.add(key);
            STALE.put(key, new byte[1000]);
        }
    }

    private static void plantCaptures() {
        Map<Integer, String> whole = filled(new HashMap<>(), 20_000);
        captured = () -> whole.get(1);
        Map<Integer, String> other = filled(new HashMap<>(), 20_000);
        String one = other.get(1);
        innocent = () -> one;
        inner = new Service().task();
    }

    private static void plantNodes() {
        Node gone = new Node();
        fill(gone, 5000);
        orphan = new Node();
        orphan.parent = gone;
        tree = new Node();
        fill(tree, 4000);
        for (int i = 0; i < 3; i++) {
            Node child = new Node();
            child.parent = tree;
            tree.items.put("child " + i, child);
        }
    }

    private static void fill(Node node, int entries) {
        for (int i = 0; i < entries; i++) {
            node.items.put("item " + i, "value " + i);
        }
    }

    private static void plantGarbage() {
        Node a = new Node();
        Node b = new Node();
        a.parent = b;
        b.parent = a;
        a.items.put("other", b);
        b.items.put("other", a);
    }

    private static void plantKinds() {
        KINDS.add(filled(new ConcurrentHashMap<>(), 101));
        KINDS.add(filled(new Hashtable<>(), 102));
        KINDS.add(filled(new TreeMap<>(), 103));
        KINDS.add(filled(new ConcurrentSkipListMap<>(), 104));
        KINDS.add(filled(new IdentityHashMap<>(), 105));
        KINDS.add(filled(new SwissMap<>(), 106));
        KINDS.add(filled(new ConcurrentSwissMap<>(), 5000));
        KINDS.add(new EnumMap<>(Map.of(Thread.State.NEW, 1)));
        KINDS.add(Map.of(1, 2, 3, 4, 5, 6));
        ConcurrentSwissMap<Integer, String> dead = new ConcurrentSwissMap<>();
        filled(dead, 20);
        dead.remove(1);
        dead.remove(2);
        KINDS.add(dead);
    }

    private static <M extends Map<Integer, String>> M filled(M map, int entries) {
        for (int i = 0; i < entries; i++) {
            map.put(i, "value " + i);
        }
        return map;
    }
}
