package dev.hazardmap.maps;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The directory of a {@link SwissMap}: as {@link TableDirectory}, for one thread. Tables migrate at once, and a removal empties its
 * slot. Nothing here asks whether the thread owns the map.
 */
abstract class SwissTables<K, V> extends OwnedMap<K, V> {
    /** A table this empty after a removal gets a smaller successor; small ones are not worth it. */
    private static final int SHRINK_LOAD = 16;

    private static final int SHRINK_FROM_SLOTS = 64;

    private final long seed;
    private final TableLayout layout;
    private final int floodLimit;

    /** An {@link ObjectTable}, or an {@code ObjectTable[]} of more than one. */
    private Object root;

    private int entries;
    private int structuralChanges;

    SwissTables(long expectedSize, TableLayout layout, int floodLimit, MisuseOptions misuse) {
        super(misuse);
        this.seed = layout.seed();
        this.layout = layout;
        this.floodLimit = floodLimit;
        long slots = Tables.slotsFor(expectedSize);
        int depth = 0;
        while (slots >>> depth > layout.maxSlots()) {
            depth++;
        }
        ObjectTable[] tables = new ObjectTable[1 << depth];
        for (int prefix = 0; prefix < tables.length; prefix++) {
            tables[prefix] = newTable((int) Math.max(Swar.GROUP, slots >>> depth), depth, prefix);
        }
        root = rootOf(tables);
    }

    private static Object rootOf(ObjectTable[] tables) {
        return tables.length == 1 ? tables[0] : tables;
    }

    private ObjectTable[] tables() {
        return root instanceof ObjectTable[] tables ? tables : new ObjectTable[] {(ObjectTable) root};
    }

    private ObjectTable newTable(int slots, int depth, int prefix) {
        return new ObjectTable(slots, depth, prefix, layout, 0);
    }

    final long hash(Object key) {
        return Hashes.of(key, seed);
    }

    final int entries() {
        return entries;
    }

    /** Counts insertions, removals and clears: what ends an iterator, as in {@link java.util.HashMap}. */
    final int structuralChanges() {
        return structuralChanges;
    }

    final ObjectTable tableFor(long hash) {
        Object now = root;
        if (now.getClass() == ObjectTable[].class) {
            ObjectTable[] tables = (ObjectTable[]) now;
            return tables[(int) hash & (tables.length - 1)];
        }
        return (ObjectTable) now;
    }

    @Nullable
    final Object putUnguarded(Object key, long hash, Object value) {
        ObjectTable table = tableFor(hash);
        int at = table.find(key, hash);
        if (at >= 0) {
            return table.set(at, value);
        }
        if (!table.hasRoomForSlot()) {
            return putSlowly(key, hash, value);
        }
        added();
        if (table.insert(~at, key, hash, value) && table.takeFloodSuspicion() && isFlood(table, hash)) {
            replace(table, table.withFlood(hash), null);
        }
        return null;
    }

    private @Nullable Object putSlowly(Object key, long hash, Object value) {
        ObjectTable table = tableFor(hash);
        while (table.used >= table.maxUsed() && table.find(key, hash) < 0 && !table.isFlooded(hash)) {
            grow(table, hash);
            table = tableFor(hash);
        }
        Object old = table.put(key, hash, value);
        if (old == null) {
            added();
        }
        return old;
    }

    private void added() {
        entries++;
        structuralChanges++;
    }

    @Nullable
    final Object removeUnguarded(Object key, long hash) {
        ObjectTable table = tableFor(hash);
        int at = table.find(key, hash);
        Object old = at >= 0 ? table.erase(at) : table.remove(key, hash);
        if (old != null) {
            entries--;
            structuralChanges++;
            if (table.slotCount() >= SHRINK_FROM_SLOTS && table.liveSlots() < table.slotCount() / SHRINK_LOAD) {
                migrate(table);
            }
        }
        return old;
    }

    final void clearUnguarded() {
        root = newTable(Swar.GROUP, 0, 0);
        entries = 0;
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
        table.moveAll(migration);
        table.finishMigration(migration);
        replace(table, (ObjectTable) migration.left, (ObjectTable) migration.right);
    }

    private void replace(ObjectTable old, ObjectTable left, @Nullable ObjectTable right) {
        ObjectTable[] tables = tables();
        if (1 << left.depth > tables.length) {
            int before = tables.length;
            ObjectTable[] doubled = Arrays.copyOf(tables, before * 2);
            System.arraycopy(tables, 0, doubled, before, before);
            tables = doubled;
        }
        fill(tables, left);
        if (right != null) {
            fill(tables, right);
        }
        root = rootOf(tables);
    }

    private static void fill(ObjectTable[] tables, ObjectTable table) {
        for (int i = table.prefix; i < tables.length; i += 1 << table.depth) {
            tables[i] = table;
        }
    }

    final String describeTables() {
        ObjectTable[] tables = tables();
        return "directory of " + tables.length + ", first table " + tables[0].slotCount() + " slots";
    }

    /** Recomputes everything, for tests. */
    public void checkInvariants() {
        ObjectTable[] tables = tables();
        int live = 0;
        for (int i = 0; i < tables.length; i++) {
            ObjectTable table = tables[i];
            Tables.check(table.prefix == (i & ((1 << table.depth) - 1)), "prefix at entry " + i, table.prefix, i);
            if (table.prefix == i) {
                table.checkInvariants();
                live += table.live();
            }
        }
        Tables.check(live == entries, "size", entries, live);
    }
}
