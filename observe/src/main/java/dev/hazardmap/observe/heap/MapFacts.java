package dev.hazardmap.observe.heap;

import java.util.List;

/**
 * What a map says of itself.
 *
 * @param entries live entries; -1 if unknown
 * @param slots slots of its tables; -1 if it has none, or nobody knows
 * @param idleSlots slots that a fresh map of the same entries would not have
 * @param deadIds addresses of objects that are there for deleted entries alone: entries, keys
 */
record MapFacts(long entries, long slots, long idleSlots, List<Long> deadIds) {
    static final long UNKNOWN = -1;

    static MapFacts unknown() {
        return new MapFacts(UNKNOWN, UNKNOWN, 0, List.of());
    }

    static MapFacts counted(long entries) {
        return new MapFacts(entries, UNKNOWN, 0, List.of());
    }

    static MapFacts table(long entries, long slots, long needed) {
        return new MapFacts(entries, slots, Math.max(0, slots - needed), List.of());
    }
}
