package dev.hazardmap.observe.heap;

import java.util.List;

/**
 * What was found in a heap dump.
 *
 * @param file the dump
 * @param objects how many objects it has
 * @param reachableBytes bytes of those that are reachable
 * @param retainedByMaps bytes that maps keep, all together, none twice
 * @param maps all maps, by retained bytes
 * @param findings what is notable, by kind, then bytes
 */
public record HeapReport(
        String file,
        long objects,
        long reachableBytes,
        long retainedByMaps,
        List<HeapMap> maps,
        List<HeapFinding> findings) {
    /** Dead weight of all maps together. */
    public long deadWeight() {
        return maps.stream().mapToLong(HeapMap::deadWeight).sum();
    }
}
