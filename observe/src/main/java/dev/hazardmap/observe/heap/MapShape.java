package dev.hazardmap.observe.heap;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.netbeans.lib.profiler.heap.Instance;
import org.netbeans.lib.profiler.heap.ObjectArrayInstance;

/**
 * How to read a kind of map in a dump: the JDK's, this project's, and some libraries'. A class that is a map by its ancestors, or by
 * its name, but none of these, is listed with unknown entries.
 */
interface MapShape {
    /** Reads a map. */
    MapFacts read(Instance map);

    /** References per slot of its table. */
    default int referencesPerSlot() {
        return 1;
    }

    /** The shape of a class; null if it is no map. */
    static @Nullable MapShape of(HeapClass type) {
        for (Map.Entry<String, MapShape> known : KNOWN.entrySet()) {
            if (type.isA(known.getKey())) {
                return known.getValue();
            }
        }
        String name = type.name();
        // EnumMap and the wrappers of Collections are AbstractMaps or hold one; views and holders of entries are not
        // maps.
        boolean byName = name.endsWith("Map") && !name.contains("$$Lambda");
        return type.isA("java.util.AbstractMap") || byName ? map -> MapFacts.unknown() : null;
    }

    /** Nearest ancestor first where one is the other's. */
    Map<String, MapShape> KNOWN = known();

    private static Map<String, MapShape> known() {
        Map<String, MapShape> shapes = new LinkedHashMap<>();
        shapes.put("java.util.HashMap", MapShape::hashMap);
        shapes.put("java.util.concurrent.ConcurrentHashMap", MapShape::concurrentHashMap);
        shapes.put("java.util.Hashtable", map -> powerOfTwo(Values.number(map, "count"), map));
        shapes.put("java.util.WeakHashMap", MapShape::weakHashMap);
        shapes.put("java.util.IdentityHashMap", new IdentityShape());
        shapes.put("java.util.TreeMap", map -> MapFacts.counted(Values.number(map, "size")));
        shapes.put("java.util.EnumMap", map -> MapFacts.counted(Values.number(map, "size")));
        shapes.put(
                "java.util.concurrent.ConcurrentSkipListMap",
                map -> MapFacts.counted(adder(Values.object(map, "adder"), "base")));
        shapes.put("java.util.ImmutableCollections$MapN", map -> MapFacts.counted(Values.number(map, "size")));
        shapes.put("java.util.ImmutableCollections$Map1", map -> MapFacts.counted(1));
        shapes.put("java.lang.ThreadLocal$ThreadLocalMap", MapShape::threadLocals);
        shapes.put("dev.hazardmap.maps.ConcurrentSwissMap", new SwissShape());
        shapes.put("dev.hazardmap.maps.SwissMap", new SwissShape());
        shapes.put("org.jctools.maps.NonBlockingHashMap", new NonBlockingShape());
        shapes.put(
                "org.eclipse.collections.impl.map.mutable.UnifiedMap",
                map -> MapFacts.counted(Values.number(map, "occupied")));
        shapes.put(
                "it.unimi.dsi.fastutil.objects.Object2ObjectOpenHashMap",
                map -> MapFacts.counted(Values.number(map, "size")));
        return shapes;
    }

    private static MapFacts hashMap(Instance map) {
        return powerOfTwo(Values.number(map, "size"), map);
    }

    private static MapFacts concurrentHashMap(Instance map) {
        return powerOfTwo(adder(map, "baseCount", "counterCells"), map);
    }

    private static MapFacts powerOfTwo(long entries, Instance map) {
        ObjectArrayInstance table = Values.array(map, "table");
        return table == null
                ? MapFacts.counted(entries)
                : MapFacts.table(entries, table.getLength(), slotsFor(entries));
    }

    /** The table of a fresh hash map with so many entries: load factor 0.75, at least the default 16. */
    static long slotsFor(long entries) {
        long needed = entries * 4 / 3 + 1;
        return Math.max(16, Long.highestOneBit(needed - 1) << 1);
    }

    private static long adder(@Nullable Instance adder, String base) {
        return adder(adder, base, "cells");
    }

    private static long adder(@Nullable Instance adder, String base, String cells) {
        long sum = Values.number(adder, base);
        ObjectArrayInstance array = Values.array(adder, cells);
        if (array != null) {
            for (Instance cell : Values.elements(array)) {
                sum += Values.number(cell, "value");
            }
        }
        return sum;
    }

    /** Entries whose key was collected stay, with their values, until somebody uses the map. */
    private static MapFacts weakHashMap(Instance map) {
        ObjectArrayInstance table = Values.array(map, "table");
        if (table == null) {
            return MapFacts.unknown();
        }
        List<Long> stale = new ArrayList<>();
        Set<Long> seen = new HashSet<>(); // A damaged dump may link entries in a circle.
        for (Instance head : Values.elements(table)) {
            for (Instance entry = head;
                    entry != null && seen.add(entry.getInstanceId());
                    entry = Values.object(entry, "next")) {
                if (Values.object(entry, "referent") == null) {
                    stale.add(entry.getInstanceId());
                }
            }
        }
        long live = seen.size() - (long) stale.size();
        return new MapFacts(live, table.getLength(), Math.max(0, table.getLength() - slotsFor(live)), stale);
    }

    /** Values of thread locals that are gone. */
    private static MapFacts threadLocals(Instance map) {
        ObjectArrayInstance table = Values.array(map, "table");
        if (table == null) {
            return MapFacts.unknown();
        }
        List<Long> stale = new ArrayList<>();
        long live = 0;
        for (Instance entry : Values.elements(table)) {
            if (entry != null && Values.object(entry, "referent") == null) {
                stale.add(entry.getInstanceId());
            } else if (entry != null) {
                live++;
            }
        }
        return new MapFacts(live, table.getLength(), 0, stale);
    }

    /** Keys and values side by side in one array. */
    final class IdentityShape implements MapShape {
        @Override
        public MapFacts read(Instance map) {
            ObjectArrayInstance table = Values.array(map, "table");
            long entries = Values.number(map, "size");
            return table == null
                    ? MapFacts.counted(entries)
                    : MapFacts.table(
                            entries, table.getLength() / 2, Math.max(32, Long.highestOneBit(entries * 3 / 2 + 1) << 1));
        }

        @Override
        public int referencesPerSlot() {
            return 2;
        }
    }

    /** A table, or a directory of tables, under the field root; slot s has its key at 2s and its value, null if it was removed, at 2s + 1. */
    final class SwissShape implements MapShape {
        @Override
        public MapFacts read(Instance map) {
            Instance tables = Values.object(map, "tables");
            Instance root = Values.object(tables == null ? map : tables, "root");
            if (root == null) {
                return MapFacts.unknown();
            }
            List<@Nullable Instance> all =
                    root instanceof ObjectArrayInstance directory ? Values.elements(directory) : List.of(root);
            Set<Long> seen = new HashSet<>();
            List<Long> dead = new ArrayList<>();
            long entries = 0;
            long slots = 0;
            for (Instance table : all) {
                ObjectArrayInstance pairs = Values.array(table, "slots");
                if (table != null && pairs != null && seen.add(table.getInstanceId())) {
                    entries += Values.number(table, "live");
                    slots += pairs.getLength() / 2;
                    addDead(Values.elements(pairs), dead);
                }
            }
            return new MapFacts(entries, slots, Math.max(0, slots - Math.max(8, slotsFor(entries))), dead);
        }

        private static void addDead(List<@Nullable Instance> pairs, List<Long> dead) {
            for (int at = 0; at + 1 < pairs.size(); at += 2) {
                Instance key = pairs.get(at);
                if (key != null && pairs.get(at + 1) == null) {
                    dead.add(key.getInstanceId());
                }
            }
        }

        @Override
        public int referencesPerSlot() {
            return 2;
        }
    }

    /** JCTools and its ancestors: kvs[0] and [1] are its own, then key and value in turn; a deleted value is one marker object. */
    final class NonBlockingShape implements MapShape {
        private static final int OWN = 2;

        @Override
        public MapFacts read(Instance map) {
            ObjectArrayInstance pairs = Values.array(map, "_kvs");
            if (pairs == null) {
                return MapFacts.unknown();
            }
            List<@Nullable Instance> all = Values.elements(pairs);
            List<Long> dead = new ArrayList<>();
            long live = 0;
            for (int at = OWN; at + 1 < all.size(); at += 2) {
                Instance key = all.get(at);
                Instance value = all.get(at + 1);
                boolean deleted =
                        value == null || value.getJavaClass().getName().equals("java.lang.Object");
                if (key != null && deleted) {
                    dead.add(key.getInstanceId());
                } else if (key != null) {
                    live++;
                }
            }
            return new MapFacts(live, all.size() / 2 - 1, 0, dead);
        }

        @Override
        public int referencesPerSlot() {
            return 2;
        }
    }
}
