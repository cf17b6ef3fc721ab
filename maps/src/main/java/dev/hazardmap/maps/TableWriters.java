package dev.hazardmap.maps;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How the tables of a concurrent map are written: locking, the life of a table from its birth to its replacement, functions of
 * the user.
 *
 * <h2>Migration in steps</h2>
 * Copying a table of thousands of slots inside one put is a pause. A table that is three quarters full, or a quarter dead,
 * allocates its successor (two for a split); from then on every write to it copies {@link #GROUPS_PER_STEP} groups (more, if
 * they are nearly empty) before it does its own work, and repeats its own work in the successor if its group has been copied. Between 6/8 and 7/8 there is one
 * insert per group, so copying two groups per insert always ends in time; a write that meets a full table finishes the rest.
 *
 * <h2>Generations</h2>
 * A table may be written while its generation is the map's, and the map's is even. A table of an older generation belongs to a snapshot,
 * and its first writer replaces it by a copy. See {@link WholeTables}.
 *
 * @param <T> the kind of table
 */
abstract class TableWriters<T extends LockedTable> extends TableDirectory<T> {
    private static final VarHandle GENERATION;

    static {
        try {
            GENERATION = MethodHandles.lookup().findVarHandle(TableWriters.class, "generation", long.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    static final int GROUPS_PER_STEP = 2;
    private static final int ENTRIES_PER_STEP = 2 * Swar.GROUP;

    private volatile long generation;
    private final FunctionScope functions = new FunctionScope();

    TableWriters(long expectedSize, TableLayout layout) {
        super(expectedSize, layout);
    }

    final long lvGeneration() {
        return generation;
    }

    final boolean casGeneration(long expected, long next) {
        return GENERATION.compareAndSet(this, expected, next);
    }

    final void svGeneration(long next) {
        generation = next;
    }

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

    /**
     * Locks a table on the way that nearly all writes take: it was free since its state was {@code seen}, and there is nothing to do but the
     * write itself. What was read in the table since then still holds.
     *
     * @return false if the caller has to take {@link #lockForWriting}; no lock is held then
     */
    final boolean lockUnchanged(T table, long seen) {
        if (!table.lockUnchanged(seen)) {
            return false;
        }
        if (table.generation == generation && table.migration == null) {
            return true;
        }
        table.unlock();
        return false;
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
        T copy;
        try {
            copy = (T) table.copyForWriting(now);
        } catch (Throwable failure) {
            table.unlock(); // Out of memory.
            throw failure;
        }
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

    final void awaitSteadyGeneration() {
        Backoff backoff = new Backoff();
        while ((generation & 1) != 0) {
            backoff.pause();
        }
    }

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
            if (running.next == 0 && end == table.groups()) {
                table.moveAll(running);
                running.next = end;
            }
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

    @Override
    public void checkInvariants() {
        super.checkInvariants();
        Tables.check((generation & 1) == 0, "generation", generation, "an even number");
        for (LockedTable table : distinct(tablesOf(root()))) {
            Tables.check(table.generation <= generation, "table generation", table.generation, generation);
        }
    }
}
