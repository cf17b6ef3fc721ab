package dev.hazardmap.detector;

import org.jspecify.annotations.Nullable;

/**
 * The clocks of an object's locations by offset: an immutable open-addressed table, replaced as a whole when a location
 * is added (seldom: an object has few volatile fields; a concurrent map's table array has many elements, so it doubles).
 */
final class LocationClocks {
    private final long[] offsets;
    private final SyncVar[] vars;
    private int size;

    private LocationClocks(int capacity) {
        offsets = new long[capacity];
        vars = new SyncVar[capacity];
    }

    @Nullable
    SyncVar find(long offset) {
        int mask = vars.length - 1;
        for (int i = index(offset, mask); ; i = i + 1 & mask) {
            SyncVar var = vars[i];
            if (var == null || offsets[i] == offset) {
                return var;
            }
        }
    }

    /** The table with one location more: in place while a quarter stays free, else a copy of twice the size. */
    static LocationClocks plus(@Nullable LocationClocks before, long offset, SyncVar added) {
        LocationClocks table;
        if (before == null) {
            table = new LocationClocks(4);
        } else if (4 * (before.size + 1) <= 3 * before.vars.length) {
            table = before;
        } else {
            table = new LocationClocks(before.vars.length * 2);
            for (int i = 0; i < before.vars.length; i++) {
                if (before.vars[i] != null) {
                    table.put(before.offsets[i], before.vars[i]);
                }
            }
        }
        table.put(offset, added);
        Mem.U.storeFence(); // the table's content before the reference to it
        return table;
    }

    private void put(long offset, SyncVar added) {
        int mask = vars.length - 1;
        int i = index(offset, mask);
        while (vars[i] != null) {
            i = i + 1 & mask;
        }
        offsets[i] = offset;
        Mem.U.storeFence(); // a finder that sees the clock sees its offset
        vars[i] = added;
        size++;
    }

    private static int index(long offset, int mask) {
        return (int) (offset * 0x9E3779B97F4A7C15L >>> 40) & mask;
    }
}
