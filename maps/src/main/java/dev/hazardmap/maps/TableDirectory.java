package dev.hazardmap.maps;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where the concurrent maps find the table of a hash: extendible hashing. The bottom of three layers that do not depend on the type of
 * keys and values; {@link TableWriters} changes tables, {@link WholeTables} does what concerns all tables at once.
 *
 * <h2>Structure</h2>
 * The root is one table, or an array of tables, the directory. Most maps are small and have one table: a reader of those has two loads
 * and a range check less.
 *
 * <p> * The directory has {@code 2^d} entries; entry {@code hash & (2^d - 1)} is the table of that hash. A table of depth
 * {@code t <= d} holds all keys whose lowest {@code t} hash bits are its prefix and fills {@code 2^(d-t)} entries. The low
 * bits and not the high ones: doubling the directory is then a copy put behind itself, and finding the entry needs no shift.
 *
 * <h2>Invariants</h2>
 * <ol>
 *   <li>Every entry refers to a table whose prefix fits the entry's index; tables cover all hashes once.
 *   <li>Entries change only under {@code structureLock}, by the holder of the lock of the table that is replaced, who then
 *       kills that table and writes nothing more to it or to its replacement in the same hold of the lock
 *       (exception: {@link TableWriters#adopt} continues in the copy, whose lock it holds from birth).
 *   <li>A dead table is never in the directory of a reader that started after its death, and its content is frozen. So a
 *       reader that still looks into it linearizes at the moment of the replacement, which lies inside its call.
 *   <li>A writer writes a table only while it holds the lock, the table is alive, and {@code generation} is even and equal
 *       to the table's.
 *   <li>Lock order: table locks in ascending prefix order, then {@code structureLock}. The latter is a leaf.
 * </ol>
 *
 * @param <T> the kind of table
 */
abstract class TableDirectory<T extends LockedTable> {
    private static final VarHandle ENTRY = MethodHandles.arrayElementVarHandle(LockedTable[].class);
    private static final VarHandle STRUCTURE_LOCK;

    static {
        try {
            STRUCTURE_LOCK = MethodHandles.lookup().findVarHandle(TableDirectory.class, "structureLock", int.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    static final int MIN_SLOTS = Swar.GROUP;

    final TableLayout layout;
    final long seed;

    /** A {@link LockedTable}, or a {@code LockedTable[]} of more than one. */
    private volatile Object root;

    private volatile int structureLock;

    TableDirectory(long expectedSize, TableLayout layout) {
        this.layout = layout;
        this.seed = layout.seed();
        this.root = firstRoot(expectedSize);
    }

    /** An empty table. Called from the constructor: may use nothing but {@link #layout}. */
    abstract T newTable(int slots, int depth, int prefix, long forGeneration);

    private Object firstRoot(long expectedSize) {
        long slots = Tables.slotsFor(expectedSize);
        int depth = 0;
        while (slots >>> depth > layout.maxSlots()) {
            depth++;
        }
        LockedTable[] tables = new LockedTable[1 << depth];
        for (int prefix = 0; prefix < tables.length; prefix++) {
            tables[prefix] = newTable((int) Math.max(MIN_SLOTS, slots >>> depth), depth, prefix, 0);
        }
        return rootOf(tables);
    }

    private static Object rootOf(LockedTable[] tables) {
        return tables.length == 1 ? tables[0] : tables;
    }

    /** The table of a hash, for reading, or as the first try for writing. */
    @SuppressWarnings("unchecked") // The directory holds tables of this map only.
    final T tableFor(long hash) {
        Object now = root;
        if (now.getClass() == LockedTable[].class) {
            LockedTable[] tables = (LockedTable[]) now;
            return (T) ENTRY.getAcquire(tables, (int) hash & (tables.length - 1));
        }
        return (T) now;
    }

    /** For iterations: the tables as they are when they are asked for. */
    final TableSource<T> liveTables() {
        return this::tableFor;
    }

    /** What a later call is compared with to see whether the directory was exchanged; its entries may have been. */
    final Object root() {
        return root;
    }

    /** The directory of a root; an array of its own if there is one table only. */
    static LockedTable[] tablesOf(Object root) {
        return root instanceof LockedTable[] tables ? tables : new LockedTable[] {(LockedTable) root};
    }

    static LockedTable lvEntry(LockedTable[] tables, int index) {
        return (LockedTable) ENTRY.getVolatile(tables, index);
    }

    /** Puts one or two tables in the place of a locked one, which dies. */
    final void replace(LockedTable old, LockedTable left, @Nullable LockedTable right) {
        lockStructure();
        try {
            LockedTable[] tables = tablesOf(root);
            if (1 << left.depth > tables.length) {
                tables = Arrays.copyOf(tables, tables.length * 2);
                System.arraycopy(tables, 0, tables, tables.length / 2, tables.length / 2);
            }
            fill(tables, left);
            if (right != null) {
                fill(tables, right);
            }
            root = rootOf(tables);
        } finally {
            unlockStructure();
        }
        old.unlockDead();
    }

    /** Puts one table in the place of all. */
    final void replaceAll(LockedTable fresh) {
        lockStructure();
        root = fresh;
        unlockStructure();
    }

    private static void fill(LockedTable[] tables, LockedTable table) {
        for (int i = table.prefix; i < tables.length; i += 1 << table.depth) {
            ENTRY.setRelease(tables, i, table);
        }
    }

    private void lockStructure() {
        if (!STRUCTURE_LOCK.compareAndSet(this, 0, 1)) {
            Backoff backoff = new Backoff();
            while (!STRUCTURE_LOCK.compareAndSet(this, 0, 1)) {
                backoff.pause();
            }
        }
    }

    private void unlockStructure() {
        structureLock = 0;
    }

    /** The tables in ascending prefix order, each once. */
    static List<LockedTable> distinct(LockedTable[] tables) {
        List<LockedTable> list = new ArrayList<>();
        for (int i = 0; i < tables.length; i++) {
            LockedTable table = (LockedTable) ENTRY.getAcquire(tables, i);
            if (table.prefix == i) {
                list.add(table);
            }
        }
        return list;
    }

    /** Recomputes everything, for tests; call it without writers. */
    public void checkInvariants() {
        LockedTable[] tables = tablesOf(root);
        Tables.check(Integer.bitCount(tables.length) == 1, "directory length", tables.length, "a power of two");
        Tables.check(structureLock == 0, "structure lock", structureLock, 0);
        for (int i = 0; i < tables.length; i++) {
            LockedTable table = tables[i];
            Tables.check(table.prefix == (i & ((1 << table.depth) - 1)), "prefix at entry " + i, table.prefix, i);
            Tables.check(
                    (table.lvState() & (LockedTable.LOCKED | LockedTable.DEAD)) == 0,
                    "lock word",
                    table.lvState(),
                    "free");
            if (table.prefix == i) {
                table.checkInvariants();
            }
        }
    }
}
