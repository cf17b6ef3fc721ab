package dev.hazardmap.lint.engine;

import java.util.Map;
import java.util.Set;

/** Library types known by name, because the library itself is seldom among the inputs. */
final class NamedTypes {
    private static final String GUAVA = "com/google/common/collect/";
    private static final String CAFFEINE = "com/github/benmanes/caffeine/cache/";
    private static final String OURS = "dev/hazardmap/maps/";

    private static final Map<String, Kind> KINDS = Map.ofEntries(
            Map.entry("java/util/Hashtable", Kind.LEGACY),
            Map.entry("java/util/Vector", Kind.LEGACY),
            Map.entry("java/util/Stack", Kind.LEGACY),
            Map.entry("java/util/Properties", Kind.CONCURRENT),
            Map.entry("java/util/WeakHashMap", Kind.WEAK),
            Map.entry(OURS + "SwissMap", Kind.PLAIN),
            Map.entry(OURS + "GoMap", Kind.PLAIN),
            Map.entry(GUAVA + "MapMaker", Kind.CONCURRENT),
            Map.entry(GUAVA + "ConcurrentHashMultiset", Kind.CONCURRENT),
            Map.entry("org/apache/commons/collections4/map/LRUMap", Kind.ACCESS_ORDER),
            Map.entry("org/apache/commons/collections/map/LRUMap", Kind.ACCESS_ORDER));

    private static final Set<String> CONCURRENT_WORDS = Set.of("Concurrent", "NonBlocking", "ThreadSafe");

    private NamedTypes() {}

    static Family family(String type) {
        String name = type.substring(type.lastIndexOf('/') + 1);
        if (type.startsWith(OURS)) {
            return name.equals("SyncMap") ? Family.SYNCMAP : name.endsWith("Map") ? Family.MAP : Family.NONE;
        }
        if (type.startsWith(CAFFEINE) || type.startsWith("com/google/common/cache/")) {
            return name.endsWith("Cache") ? Family.CACHE : Family.NONE;
        }
        boolean library = type.startsWith(GUAVA)
                || type.startsWith("org/apache/commons/collections")
                || type.startsWith("org/jctools/maps/")
                || type.startsWith("org/eclipse/collections/")
                || type.startsWith("it/unimi/dsi/fastutil/")
                || type.startsWith("gnu/trove/");
        return library && name.indexOf('$') < 0 ? byName(name) : Family.NONE;
    }

    private static Family byName(String name) {
        if (name.endsWith("Multimap")) {
            return Family.MULTIMAP;
        } else if (name.endsWith("Table")) {
            return Family.TABLE;
        } else if (name.endsWith("Map")) {
            return Family.MAP;
        }
        boolean collection =
                name.endsWith("Set") || name.endsWith("List") || name.endsWith("Queue") || name.endsWith("Deque");
        return collection || name.endsWith("Multiset") || name.endsWith("Bag") ? Family.COLLECTION : Family.NONE;
    }

    static Kind kind(String type) {
        Kind known = KINDS.get(type);
        if (known != null) {
            return known;
        }
        Family family = family(type);
        String name = type.substring(type.lastIndexOf('/') + 1);
        if (family == Family.NONE) {
            return Kind.UNKNOWN;
        } else if (family == Family.CACHE
                || type.startsWith(OURS)
                || CONCURRENT_WORDS.stream().anyMatch(name::contains)) {
            return Kind.CONCURRENT;
        } else if (name.startsWith("Immutable")) {
            return Kind.IMMUTABLE;
        }
        boolean concrete = name.contains("Hash")
                || name.startsWith("Tree")
                || name.startsWith("Array")
                || name.startsWith("Linked")
                || name.startsWith("EnumMultiset")
                || name.endsWith("OpenHashMap")
                || name.endsWith("OpenHashSet")
                || name.startsWith("Unified");
        return concrete ? Kind.PLAIN : Kind.UNKNOWN;
    }
}
