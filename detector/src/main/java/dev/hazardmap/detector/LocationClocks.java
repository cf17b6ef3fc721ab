package dev.hazardmap.detector;

import org.jspecify.annotations.Nullable;

/**
 * The clocks of an object's locations by offset. Most objects have one or two: those hang in a chain. A concurrent map's
 * table array has many: from {@link #CHAINED} on they are in an open-addressed table, replaced by one of twice the size
 * when it is three quarters full. Found without a lock; added to under the node's.
 */
final class LocationClocks {
    private static final int CHAINED = 3;

    private final SyncVar[] vars;
    private int size;

    private LocationClocks(int capacity) {
        vars = new SyncVar[capacity];
    }

    /** The location's clock; null when it has none. {@code all} is null, a chain or a table. */
    static @Nullable SyncVar find(@Nullable Object all, long offset) {
        if (all instanceof SyncVar) {
            SyncVar at = (SyncVar) all;
            while (at != null && at.offset != offset) {
                at = at.next;
            }
            return at;
        }
        return all == null ? null : ((LocationClocks) all).search(offset);
    }

    private @Nullable SyncVar search(long offset) {
        int mask = vars.length - 1;
        for (int i = index(offset, mask); ; i = i + 1 & mask) {
            SyncVar var = vars[i];
            if (var == null || var.offset == offset) {
                return var;
            }
        }
    }

    /** What to keep instead of {@code all}, with one location more that was not there. */
    static Object plus(@Nullable Object all, SyncVar added) {
        if (all == null || all instanceof SyncVar && length((SyncVar) all) < CHAINED) {
            added.next = (SyncVar) all;
            Mem.U.storeFence(); // its content before the reference to it
            return added;
        }
        LocationClocks table = all instanceof SyncVar ? ofChain((SyncVar) all) : ((LocationClocks) all).withRoom();
        table.put(added);
        Mem.U.storeFence(); // the table's content before the reference to it
        return table;
    }

    private static int length(SyncVar first) {
        int length = 0;
        for (SyncVar at = first; at != null; at = at.next) {
            length++;
        }
        return length;
    }

    private static LocationClocks ofChain(SyncVar first) {
        LocationClocks table = new LocationClocks(8);
        for (SyncVar at = first; at != null; at = at.next) {
            table.put(at);
        }
        return table;
    }

    private LocationClocks withRoom() {
        if (4 * (size + 1) <= 3 * vars.length) {
            return this;
        }
        LocationClocks table = new LocationClocks(vars.length * 2);
        for (SyncVar var : vars) {
            if (var != null) {
                table.put(var);
            }
        }
        return table;
    }

    private void put(SyncVar added) {
        int mask = vars.length - 1;
        int i = index(added.offset, mask);
        while (vars[i] != null) {
            i = i + 1 & mask;
        }
        Mem.U.storeFence(); // a finder that sees the clock sees its offset
        vars[i] = added;
        size++;
    }

    private static int index(long offset, int mask) {
        return (int) (offset * 0x9E3779B97F4A7C15L >>> 40) & mask;
    }
}
