package dev.hazardmap.maps;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The part of the concurrent maps that does not depend on the type of keys and values: a directory of tables (extendible
 * hashing), the life of tables, snapshots, the size.
 *
 * <h2>Structure</h2>
 * The directory has {@code 2^d} entries; entry {@code hash & (2^d - 1)} is the table of that hash. A table of depth
 * {@code t <= d} holds all keys whose lowest {@code t} hash bits are its prefix and fills {@code 2^(d-t)} entries. The low
 * bits and not the high ones: doubling the directory is then a copy put behind itself, and finding the entry needs no shift.
 *
 * <h2>Invariants</h2>
 * <ol>
 *   <li>Every entry refers to a table whose prefix fits the entry's index; tables cover all hashes once.
 *   <li>Entries change only under {@code structureLock}, by the holder of the lock of the table that is replaced, who then
 *       kills that table and writes nothing more to it or to its replacement in the same hold of the lock
 *       (exception: {@link #adopt} continues in the copy, whose lock it holds from birth).
 *   <li>A dead table is never in the directory of a reader that started after its death, and its content is frozen. So a
 *       reader that still looks into it linearizes at the moment of the replacement, which lies inside its call.
 *   <li>A writer writes a table only while it holds the lock, the table is alive, and {@code generation} is even and equal
 *       to the table's.
 *   <li>Lock order: table locks in ascending prefix order, then {@code structureLock}. The latter is a leaf.
 * </ol>
 *
 * <h2>Migration in steps</h2>
 * Copying a table of thousands of slots inside one put is a pause. A table that is three quarters full, or a quarter dead,
 * allocates its successor (two for a split); from then on every write to it copies {@link #GROUPS_PER_STEP} groups (more, if they are nearly empty) before it does
 * its own work, and repeats its own work in the successor if its group has been copied. Between 6/8 and 7/8 there is one
 * insert per group, so copying two groups per insert always ends in time; a write that meets a full table finishes the rest.
 *
 * <h2>Snapshot</h2>
 * <ol>
 *   <li>CAS the generation from even to odd. Volatile, as are the lock words: this is Dekker's pattern. Of a writer
 *       (lock, then read generation) and the snapshot (generation, then read lock words) at least one sees the other.
 *   <li>Wait until each table was seen unlocked or computing. Writers that see an odd generation let go and wait, so no
 *       write is in progress from here on. Without this standstill a write of the old generation could become visible after
 *       one of the new, and the snapshot would contain the later and not the earlier.
 *   <li>Copy the directory; generation to the next even number. The tables of the copy are older than the generation: the
 *       first writer of each replaces it by a copy ({@link #adopt}), so those of the snapshot stay as they are.
 * </ol>
 *
 * <h2>Size</h2>
 * Adds up the counters twice until no lock word has changed in between: then all counters held at one moment between the two
 * passes. If writers prevent that for {@link #SIZE_ATTEMPTS} rounds, it makes them stand still as a snapshot does, and no
 * table changes generation.
 *
 * @param <T> the kind of table
 */
abstract class TableDirectory<T extends LockedTable> implements TableSource<T> {
    private static final VarHandle ENTRY = MethodHandles.arrayElementVarHandle(LockedTable[].class);
    private static final VarHandle STRUCTURE_LOCK;
    private static final VarHandle GENERATION;

    static {
        try {
            MethodHandles.Lookup lookup = MethodHandles.lookup();
            STRUCTURE_LOCK = lookup.findVarHandle(TableDirectory.class, "structureLock", int.class);
            GENERATION = lookup.findVarHandle(TableDirectory.class, "generation", long.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    static final int MIN_SLOTS = Swar.GROUP;
    static final int GROUPS_PER_STEP = 2;
    private static final int ENTRIES_PER_STEP = 2 * Swar.GROUP;
    private static final int SIZE_ATTEMPTS = 16;

    final TableLayout layout;
    final long seed;
    private volatile LockedTable[] directory;
    private volatile int structureLock;
    private volatile long generation;
    private final FunctionScope functions = new FunctionScope();

    TableDirectory(long expectedSize, TableLayout layout) {
        this.layout = layout;
        this.seed = layout.seed();
        this.directory = firstDirectory(expectedSize);
    }

    /** An empty table. Called from the constructor: may use nothing but {@link #layout}. */
    abstract T newTable(int slots, int depth, int prefix, long forGeneration);

    private LockedTable[] firstDirectory(long expectedSize) {
        long slots = Tables.slotsFor(expectedSize);
        int depth = 0;
        while (slots >>> depth > layout.maxSlots()) {
            depth++;
        }
        LockedTable[] tables = new LockedTable[1 << depth];
        for (int prefix = 0; prefix < tables.length; prefix++) {
            tables[prefix] = newTable((int) Math.max(MIN_SLOTS, slots >>> depth), depth, prefix, generation);
        }
        return tables;
    }

    // ---- readers ----

    /** The table of a hash, for reading, or as the first try for writing. */
    @Override
    @SuppressWarnings("unchecked") // The directory holds tables of this map only.
    public final T tableFor(long hash) {
        LockedTable[] tables = directory;
        return (T) ENTRY.getAcquire(tables, (int) hash & (tables.length - 1));
    }

    // ---- writers ----

    /** Locks the table of a hash for writing; end with {@link #unlock} or one of the methods that kill the table. */
    T lockForWriting(long hash) {
        while (true) {
            T table = tableFor(hash);
            if (table.lock()) {
                T writable = adopt(table);
                if (writable != null && (writable.migration == null || !stepMigration(writable))) {
                    return writable;
                }
            }
        }
    }

    final void unlock(T table) {
        if (table.migration == null && table.tooManyDead()) {
            startMigration(table);
            if (table.migratesInOneStep()) {
                finishMigration(table);
                return;
            }
        }
        table.unlock();
    }

    /**
     * Makes room for a new key in a locked table.
     *
     * @return false if the table had to be replaced; it is then unlocked, and the caller starts again
     */
    final boolean makeRoom(T table) {
        if (table.migration == null) {
            startMigration(table);
        }
        if (table.migratesInOneStep() || table.used >= table.maxUsed()) {
            finishMigration(table);
            return false;
        }
        return true;
    }

    /** Brings a locked table to the map's generation; null if that has to wait, and then the lock is not held. */
    @SuppressWarnings("unchecked")
    final @Nullable T adopt(T table) {
        long now = generation;
        if (table.generation == now) {
            return table;
        }
        if ((now & 1) != 0) {
            table.unlock();
            awaitSteadyGeneration();
            return null;
        }
        T copy = (T) table.copyForWriting(now);
        replace(table, copy, null);
        return copy;
    }

    /** The holder has run a function; the table it may now write, which may be a copy. */
    @SuppressWarnings("unchecked")
    final T resumeAfterFunction(T table) {
        while (true) {
            table.clearComputing();
            long now = generation;
            if (table.generation == now) {
                return table;
            }
            if ((now & 1) == 0) {
                T copy = (T) table.copyForWriting(now);
                replace(table, copy, null);
                return copy;
            }
            table.setComputing();
            awaitSteadyGeneration();
        }
    }

    private void awaitSteadyGeneration() {
        Backoff backoff = new Backoff();
        while ((generation & 1) != 0) {
            backoff.pause();
        }
    }

    // ---- functions of the user ----

    /** Before each update: a function of compute and its kin must not update its own map. */
    final void checkNotInFunction() {
        functions.check(this);
    }

    /** Enters a user's function with the lock held. */
    final void enterFunction(T table) {
        functions.enter();
        table.setComputing();
    }

    final void exitFunction() {
        functions.exit();
    }

    // ---- migration ----

    private void startMigration(T table) {
        try {
            table.migration = Migration.plan(table);
        } catch (Throwable failure) {
            table.unlock(); // Out of memory.
            throw failure;
        }
    }

    /** Copies some groups; true if that was the end and the table is dead and unlocked. */
    private boolean stepMigration(T table) {
        Migration running = Objects.requireNonNull(table.migration);
        // The same number of entries, so more groups, when few slots are live: a table that is emptied must get to its
        // end.
        int sparse = table.groups() * ENTRIES_PER_STEP / (table.liveSlots() + 1);
        return copyUpTo(table, running, Math.min(table.groups(), running.next + Math.max(GROUPS_PER_STEP, sparse)));
    }

    /** Copies the rest; the table is dead and unlocked then. */
    private void finishMigration(T table) {
        copyUpTo(table, Objects.requireNonNull(table.migration), table.groups());
    }

    private boolean copyUpTo(T table, Migration running, int end) {
        try {
            while (running.next < end) {
                table.moveGroup(running.next, running);
                running.next++;
            }
        } catch (Throwable failure) {
            table.migration = null; // A key's hashCode failed halfway through a group: the next write starts again.
            table.unlock();
            throw failure;
        }
        if (end < table.groups()) {
            return false;
        }
        publish(table, running);
        return true;
    }

    private void publish(T table, Migration done) {
        table.finishMigration(done);
        done.left.generation = table.generation;
        if (done.right != null) {
            done.right.generation = table.generation;
        }
        replace(table, done.left, done.right);
    }

    /** Puts one or two tables in the place of a locked one, which dies. */
    final void replace(LockedTable old, LockedTable left, @Nullable LockedTable right) {
        lockStructure();
        try {
            LockedTable[] tables = directory;
            if (1 << left.depth > tables.length) {
                tables = Arrays.copyOf(tables, tables.length * 2);
                System.arraycopy(tables, 0, tables, tables.length / 2, tables.length / 2);
            }
            fill(tables, left);
            if (right != null) {
                fill(tables, right);
            }
            directory = tables;
        } finally {
            unlockStructure();
        }
        old.unlockDead();
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

    // ---- the whole map ----

    final LockedTable[] directory() {
        return directory;
    }

    /** The tables as they are at one moment, never to be written again. */
    final LockedTable[] freeze() {
        long before = stopWriters();
        long after = before;
        try {
            LockedTable[] copy = directory.clone();
            after = before + 2;
            return copy;
        } finally {
            generation = after;
        }
    }

    /** Makes the generation odd and waits until no write is in progress. Returns the generation before. */
    private long stopWriters() {
        Backoff backoff = new Backoff();
        long before = generation;
        while ((before & 1) != 0 || !GENERATION.compareAndSet(this, before, before + 1)) {
            backoff.pause();
            before = generation;
        }
        LockedTable[] tables;
        do {
            tables = directory;
        } while (!sawAllQuiet(tables) || tables != directory);
        return before;
    }

    /** Waits for each table; false if the directory was doubled meanwhile. */
    private boolean sawAllQuiet(LockedTable[] tables) {
        for (int i = 0; i < tables.length; i++) {
            LockedTable table;
            do {
                table = (LockedTable) ENTRY.getVolatile(tables, i);
                table.awaitQuiet();
                if (tables != directory) {
                    return false;
                }
            } while (table != ENTRY.getVolatile(tables, i));
        }
        return true;
    }

    /** The number of entries at one moment during the call. */
    public final long mappingCount() {
        for (int attempt = 0; attempt < SIZE_ATTEMPTS; attempt++) {
            long size = countUndisturbed(directory);
            if (size >= 0) {
                return size;
            }
            Thread.onSpinWait();
        }
        long before = stopWriters();
        try {
            return countAll(directory);
        } finally {
            generation = before;
        }
    }

    private long countUndisturbed(LockedTable[] tables) {
        long[] states = new long[tables.length];
        LockedTable[] seen = new LockedTable[tables.length];
        long size = 0;
        for (int i = 0; i < tables.length; i++) {
            LockedTable table = (LockedTable) ENTRY.getVolatile(tables, i);
            seen[i] = table;
            states[i] = table.lvState();
            if (!LockedTable.isQuiet(states[i])) {
                return -1;
            }
            size += table.prefix == i ? table.loLive() : 0;
        }
        VarHandle.acquireFence(); // The counters are read before the lock words are read again.
        for (int i = 0; i < tables.length; i++) {
            if (seen[i].lvState() != states[i] || seen[i] != ENTRY.getVolatile(tables, i)) {
                return -1;
            }
        }
        return tables == directory ? size : -1;
    }

    static long countAll(LockedTable[] tables) {
        long size = 0;
        for (int i = 0; i < tables.length; i++) {
            size += tables[i].prefix == i ? tables[i].loLive() : 0;
        }
        return size;
    }

    /** The tables in ascending prefix order, each once. */
    private static List<LockedTable> distinct(LockedTable[] tables) {
        List<LockedTable> list = new ArrayList<>();
        for (int i = 0; i < tables.length; i++) {
            LockedTable table = (LockedTable) ENTRY.getAcquire(tables, i);
            if (table.prefix == i) {
                list.add(table);
            }
        }
        return list;
    }

    /** {@link #mappingCount}, at most {@link Integer#MAX_VALUE}. */
    public final int size() {
        return (int) Math.min(Integer.MAX_VALUE, mappingCount());
    }

    /** Whether there was a moment during the call at which the map was empty. */
    public final boolean isEmpty() {
        LockedTable[] tables = directory;
        for (int i = 0; i < tables.length; i++) {
            LockedTable table = (LockedTable) ENTRY.getVolatile(tables, i);
            long before = table.lvState();
            boolean filled = table.loLive() > 0;
            VarHandle.acquireFence();
            // Nobody wrote around the reading of the counter, and the table was in use: one entry then is enough.
            if (filled && LockedTable.isSettled(before) && table.lvState() == before) {
                return false;
            }
        }
        return mappingCount() == 0;
    }

    /** Removes everything at one moment and gives the memory back. */
    public final void clear() {
        checkNotInFunction();
        while (!tryClear()) {
            awaitSteadyGeneration();
        }
    }

    private boolean tryClear() {
        LockedTable[] tables = directory;
        List<LockedTable> locked = new ArrayList<>();
        boolean all = lockAll(tables, locked);
        // Until here each lock was held as computing: a snapshot does not wait for it. Otherwise: this waits for the
        // lock of
        // a function, the function for the snapshot, the snapshot for this.
        locked.forEach(LockedTable::clearComputing);
        long now = generation;
        if (!all || (now & 1) != 0) {
            locked.forEach(LockedTable::unlock);
            return false;
        }
        LockedTable[] fresh = {newTable(MIN_SLOTS, 0, 0, now)};
        lockStructure();
        directory = fresh;
        unlockStructure();
        locked.forEach(LockedTable::unlockDead);
        return true;
    }

    private boolean lockAll(LockedTable[] tables, List<LockedTable> locked) {
        for (LockedTable table : distinct(tables)) {
            if (!table.lock()) {
                return false;
            }
            table.setComputing();
            locked.add(table);
        }
        return tables == directory;
    }

    // ---- checks, for tests ----

    /** Recomputes everything; call it without writers. */
    public void checkInvariants() {
        LockedTable[] tables = directory;
        Tables.check(Integer.bitCount(tables.length) == 1, "directory length", tables.length, "a power of two");
        Tables.check((generation & 1) == 0, "generation", generation, "an even number");
        Tables.check(structureLock == 0, "structure lock", structureLock, 0);
        for (int i = 0; i < tables.length; i++) {
            LockedTable table = tables[i];
            Tables.check(table.prefix == (i & ((1 << table.depth) - 1)), "prefix at entry " + i, table.prefix, i);
            Tables.check(
                    (table.lvState() & (LockedTable.LOCKED | LockedTable.DEAD)) == 0,
                    "lock word",
                    table.lvState(),
                    "free");
            Tables.check(table.generation <= generation, "table generation", table.generation, generation);
            if (table.prefix == i) {
                table.checkInvariants();
            }
        }
    }
}
