package dev.hazardmap.detector;

import org.jspecify.annotations.Nullable;

/**
 * The reads since {@code StampedLock.tryOptimisticRead} that conflict with a write the thread had not seen. Whether
 * they are races is known at {@code validate}: a failed one means that the program throws away what it read; a
 * successful one orders the reads after the last write unlock, and what is still uncovered then is a race with somebody
 * who wrote without the lock. Reads that are never validated are dropped.
 */
final class OptimisticReads {
    private static final int MAX = 256;

    /** One of them. Most stamps meet none. */
    private static final class Read {
        final Location location;
        final int access;
        final int where;
        final ThreadState writer;
        final long time;
        final int writerWhere;

        Read(Location location, int access, int where, ThreadState writer, long time, int writerWhere) {
            this.location = location;
            this.access = access;
            this.where = where;
            this.writer = writer;
            this.time = time;
            this.writerWhere = writerWhere;
        }
    }

    /** Whether there was no stamp: what is read is thrown away. */
    private final boolean refused;

    private Read @Nullable [] reads;
    private int size;

    OptimisticReads(boolean refused) {
        this.refused = refused;
    }

    void add(Location location, int access, int where, ThreadState writer, long time, int writerWhere) {
        Read[] all = reads;
        if (refused) {
            return;
        }
        if (all == null) {
            all = new Read[MAX];
            reads = all;
        }
        if (size < MAX) {
            all[size++] = new Read(location, access, where, writer, time, writerWhere);
        }
    }

    /** The stamp was valid, and {@code reader} has acquired the lock's writers. */
    void judge(ThreadState reader) {
        for (int i = 0; reads != null && i < size; i++) {
            Read read = reads[i];
            if (!reader.covers(read.writer, read.time)) {
                int otherAccess = read.access | 1; // the write of the same kind of location
                read.location.conflict(reader, read.access, read.where, read.writer, otherAccess, read.writerWhere);
            }
        }
    }
}
