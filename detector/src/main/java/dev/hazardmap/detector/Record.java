package dev.hazardmap.detector;

import org.jspecify.annotations.Nullable;

/**
 * One thread's last accesses to one collection. Only the owning thread writes it, with plain stores, so that a store
 * that comes late (the owner was about to store when another thread took the collection over) never lands in another
 * thread's record.
 */
final class Record {
    final ThreadState owner;
    long readTime;
    int readWhere;
    long writeTime;
    int writeWhere;
    /** The time of the last write that was checked against other threads' accesses, under the collection's lock. */
    long checkedWriteTime;
    /** The collection's {@link Location#version} that the owner's reads were checked against; at first none. */
    int checkedVersion = -1;
    /**
     * The owner's epoch ({@link ThreadState#now}) while a further read in it changes nothing: this is the only record,
     * and has a read in that epoch. Set under the collection's lock by the owner, taken back under it by others.
     */
    long hot;
    /** What the owner marks the entries with that it has recorded in the hot epoch; see {@link Stamps}. */
    int stamp = Stamps.NONE;
    /** The entries that the owner touched; null while there is none. */
    @Nullable
    EntryTable entries;

    Record(ThreadState owner) {
        this.owner = owner;
    }

    /** The time of the owner's last access of any kind. */
    long latest() {
        EntryTable table = entries;
        return Math.max(Math.max(readTime, writeTime), table == null ? 0 : table.latest);
    }
}
