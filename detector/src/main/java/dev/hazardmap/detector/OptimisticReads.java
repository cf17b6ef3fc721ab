package dev.hazardmap.detector;

/**
 * The reads since {@code StampedLock.tryOptimisticRead} that conflict with a write the thread had not seen. Whether
 * they are races is known at {@code validate}: a failed one means that the program throws away what it read; a
 * successful one orders the reads after the last write unlock, and what is still uncovered then is a race with somebody
 * who wrote without the lock. Reads that are never validated are dropped.
 */
final class OptimisticReads {
    private static final int MAX = 256;

    private final Location[] locations = new Location[MAX];
    private final ThreadState[] writers = new ThreadState[MAX];
    private final long[] times = new long[MAX];
    private final int[] accesses = new int[MAX];
    private final int[] wheres = new int[MAX];
    private final int[] writerWheres = new int[MAX];
    private int size;

    void add(Location location, int access, int where, ThreadState writer, long time, int writerWhere) {
        if (size == MAX) {
            return;
        }
        locations[size] = location;
        accesses[size] = access;
        wheres[size] = where;
        writers[size] = writer;
        times[size] = time;
        writerWheres[size] = writerWhere;
        size++;
    }

    /** The stamp was valid, and {@code reader} has acquired the lock's writers. */
    void judge(ThreadState reader) {
        for (int i = 0; i < size; i++) {
            if (!reader.covers(writers[i], times[i])) {
                int otherAccess = accesses[i] | 1; // the write of the same kind of location
                locations[i].conflict(reader, accesses[i], wheres[i], writers[i], otherAccess, writerWheres[i]);
            }
        }
    }
}
