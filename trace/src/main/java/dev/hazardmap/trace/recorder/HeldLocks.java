package dev.hazardmap.trace.recorder;

import org.jspecify.annotations.Nullable;

/** The locks that a thread holds, and which maps it was seen to use under them. */
final class HeldLocks {
    private static final int MAX = 32;
    private static final int PAIRS = 64;

    private @Nullable Tag @Nullable [] locks;
    private int depth;
    /** Pairs of lock and map that were told already, direct-mapped. */
    private long @Nullable [] told;

    void push(Tag lock) {
        @Nullable Tag[] all = locks;
        if (all == null) {
            all = new Tag[MAX];
            locks = all;
        }
        if (depth < MAX) {
            all[depth++] = lock;
        }
    }

    /** Takes the innermost entry of the lock out; returns whether there was one. */
    boolean pop(Tag lock) {
        @Nullable Tag[] all = locks;
        for (int i = depth - 1; all != null && i >= 0; i--) {
            if (all[i] == lock) {
                depth--;
                System.arraycopy(all, i + 1, all, i, depth - i);
                all[depth] = null;
                return true;
            }
        }
        return false;
    }

    boolean has(Tag lock) {
        @Nullable Tag[] all = locks;
        for (int i = 0; all != null && i < depth; i++) {
            if (all[i] == lock) {
                return true;
            }
        }
        return false;
    }

    boolean none() {
        return depth == 0;
    }

    /** The map is used: tells of each held lock that guards it, once. */
    void guard(Lane lane, int map) {
        @Nullable Tag[] all = locks;
        for (int i = 0; all != null && i < depth; i++) {
            Tag lock = all[i];
            if (lock != null && lock.id != map && isNew((long) lock.id << 32 | map)) {
                lane.put(EventCode.LOCK_GUARDS, 0, lock.id, map, 0, 0);
            }
        }
    }

    private boolean isNew(long pair) {
        long[] pairs = told;
        if (pairs == null) {
            pairs = new long[PAIRS];
            told = pairs;
        }
        int i = (int) (pair * 0x9E3779B97F4A7C15L >>> 58);
        if (pairs[i] == pair) {
            return false;
        }
        pairs[i] = pair;
        return true;
    }
}
