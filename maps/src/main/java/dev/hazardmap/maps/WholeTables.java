package dev.hazardmap.maps;

import java.lang.invoke.VarHandle;
import java.util.ArrayList;
import java.util.List;

/**
 * What concerns all tables of a concurrent map at once: snapshot, size, clear.
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
abstract class WholeTables<T extends LockedTable> extends TableWriters<T> {
    private static final int SIZE_ATTEMPTS = 16;

    WholeTables(long expectedSize, TableLayout layout) {
        super(expectedSize, layout);
    }

    /** The tables as they are at one moment, never to be written again. */
    final LockedTable[] freeze() {
        long before = stopWriters();
        long after = before;
        try {
            LockedTable[] copy = tablesOf(root()).clone();
            after = before + 2;
            return copy;
        } finally {
            svGeneration(after);
        }
    }

    /** Makes the generation odd and waits until no write is in progress. Returns the generation before. */
    private long stopWriters() {
        Backoff backoff = new Backoff();
        long before = lvGeneration();
        while ((before & 1) != 0 || !casGeneration(before, before + 1)) {
            backoff.pause();
            before = lvGeneration();
        }
        Object seen;
        do {
            seen = root();
        } while (!sawAllQuiet(seen) || seen != root());
        return before;
    }

    /** Waits for each table; false if the directory was doubled meanwhile. */
    private boolean sawAllQuiet(Object seen) {
        LockedTable[] tables = tablesOf(seen);
        for (int i = 0; i < tables.length; i++) {
            LockedTable table;
            do {
                table = lvEntry(tables, i);
                table.awaitQuiet();
                if (seen != root()) {
                    return false;
                }
            } while (table != lvEntry(tables, i));
        }
        return true;
    }

    /** The number of entries at one moment during the call. */
    public final long mappingCount() {
        for (int attempt = 0; attempt < SIZE_ATTEMPTS; attempt++) {
            long size = countUndisturbed(root());
            if (size >= 0) {
                return size;
            }
            Thread.onSpinWait();
        }
        long before = stopWriters();
        try {
            return countAll(tablesOf(root()));
        } finally {
            svGeneration(before);
        }
    }

    private long countUndisturbed(Object seenRoot) {
        LockedTable[] tables = tablesOf(seenRoot);
        long[] states = new long[tables.length];
        LockedTable[] seen = new LockedTable[tables.length];
        long size = 0;
        for (int i = 0; i < tables.length; i++) {
            LockedTable table = lvEntry(tables, i);
            seen[i] = table;
            states[i] = table.lvState();
            if (!LockedTable.isQuiet(states[i])) {
                return -1;
            }
            size += table.prefix == i ? table.loLive() : 0;
        }
        VarHandle.acquireFence(); // The counters are read before the lock words are read again.
        for (int i = 0; i < tables.length; i++) {
            if (seen[i].lvState() != states[i] || seen[i] != lvEntry(tables, i)) {
                return -1;
            }
        }
        return seenRoot == root() ? size : -1;
    }

    static long countAll(LockedTable[] tables) {
        long size = 0;
        for (int i = 0; i < tables.length; i++) {
            size += tables[i].prefix == i ? tables[i].loLive() : 0;
        }
        return size;
    }

    /** {@link #mappingCount}, at most {@link Integer#MAX_VALUE}. */
    public final int size() {
        return (int) Math.min(Integer.MAX_VALUE, mappingCount());
    }

    /** Whether there was a moment during the call at which the map was empty. */
    public final boolean isEmpty() {
        LockedTable[] tables = tablesOf(root());
        for (int i = 0; i < tables.length; i++) {
            LockedTable table = lvEntry(tables, i);
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
        List<LockedTable> locked = new ArrayList<>();
        boolean all = lockAll(root(), locked);
        // Until here each lock was held as computing: a snapshot does not wait for it. Otherwise: this waits for the
        // lock of a function, the function for the snapshot, the snapshot for this.
        locked.forEach(LockedTable::clearComputing);
        long now = lvGeneration();
        if (!all || (now & 1) != 0) {
            locked.forEach(LockedTable::unlock);
            return false;
        }
        replaceAll(newTable(MIN_SLOTS, 0, 0, now));
        locked.forEach(LockedTable::unlockDead);
        return true;
    }

    private boolean lockAll(Object seen, List<LockedTable> locked) {
        for (LockedTable table : distinct(tablesOf(seen))) {
            if (!table.lock()) {
                return false;
            }
            table.setComputing();
            locked.add(table);
        }
        return seen == root();
    }
}
