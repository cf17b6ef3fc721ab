package dev.hazardmap.detector;

import org.jspecify.annotations.Nullable;

/**
 * {@link Record}s of one collection by thread: an open-addressed array, found by the thread's slot. Read by anyone
 * without a lock; {@link #with} is called under the collection's lock and gives back the array to read from then on.
 */
final class Records {
    private static final int INITIAL = 4;

    private Records() {}

    static Record[] empty() {
        return new Record[INITIAL];
    }

    /** The thread's record; null when it has none. */
    static @Nullable Record find(Record[] all, ThreadState thread) {
        int mask = all.length - 1;
        for (int i = thread.slot & mask; ; i = i + 1 & mask) {
            Record record = all[i];
            if (record == null || record.owner == thread) {
                return record;
            }
        }
    }

    /** The records and one more of a thread that has none there; a larger array when three quarters are taken. */
    static Record[] with(Record[] all, Record added) {
        return with(all, added, false);
    }

    /** The same for a thread that is about to read the structure: what its read makes needless goes. */
    static Record[] withReader(Record[] all, Record added) {
        return with(all, added, true);
    }

    private static Record[] with(Record[] all, Record added, boolean reads) {
        Record[] target = all;
        int taken = 1;
        for (Record record : all) {
            taken += record == null ? 0 : 1;
        }
        if (4 * taken > 3 * all.length) {
            target = new Record[2 * all.length];
            for (Record record : all) {
                if (record != null && !(reads && isNeedless(record, added.owner))) {
                    put(target, record);
                }
            }
        }
        Mem.U.storeFence(); // the record's content before it is found
        put(target, added);
        return target;
    }

    /**
     * A dead thread's record of reads that {@code reader}, who reads now, covers: a write that is not ordered after those
     * is not ordered after this one either. A write must stay: another reader conflicts with it, not with this one.
     */
    private static boolean isNeedless(Record record, ThreadState reader) {
        return record.owner.end != null
                && record.writeTime == 0
                && record.entries == null
                && reader.covers(record.owner, record.readTime);
    }

    private static void put(Record[] all, Record added) {
        int mask = all.length - 1;
        int i = added.owner.slot & mask;
        while (all[i] != null) {
            i = i + 1 & mask;
        }
        all[i] = added;
    }
}
