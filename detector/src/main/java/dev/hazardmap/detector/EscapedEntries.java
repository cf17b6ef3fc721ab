package dev.hazardmap.detector;

/**
 * From an entry that a thread got out of a map (by an entry-set iterator) to the map: {@code entry.getValue()} and
 * {@code setValue} know only themselves. Direct-mapped by hash and lossy: an entry that was pushed out, or that another
 * thread got out, is simply not seen as an access.
 */
final class EscapedEntries {
    private static final int SIZE = 256;

    private final Object[] nodes = new Object[SIZE];
    private final Location[] locations = new Location[SIZE];

    void add(Object node, int number, Location location) {
        int i = number & SIZE - 1;
        nodes[i] = node;
        locations[i] = location;
    }

    Location find(Object node, int number) {
        int i = number & SIZE - 1;
        return nodes[i] == node ? locations[i] : null;
    }
}
