package dev.hazardmap.detector;

import java.util.AbstractCollection;
import java.util.Iterator;
import org.jspecify.annotations.Nullable;

/**
 * The shadow of one collection: who accessed its structure and its entries, and when.
 *
 * <p><b>Terms.</b> Each thread that accessed the collection since its last structural write has a {@link Record}. The
 * collection is <em>exclusive</em> while there is one record ({@code last}, {@code shared} null), else <em>shared</em>.
 * {@code writer} is the record of the last structural writer.
 *
 * <p><b>Structure.</b> A structural read conflicts with the last structural write; earlier writes need no look: the
 * last write was ordered after them, or that pair was reported. A structural write conflicts with the last write and
 * with every record's last read; afterwards the writer's record is the only one. That keeps every pair: an access that
 * is ordered after the write is ordered after all that was dropped, one that is not conflicts with the write.
 *
 * <p><b>Entries</b> are kept per thread in {@link EntryTable}s and dropped with the records.
 *
 * <p><b>The fast path</b>: the thread that accessed last, and nobody else since: compares and plain stores, whatever
 * the clock says. Any other case takes the spin lock. A thread on the fast path looks once more whether it is still
 * the last one after its store; what remains is a window of a store buffer's length in which two threads' very first
 * overlap can go unseen, and any repetition of it is seen. Shared entry accesses have a full fence between the own
 * store and the look at the others', so that of two threads at least one sees the other.
 *
 * <p>It is a Collection only because the map family keeps it in {@code AbstractMap.values}, see {@link Shadow}.
 */
class Location extends AbstractCollection<Object> {
    private static final long LOCK = Mem.offset(Location.class, "lock");

    /** 0 free, 1 held: guards all that follows, which the fast path reads without it. */
    @SuppressWarnings("unused") // by offset
    private int lock;

    private @Nullable Record last;
    private @Nullable Record writer;
    /** All records while shared, in no order, packed from the start; null while exclusive. */
    private Record @Nullable [] shared;
    /** Counts the structural writes that came from the slow path. */
    private int version;
    /** Whether an entry was written since the last structural write. */
    private boolean entryWritten;

    // ---- structure

    final void read(ThreadState thread) {
        Record record = last;
        if (record == null || record.owner != thread || record.checkedVersion != version) {
            record = sharedRecord(thread);
            if (record == null) {
                readSlow(thread);
                return;
            }
        }
        record.readTime = thread.clock;
        record.readWhere = thread.where();
        if (record.checkedVersion != version) {
            readSlow(thread); // a writer came between
        }
    }

    final void write(ThreadState thread) {
        Record record = last;
        if (record != null && record.owner == thread && shared == null && writer == record) {
            record.writeTime = thread.clock;
            record.writeWhere = thread.where();
            if (record.entries != null) {
                record.entries = null;
            }
            if (last == record && shared == null) {
                return;
            }
        }
        writeSlow(thread);
    }

    /** The thread's own record when it was checked against the last write. */
    private @Nullable Record sharedRecord(ThreadState thread) {
        Record[] all = shared;
        if (all == null) {
            return null;
        }
        for (Record record : all) {
            if (record == null) {
                return null;
            }
            if (record.owner == thread) {
                return record.checkedVersion == version ? record : null;
            }
        }
        return null;
    }

    private void readSlow(ThreadState thread) {
        int where = thread.where(); // may walk the stack: before the lock
        Record conflicting;
        int conflictingWhere = 0;
        if (!tryLock()) {
            return;
        }
        try {
            Record record = ownRecord(thread);
            conflicting = null;
            Record written = writer;
            if (written != null && written.owner != thread && written.writeTime != 0) {
                if (!thread.covers(written.owner, written.writeTime)) {
                    conflicting = written;
                    conflictingWhere = written.writeWhere;
                }
            }
            record.checkedVersion = version;
            record.readTime = thread.clock;
            record.readWhere = where;
            last = record;
        } finally {
            unlock();
        }
        if (conflicting != null && !frozenFor(thread, conflicting.owner, conflicting.writeTime)) {
            conflict(thread, Access.STRUCTURE_READ, where, conflicting.owner, Access.STRUCTURE_WRITE, conflictingWhere);
        }
    }

    private void writeSlow(ThreadState thread) {
        int where = thread.where();
        Record[] before;
        Record only;
        Record written;
        if (!tryLock()) {
            return;
        }
        try {
            before = shared;
            only = last;
            written = writer;
            Record record = new Record(thread);
            version++;
            record.checkedVersion = version;
            record.writeTime = thread.clock;
            record.writeWhere = where;
            shared = null;
            entryWritten = false;
            writer = record;
            last = record;
        } finally {
            unlock();
        }
        if (written != null && written.owner != thread && written.writeTime != 0) {
            check(thread, where, written.owner, Access.STRUCTURE_WRITE, written.writeTime, written.writeWhere);
        }
        if (before == null) {
            checkRead(thread, where, only);
        } else {
            for (int i = 0; i < before.length && before[i] != null; i++) {
                checkRead(thread, where, before[i]);
            }
        }
    }

    private void checkRead(ThreadState thread, int where, @Nullable Record record) {
        if (record != null && record.owner != thread && record.readTime != 0) {
            check(thread, where, record.owner, Access.STRUCTURE_READ, record.readTime, record.readWhere);
        }
    }

    private void check(ThreadState thread, int where, ThreadState other, int access, long time, int otherWhere) {
        if (!thread.covers(other, time)) {
            conflict(thread, Access.STRUCTURE_WRITE, where, other, access, otherWhere);
        }
    }

    /** The thread's record, made and added when there is none. Under the lock. */
    private Record ownRecord(ThreadState thread) {
        Record only = last;
        if (shared == null) {
            if (only == null) {
                Record made = new Record(thread);
                made.checkedVersion = version;
                writer = made;
                return made;
            }
            if (only.owner == thread) {
                return only;
            }
            shared = new Record[] {only, null};
        }
        Record[] all = shared;
        int count = 0;
        while (count < all.length && all[count] != null) {
            if (all[count].owner == thread) {
                return all[count];
            }
            count++;
        }
        Record made = new Record(thread);
        if (count == all.length) {
            all = withoutCovered(all, thread);
            count = 0;
            while (all[count] != null) {
                count++;
            }
        }
        all[count] = made;
        Mem.U.storeFence(); // the record's content before the array is seen
        shared = all;
        return made;
    }

    /** A larger copy without what {@code thread} covers: whatever is ordered after it is ordered after those. */
    private Record[] withoutCovered(Record[] all, ThreadState thread) {
        Record[] kept = new Record[all.length * 2];
        int count = 0;
        for (Record record : all) {
            boolean dead = record.owner.end != null;
            if (!dead || record == writer || record.entries != null || !thread.covers(record.owner, record.readTime)) {
                kept[count++] = record;
            }
        }
        return kept;
    }

    // ---- entries

    final void entry(ThreadState thread, Object node, int number, boolean write) {
        Record record = last;
        if (record == null || record.owner != thread) {
            record = sharedRecord(thread);
            if (record == null) {
                record = ownRecordLocked(thread);
                if (record == null) {
                    return;
                }
            }
        }
        EntryTable own = record.entries;
        if (own == null) {
            own = new EntryTable();
            record.entries = own;
        }
        int where = thread.where();
        own.record(node, number, write, thread.clock, where);
        if (write) {
            own.written = true;
            entryWritten = true;
        }
        if (shared != null || last != record) {
            Mem.U.fullFence(); // see the class comment
            checkEntries(thread, node, number, write, where);
        }
    }

    private @Nullable Record ownRecordLocked(ThreadState thread) {
        if (!tryLock()) {
            return null;
        }
        try {
            Record record = ownRecord(thread);
            last = record;
            return record;
        } finally {
            unlock();
        }
    }

    private void checkEntries(ThreadState thread, Object node, int number, boolean write, int where) {
        Record[] all = shared;
        if (all == null || !write && !entryWritten) {
            return;
        }
        int[] otherWhere = new int[1];
        for (int i = 0; i < all.length && all[i] != null; i++) {
            Record other = all[i];
            EntryTable theirs = other.entries;
            if (other.owner == thread || theirs == null) {
                continue;
            }
            int access = write ? Access.ENTRY_WRITE : Access.ENTRY_READ;
            long wrote = theirs.written ? theirs.last(node, number, true, otherWhere) : 0;
            if (wrote != 0 && !thread.covers(other.owner, wrote)) {
                if (write || !frozenFor(thread, other.owner, wrote)) {
                    conflict(thread, access, where, other.owner, Access.ENTRY_WRITE, otherWhere[0]);
                }
            }
            long read = write ? theirs.last(node, number, false, otherWhere) : 0;
            if (read != 0 && !thread.covers(other.owner, read)) {
                conflict(thread, access, where, other.owner, Access.ENTRY_READ, otherWhere[0]);
            }
        }
    }

    // ---- optimistic reads (StampedLock): judged when the stamp is validated, never recorded

    final void readOptimistically(ThreadState thread) {
        OptimisticReads reads = thread.optimistic;
        Record written = writer;
        if (reads == null || written == null) {
            return;
        }
        if (written.writeTime != 0 && !thread.covers(written.owner, written.writeTime)) {
            reads.add(
                    this, Access.STRUCTURE_READ, thread.where(), written.owner, written.writeTime, written.writeWhere);
        }
    }

    final void readEntryOptimistically(ThreadState thread, Object node, int number) {
        OptimisticReads reads = thread.optimistic;
        Record[] all = shared;
        int[] otherWhere = new int[1];
        for (int i = 0; reads != null && i < (all == null ? 1 : all.length); i++) {
            Record other = all == null ? last : all[i];
            EntryTable theirs = other == null ? null : other.entries;
            if (other != null && theirs != null && theirs.written && other.owner != thread) {
                long wrote = theirs.last(node, number, true, otherWhere);
                if (wrote != 0 && !thread.covers(other.owner, wrote)) {
                    reads.add(this, Access.ENTRY_READ, thread.where(), other.owner, wrote, otherWhere[0]);
                }
            }
        }
    }

    // ---- for Shadow

    /** Two accesses that nothing orders. Called without the lock. */
    void conflict(ThreadState thread, int access, int where, ThreadState other, int otherAccess, int otherWhere) {
        Races.found((Shadow) this, thread, access, where, other, otherAccess, otherWhere);
    }

    /** Whether {@code reader} may read what {@code writer} wrote at {@code time} because of final fields. */
    boolean frozenFor(ThreadState reader, ThreadState writer, long time) {
        return reader.coversFrozen(writer, time);
    }

    private boolean tryLock() {
        return SpinLock.tryLock(this, LOCK);
    }

    private void unlock() {
        SpinLock.unlock(this, LOCK);
    }

    // ---- never called: see the class comment

    @Override
    public final Iterator<Object> iterator() {
        throw new UnsupportedOperationException("the detector's shadow is not a view of the map");
    }

    @Override
    public final int size() {
        return 0;
    }
}
