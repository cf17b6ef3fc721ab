package dev.hazardmap.observe.heap;

import java.util.List;

/**
 * One map of a heap dump.
 *
 * @param type its class
 * @param address its address in the dump
 * @param retained bytes that only this map keeps, its own included; 0 if it is unreachable
 * @param deadWeight bytes of {@code retained} that no entry needs: idle slots, and what deleted keys keep
 * @param entries live entries; -1 if its class is not known well enough
 * @param slots slots of its table; -1 if unknown or there are none
 * @param deadEntries deleted entries that are still there
 * @param heldBy the nearest field of a class outside the JDK that leads to it, or the root
 * @param path the shortest path from a root, as fields; empty if it is unreachable
 * @param cycleThrough classes on a cycle of references that the map is on; empty if it is on none
 */
public record HeapMap(
        String type,
        long address,
        long retained,
        long deadWeight,
        long entries,
        long slots,
        long deadEntries,
        String heldBy,
        List<String> path,
        List<String> cycleThrough) {
    /** Whether something keeps it. */
    public boolean isReachable() {
        return !path.isEmpty();
    }

    /** Its class, entries and slots, in short. */
    public String describe() {
        StringBuilder text = new StringBuilder(type).append(" (");
        text.append(entries < 0 ? "entries unknown" : HeapText.count(entries, "entry", "entries"));
        if (slots >= 0) {
            text.append(", ").append(HeapText.count(slots, "slot", "slots"));
        }
        return text.append(')').toString();
    }
}
