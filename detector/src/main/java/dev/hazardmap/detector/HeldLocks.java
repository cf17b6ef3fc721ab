package dev.hazardmap.detector;

import org.jspecify.annotations.Nullable;

/**
 * The locks that a thread holds, innermost first: an immutable list. Each node remembers the last list that was made
 * by adding a lock to it, so that taking the same lock in a loop allocates nothing.
 */
public final class HeldLocks {
    static final HeldLocks NONE = new HeldLocks(null, null, 0);
    private static final int MAX_DEPTH = 64;

    private final HeldLocks outer;
    private final @Nullable ObjectNode lock;
    private final int depth;
    /** The last list made by {@link #plus}; read and written by any thread, a stale value costs an allocation. */
    private @Nullable HeldLocks lastPlus;

    private HeldLocks(@Nullable HeldLocks outer, @Nullable ObjectNode lock, int depth) {
        this.outer = outer == null ? this : outer;
        this.lock = lock;
        this.depth = depth;
    }

    HeldLocks plus(ObjectNode added) {
        if (depth >= MAX_DEPTH) {
            return this;
        }
        HeldLocks last = lastPlus;
        if (last != null && last.lock == added) {
            return last;
        }
        HeldLocks made = new HeldLocks(this, added, depth + 1);
        lastPlus = made;
        return made;
    }

    /** This list without its innermost {@code removed}; this list when it is not in it. */
    HeldLocks minus(ObjectNode removed) {
        if (lock == removed && removed != null) {
            return outer;
        }
        if (lock == null || !contains(removed)) {
            return this;
        }
        return outer.minus(removed).plus(lock);
    }

    @Nullable
    ObjectNode innermost() {
        return lock;
    }

    boolean contains(ObjectNode sought) {
        for (HeldLocks at = this; at.lock != null; at = at.outer) {
            if (at.lock == sought) {
                return true;
            }
        }
        return false;
    }

    /** How many locks are held. */
    public int size() {
        return depth;
    }

    /** The locks, outermost last; each as text like {@code ReentrantLock Sessions.lock}. */
    public String[] describe() {
        String[] all = new String[depth];
        int i = 0;
        for (HeldLocks at = this; at.lock != null; at = at.outer) {
            all[i++] = at.lock.describe();
        }
        return all;
    }
}
