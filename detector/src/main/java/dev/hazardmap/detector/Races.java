package dev.hazardmap.detector;

import org.jspecify.annotations.Nullable;

/** The races found so far, one for each pair of stacks. */
public final class Races {
    private static final int MAX = 10_000;

    private static final SpinLock LOCK = new SpinLock();
    private static Race[] table = new Race[256];
    private static long[] keys = new long[256];
    private static int size;
    private static int dropped;
    private static @Nullable RaceSink sink;
    private static @Nullable Conflicts conflicts;

    /** Takes conflicts as they are found. */
    interface Conflicts {
        void found(
                Subject subject,
                ThreadState thread,
                int access,
                int where,
                ThreadState other,
                int otherAccess,
                int otherWhere);
    }

    private Races() {}

    /** Sets who is told of races. Once, before the detector is switched on. */
    public static void sink(RaceSink given) {
        sink = given;
    }

    /** Sets who takes every conflict in place of the sink, a repetition of known stacks or not. For tests. */
    static void divert(@Nullable Conflicts to) {
        conflicts = to;
    }

    /** How many races were not kept because there were ten thousand already. */
    public static int dropped() {
        return dropped;
    }

    /** How many different races were found so far, those that were not kept included; read by metrics. */
    public static int found() {
        return size + dropped;
    }

    static void found(
            Subject subject,
            ThreadState thread,
            int access,
            int where,
            ThreadState other,
            int otherAccess,
            int otherWhere) {
        if (conflicts != null) {
            conflicts.found(subject, thread, access, where, other, otherAccess, otherWhere);
            return;
        }
        thread.busy++;
        try {
            long key = key(Wheres.stack(where), Wheres.stack(otherWhere)) + ((long) subject.hash() << 20);
            Race race = new Race(subject, thread, access, where, other, otherAccess, otherWhere);
            if (addOrCount(key, race) && sink != null) {
                sink.found(race);
            }
        } finally {
            thread.busy--;
        }
    }

    /** Whether the race is new; else the known one's count goes up. */
    private static boolean addOrCount(long key, Race race) {
        if (!LOCK.tryLock()) {
            return false;
        }
        try {
            int i = slot(keys, table, key);
            if (table[i] != null) {
                table[i].count++;
                return false;
            }
            if (size == MAX) {
                dropped++;
                return false;
            }
            keys[i] = key;
            table[i] = race;
            if (2 * ++size > table.length) {
                grow();
            }
            return true;
        } finally {
            LOCK.unlock();
        }
    }

    private static void grow() {
        Race[] races = new Race[2 * table.length];
        long[] grown = new long[races.length];
        for (int i = 0; i < table.length; i++) {
            if (table[i] != null) {
                int j = slot(grown, races, keys[i]);
                races[j] = table[i];
                grown[j] = keys[i];
            }
        }
        table = races;
        keys = grown;
    }

    private static int slot(long[] keys, Race[] races, long key) {
        int i = (int) (key * 0x9E3779B97F4A7C15L >>> 40) & races.length - 1;
        while (races[i] != null && keys[i] != key) {
            i = i + 1 & races.length - 1;
        }
        return i;
    }

    /** The same for both orders of the two stacks. */
    private static long key(int a, int b) {
        return (long) Math.min(a, b) << 32 | Math.max(a, b);
    }
}
