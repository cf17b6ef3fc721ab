package dev.hazardmap.detector;

import java.util.AbstractCollection;
import java.util.Iterator;
import org.jspecify.annotations.Nullable;

/**
 * The shadow of one collection: who accessed its structure and its entries, and when. (Also that of a field or an
 * element whose accesses are too many for {@link Words}: it has no entries, a read or write is one of its structure.)
 *
 * <p><b>Terms.</b> Each thread whose accesses still matter has a {@link Record}. The collection is <em>exclusive</em>
 * while there is one record ({@code last}, {@code shared} null), else <em>shared</em>.
 *
 * <p><b>Structure.</b> A structural read conflicts with every record's last write, a structural write with every
 * record's last read and write. A write drops the records that are ordered before it: a later access that is ordered
 * after the write is ordered after those too, and one that is not conflicts with the write. What is not ordered before
 * it is a race, is reported, and stays, so that a third access meets both. A read drops nothing.
 *
 * <p><b>Entries</b> are kept per thread in {@link EntryTable}s and dropped with the records.
 *
 * <p>A thread's second access of a kind since its last release changes nothing: whatever is ordered with the first is
 * ordered with it. Reports show the first.
 *
 * <p><b>The fast path</b>: the thread that accessed last, and nobody else since: compares and plain stores, whatever
 * the clock says. Any other case takes the spin lock. A thread on the fast path looks once more whether it is still
 * the last one after its store; what remains is a window of a store buffer's length in which two threads' very first
 * overlap can go unseen, and any repetition of it is seen. Shared entry accesses have a full fence between the own
 * store and the look at the others', so that of two threads at least one sees the other.
 *
 * <p>It is a Collection only because the map family keeps it in {@code AbstractMap.values}, see {@link Shadow}.
 */
abstract class Location extends AbstractCollection<Object> {
    private static final long LOCK = Mem.offset(Location.class, "lock");
    private static final Record[] NONE = {};

    /** 0 free, 1 held: guards all that follows, which the fast path reads without it. */
    @SuppressWarnings("unused") // by offset
    private int lock;

    private @Nullable Record last;
    /** All records while shared, {@link Records} by thread; null while exclusive. */
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
            if (record == null || record.checkedVersion != version) {
                readSlow(thread);
                return;
            }
        }
        if (record.readTime == thread.clock) {
            heat(record, thread); // it has read since its last release: another read is ordered with the same accesses
            return;
        }
        record.readWhere = thread.where(); // may take a stack: whoever sees the time must find the place
        Mem.U.storeFence();
        record.readTime = thread.clock;
        if (record.checkedVersion != version) {
            readSlow(thread); // a writer came between
        }
    }

    final void write(ThreadState thread) {
        Record record = last;
        if (record != null && record.owner == thread && shared == null) {
            if (record.writeTime != thread.clock) {
                record.writeWhere = thread.where();
                Mem.U.storeFence();
                record.writeTime = thread.clock;
            }
            if (record.entries != null) {
                record.entries = null;
                record.stamp = Stamps.NONE;
            }
            if (last == record && shared == null) {
                return;
            }
        }
        if (record == null || !hasWrittenNow(thread)) {
            writeSlow(thread);
        }
    }

    /**
     * While the accesses of several threads are kept: whether a write of the thread since its last release is, and was
     * held against theirs. One that the fast path has just stored was not.
     */
    private boolean hasWrittenNow(ThreadState thread) {
        Record own = sharedRecord(thread);
        return own != null && own.checkedWriteTime == thread.clock && own.entries == null;
    }

    /** The record of the thread that came last. The hooks look whether it is hot; see {@link Record#hot}. */
    final @Nullable Record last() {
        return last;
    }

    /** A second read in an epoch: from the third on the hooks ask for no more than one compare. */
    private void heat(Record record, ThreadState thread) {
        long now = thread.now();
        if (record.hot == now || now < 0 || shared != null || last != record || !tryLock()) {
            return;
        }
        try {
            if (shared == null && last == record && record.checkedVersion == version) {
                record.hot = now;
                record.stamp = Stamps.NONE;
            }
        } finally {
            unlock();
        }
    }

    /** Another thread comes: whoever was here alone must look closer from now on. Under the lock. */
    private void cool(ThreadState thread) {
        Record before = last;
        if (before != null && before.owner != thread) {
            before.hot = 0;
        }
    }

    private @Nullable Record sharedRecord(ThreadState thread) {
        Record[] all = shared;
        return all == null ? null : Records.find(all, thread);
    }

    private void readSlow(ThreadState thread) {
        int where = thread.where(); // may walk the stack: before the lock
        Record[] others;
        if (!tryLock()) {
            return;
        }
        try {
            Record record = ownRecord(thread, true);
            record.checkedVersion = version;
            record.readWhere = where;
            Mem.U.storeFence();
            record.readTime = thread.clock;
            last = record;
            others = shared;
        } finally {
            unlock();
        }
        for (int i = 0; others != null && i < others.length; i++) {
            Record other = others[i];
            if (other != null && other.owner != thread) {
                long time = other.writeTime;
                if (time != 0 && !thread.covers(other.owner, time) && !frozenFor(thread, other.owner, time)) {
                    conflict(thread, accessOf(false), where, other.owner, accessOf(true), other.writeWhere);
                }
            }
        }
    }

    private void writeSlow(ThreadState thread) {
        int where = thread.where();
        Record[] before;
        if (!tryLock()) {
            return;
        }
        try {
            cool(thread);
            before = shared != null ? shared : last != null ? new Record[] {last} : NONE;
            Record record = new Record(thread);
            version++;
            record.checkedVersion = version;
            record.writeTime = thread.clock;
            record.checkedWriteTime = thread.clock;
            record.writeWhere = where;
            shared = unordered(before, record);
            entryWritten = shared != null && entryWritten;
            last = record;
        } finally {
            unlock();
        }
        for (Record other : before) {
            if (other != null && other.owner != thread) {
                check(thread, where, other.owner, accessOf(true), other.writeTime, other.writeWhere);
                check(thread, where, other.owner, accessOf(false), other.readTime, other.readWhere);
            }
        }
    }

    private void check(ThreadState thread, int where, ThreadState other, int access, long time, int otherWhere) {
        if (time != 0 && !thread.covers(other, time)) {
            conflict(thread, accessOf(true), where, other, access, otherWhere);
        }
    }

    /** The new record and those whose accesses are not all ordered before it; null when there are none of these. */
    private static Record @Nullable [] unordered(Record[] before, Record made) {
        Record[] kept = null;
        for (Record other : before) {
            if (other != null && other.owner != made.owner) {
                if (!made.owner.covers(other.owner, other.latest())) {
                    kept = Records.with(kept == null ? Records.with(Records.empty(), made) : kept, other);
                }
            }
        }
        return kept;
    }

    /**
     * The thread's record, made and added when there is none. Under the lock.
     *
     * @param reads whether the thread reads the structure now
     */
    private Record ownRecord(ThreadState thread, boolean reads) {
        cool(thread);
        Record only = last;
        Record[] all = shared;
        if (all == null) {
            if (only == null) {
                only = new Record(thread);
                only.checkedVersion = version;
            }
            if (only.owner == thread) {
                return only;
            }
            all = Records.with(Records.empty(), only);
        }
        Record record = Records.find(all, thread);
        if (record == null) {
            record = new Record(thread);
            all = reads ? Records.withReader(all, record) : Records.with(all, record);
        }
        shared = all;
        return record;
    }

    // ---- entries

    /** An access to an entry whose node has room for a mark, at offset {@code markAt}; see {@link Stamps}. */
    final void entry(ThreadState thread, Object node, int number, boolean write, long markAt) {
        entry(thread, node, number, write);
        Record record = last;
        if (record != null && record.hot == thread.now()) {
            if (record.stamp == Stamps.NONE) {
                record.stamp = Stamps.take(thread);
            }
            if (record.stamp != Stamps.NONE) {
                Mem.U.putInt(node, markAt, Stamps.mark(record.stamp, Mem.U.getInt(node, markAt), write));
            }
        }
    }

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
        boolean known = own.record(node, number, write, thread);
        if (write && !entryWritten) {
            entryWritten = true;
        }
        if (shared != null || last != record) {
            if (!known || write || entryWritten) {
                Mem.U.fullFence(); // see the class comment
                checkEntries(thread, node, number, write, thread.where());
            }
        }
    }

    private @Nullable Record ownRecordLocked(ThreadState thread) {
        if (!tryLock()) {
            return null;
        }
        try {
            Record record = ownRecord(thread, false);
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
        for (Record other : all) {
            EntryTable theirs = other == null ? null : other.entries;
            if (other == null || other.owner == thread || theirs == null) {
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
        Record[] all = shared;
        for (int i = 0; i < (all == null ? 1 : all.length); i++) {
            Record other = all == null ? last : all[i];
            if (other != null && other.writeTime != 0) {
                optimistic(thread, accessOf(false), other.owner, other.writeTime, other.writeWhere);
            }
        }
    }

    private void optimistic(ThreadState thread, int access, ThreadState writer, long time, int writerWhere) {
        OptimisticReads reads = thread.optimistic;
        if (reads != null && !thread.covers(writer, time) && !frozenFor(thread, writer, time)) {
            reads.add(this, access, thread.where(), writer, time, writerWhere);
        }
    }

    final void readEntryOptimistically(ThreadState thread, Object node, int number) {
        Record[] all = shared;
        int[] otherWhere = new int[1];
        for (int i = 0; i < (all == null ? 1 : all.length); i++) {
            Record other = all == null ? last : all[i];
            EntryTable theirs = other == null ? null : other.entries;
            if (other != null && theirs != null && theirs.written && other.owner != thread) {
                long wrote = theirs.last(node, number, true, otherWhere);
                if (wrote != 0) {
                    optimistic(thread, Access.ENTRY_READ, other.owner, wrote, otherWhere[0]);
                }
            }
        }
    }

    // ---- for Shadow

    /** Two accesses that nothing orders. Called without the lock. */
    void conflict(ThreadState thread, int access, int where, ThreadState other, int otherAccess, int otherWhere) {
        Races.found(subject(), thread, access, where, other, otherAccess, otherWhere);
    }

    /** What a race here is about. */
    abstract Subject subject();

    /** The kind of access that a structural read or write is here. */
    int accessOf(boolean write) {
        return write ? Access.STRUCTURE_WRITE : Access.STRUCTURE_READ;
    }

    /** Keeps an access without a look at the others': one that was kept elsewhere before, or an atomic one. */
    final void record(ThreadState owner, boolean write, long time, int where) {
        if (!tryLock()) {
            return;
        }
        try {
            Record record = ownRecord(owner, false);
            if (write && record.writeTime < time) {
                record.writeWhere = where;
                record.writeTime = time;
                version++; // whoever has read must look again
            } else if (!write && record.readTime < time) {
                record.readWhere = where;
                record.readTime = time;
            }
            last = record;
        } finally {
            unlock();
        }
    }

    /**
     * Checks an access that is not recorded here against those that are; races are {@code reporter}'s.
     *
     * @param made 0 for an access that is about to be made. For one that was made, and may have let others know, the
     *     thread's time then: whoever has come to know of that time may have made its own access after it
     */
    final void meet(ThreadState thread, boolean write, Location reporter, long made) {
        Record[] all = shared;
        for (int i = 0; i < (all == null ? 1 : all.length); i++) {
            Record other = all == null ? last : all[i];
            if (other != null && other.owner != thread && (made == 0 || !other.owner.covers(thread, made))) {
                reporter.meet(thread, write, other.owner, true, other.writeTime, other.writeWhere);
                if (write) {
                    reporter.meet(thread, true, other.owner, false, other.readTime, other.readWhere);
                }
            }
        }
    }

    private void meet(ThreadState thread, boolean write, ThreadState other, boolean wrote, long time, int otherWhere) {
        if (time != 0 && !thread.covers(other, time)) {
            conflict(thread, accessOf(write), thread.where(), other, accessOf(wrote), otherWhere);
        }
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
