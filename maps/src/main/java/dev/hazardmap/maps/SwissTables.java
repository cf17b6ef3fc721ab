package dev.hazardmap.maps;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The directory of a {@link SwissMap}: as {@link TableDirectory}, for one thread. Tables migrate at once, and a removal empties its
 * slot.
 */
final class SwissTables implements TableSource<ObjectTable> {
    /** A table this empty after a removal gets a smaller successor; small ones are not worth it. */
    private static final int SHRINK_LOAD = 16;

    private static final int SHRINK_FROM_SLOTS = 64;

    private final long seed;
    private final TableLayout layout;
    private final int floodLimit;
    private ObjectTable[] tables;
    private int size;
    private int structuralChanges;

    SwissTables(long expectedSize, TableLayout layout, int floodLimit) {
        this.seed = layout.seed();
        this.layout = layout;
        this.floodLimit = floodLimit;
        long slots = Tables.slotsFor(expectedSize);
        int depth = 0;
        while (slots >>> depth > layout.maxSlots()) {
            depth++;
        }
        tables = new ObjectTable[1 << depth];
        for (int prefix = 0; prefix < tables.length; prefix++) {
            tables[prefix] = newTable((int) Math.max(Swar.GROUP, slots >>> depth), depth, prefix);
        }
    }

    private ObjectTable newTable(int slots, int depth, int prefix) {
        return new ObjectTable(slots, depth, prefix, layout, 0);
    }

    long hash(Object key) {
        return Hashes.mix(key.hashCode(), seed);
    }

    int size() {
        return size;
    }

    /** Counts insertions, removals and clears: what ends an iterator, as in {@link java.util.HashMap}. */
    int structuralChanges() {
        return structuralChanges;
    }

    @Override
    public ObjectTable tableFor(long hash) {
        ObjectTable[] present = tables;
        return present[(int) hash & (present.length - 1)];
    }

    @Nullable
    Object put(Object key, long hash, Object value) {
        ObjectTable table = tableFor(hash);
        while (table.used >= table.maxUsed() && table.find(key, hash) < 0 && !table.isFlooded(hash)) {
            grow(table, hash);
            table = tableFor(hash);
        }
        Object old = table.put(key, hash, value);
        if (old == null) {
            size++;
            structuralChanges++;
            if (table.takeFloodSuspicion() && isFlood(table, hash)) {
                replace(table, table.withFlood(hash), null);
            }
        }
        return old;
    }

    @Nullable
    Object remove(Object key, long hash) {
        ObjectTable table = tableFor(hash);
        int at = table.find(key, hash);
        Object old = at >= 0 ? table.erase(at) : table.remove(key, hash);
        if (old != null) {
            size--;
            structuralChanges++;
            if (table.slotCount() >= SHRINK_FROM_SLOTS && table.liveSlots() < table.slotCount() / SHRINK_LOAD) {
                migrate(table);
            }
        }
        return old;
    }

    void clear() {
        tables = new ObjectTable[] {newTable(Swar.GROUP, 0, 0)};
        size = 0;
        structuralChanges++;
    }

    private void grow(ObjectTable table, long hash) {
        if (isFlood(table, hash)) {
            replace(table, table.withFlood(hash), null);
        } else {
            migrate(table);
        }
    }

    private boolean isFlood(ObjectTable table, long hash) {
        int limit = floodLimit << Math.min(16, table.floodCount() / 4);
        return table.countEqualHashes(hash) >= Math.min(limit, Math.max(2, layout.maxSlots() / 4));
    }

    private void migrate(ObjectTable table) {
        Migration migration = Migration.plan(table);
        for (int group = 0; group < table.groups(); group++) {
            table.moveGroup(group, migration);
        }
        table.finishMigration(migration);
        replace(table, (ObjectTable) migration.left, (ObjectTable) migration.right);
    }

    private void replace(ObjectTable old, ObjectTable left, @Nullable ObjectTable right) {
        if (1 << left.depth > tables.length) {
            int before = tables.length;
            ObjectTable[] doubled = Arrays.copyOf(tables, before * 2);
            System.arraycopy(tables, 0, doubled, before, before);
            tables = doubled;
        }
        fill(left);
        if (right != null) {
            fill(right);
        }
    }

    private void fill(ObjectTable table) {
        for (int i = table.prefix; i < tables.length; i += 1 << table.depth) {
            tables[i] = table;
        }
    }

    String describe() {
        return "directory of " + tables.length + ", first table " + tables[0].slotCount() + " slots";
    }

    void checkInvariants() {
        int live = 0;
        for (int i = 0; i < tables.length; i++) {
            ObjectTable table = tables[i];
            Tables.check(table.prefix == (i & ((1 << table.depth) - 1)), "prefix at entry " + i, table.prefix, i);
            if (table.prefix == i) {
                table.checkInvariants();
                live += table.live();
            }
        }
        Tables.check(live == size, "size", size, live);
    }
}
