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
        Record[] target = all;
        int taken = 1;
        for (Record record : all) {
            taken += record == null ? 0 : 1;
        }
        if (4 * taken > 3 * all.length) {
            target = new Record[2 * all.length];
            for (Record record : all) {
                if (record != null && !isCovered(record, added.owner)) {
                    put(target, record);
                }
            }
        }
        Mem.U.storeFence(); // the record's content before it is found
        put(target, added);
        return target;
    }

    /** A dead thread's record that the new one's thread covers: whatever is ordered after this is ordered after that. */
    private static boolean isCovered(Record record, ThreadState thread) {
        return record.owner.end != null
                && record.entries == null
                && thread.covers(record.owner, Math.max(record.readTime, record.writeTime));
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
