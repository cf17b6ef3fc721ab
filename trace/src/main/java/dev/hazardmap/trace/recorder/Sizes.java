package dev.hazardmap.trace.recorder;

/** Sizes of maps, read from their fields: calling {@code size} could run the application's code. */
final class Sizes {
    private static final long HASH_MAP = Mem.offsetOrNone(java.util.HashMap.class, "size");
    private static final long TREE_MAP = Mem.offsetOrNone(java.util.TreeMap.class, "size");
    private static final long HASHTABLE = Mem.offsetOrNone(java.util.Hashtable.class, "count");
    private static final long CHM = Mem.offsetOrNone(java.util.concurrent.ConcurrentHashMap.class, "baseCount");

    private Sizes() {}

    /** The number of entries; 0 when it can't be told, of a ConcurrentHashMap without its counter cells. */
    static int of(Object map) {
        if (map instanceof java.util.HashMap) {
            return field(map, HASH_MAP);
        }
        if (map instanceof java.util.TreeMap) {
            return field(map, TREE_MAP);
        }
        if (map instanceof java.util.Hashtable) {
            return map.getClass() == java.util.Hashtable.class ? field(map, HASHTABLE) : 0;
        }
        if (map instanceof java.util.concurrent.ConcurrentHashMap && CHM >= 0) {
            return (int) Mem.U.getLong(map, CHM);
        }
        return 0;
    }

    private static int field(Object map, long offset) {
        return offset < 0 ? 0 : Mem.U.getInt(map, offset);
    }
}
