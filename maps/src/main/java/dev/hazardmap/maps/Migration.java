package dev.hazardmap.maps;

import org.jspecify.annotations.Nullable;

/**
 * A table on its way into one successor (growth, shrinking, removal of dead slots) or two (a split). Guarded by the lock of
 * the table that migrates; nobody else knows the successors before they are published.
 *
 * <p>Groups below {@code next} have been copied, and from then on every write to them is applied to the successor too. The
 * migrating table stays the truth until the directory is switched: readers never look here.
 */
final class Migration {
    /** A directory of 2^26 entries is as far as splitting goes; tables grow beyond their maximum then. */
    private static final int MAX_DEPTH = 26;

    /** Up to here a table grows fourfold: few bytes, and half of the copies while a map is young. */
    private static final int LEAP_SLOTS = 64;

    final LockedTable left;

    /** Null if there is one successor only. */
    final @Nullable LockedTable right;

    /** The hash bit that sends an entry to the right; 0 with one successor. */
    final long bit;

    int next;

    Migration(LockedTable left, @Nullable LockedTable right, long bit) {
        this.left = left;
        this.right = right;
        this.bit = bit;
    }

    /** What a table should become, by its number of live entries: at most half full, or split. */
    static Migration plan(LockedTable table) {
        int maxSlots = table.layout.maxSlots();
        // While it migrates in steps, a table takes at most one insert per two groups: room for these too.
        int room = table.liveSlots() * 2 + (table.migratesInOneStep() ? 0 : table.slotCount() / 14);
        int slots = Tables.ceilingPowerOfTwo(Math.max(Swar.GROUP, room));
        if (slots > table.slotCount() && slots <= LEAP_SLOTS) {
            slots *= 2;
        }
        if (slots <= maxSlots || table.depth == MAX_DEPTH) {
            return new Migration(table.successor(slots, table.depth, table.prefix), null, 0);
        }
        int bit = 1 << table.depth;
        return new Migration(
                table.successor(maxSlots, table.depth + 1, table.prefix),
                table.successor(maxSlots, table.depth + 1, table.prefix | bit),
                bit);
    }

    LockedTable target(long hash) {
        LockedTable other = right;
        return other == null || (hash & bit) == 0 ? left : other;
    }
}
