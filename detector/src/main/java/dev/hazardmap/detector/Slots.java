package dev.hazardmap.detector;

import org.jspecify.annotations.Nullable;

/**
 * Hands out thread slots and takes them back.
 *
 * <p>A slot is used again only when the starter of the new thread covers the dead thread's last time: then everything
 * that the dead thread did happens before everything that the new one does, and the two may share an epoch line
 * (the new one's times go on where the dead one's ended). Otherwise a dead thread's accesses would look like the new
 * one's own.
 */
final class Slots extends SpinLock {
    private static final int LOOK_AT = 16;
    /** How many of a slot's former threads keep their names for reports. */
    private static final int REMEMBERED = 8;

    private int used;
    private int[] dead = new int[64];
    private long[] lastTimes = new long[64];
    private int deadCount;
    private int next;
    /** The last thread that each slot was given to. */
    private ThreadState[] owners = new ThreadState[64];

    static final class Slot {
        final int index;
        final long firstTime;

        Slot(int index, long firstTime) {
            this.index = index;
            this.firstTime = firstTime;
        }
    }

    /** A slot for a thread that {@code parent} starts (null: unknown, so never a used one). */
    Slot take(@Nullable ThreadState parent) {
        if (!tryLock()) {
            throw new IllegalStateException("no slot: the detector's slot lock was not released");
        }
        try {
            for (int i = 0; parent != null && i < Math.min(deadCount, LOOK_AT); i++) {
                int at = (next + i) % deadCount;
                if (parent.slot == dead[at] || parent.knownTime(dead[at]) >= lastTimes[at]) {
                    next = at;
                    return reuse(at);
                }
            }
            next = deadCount == 0 ? 0 : (next + LOOK_AT) % deadCount;
            return new Slot(used++, 1);
        } finally {
            unlock();
        }
    }

    /** The slot's thread from now on. */
    void settle(ThreadState thread) {
        if (!tryLock()) {
            return;
        }
        try {
            if (thread.slot >= owners.length) {
                ThreadState[] more = new ThreadState[Math.max(2 * owners.length, thread.slot + 1)];
                System.arraycopy(owners, 0, more, 0, owners.length);
                owners = more;
            }
            thread.slotBefore = owners[thread.slot];
            owners[thread.slot] = thread;
            forgetBeyond(thread, REMEMBERED);
        } finally {
            unlock();
        }
    }

    private static void forgetBeyond(ThreadState newest, int count) {
        ThreadState at = newest;
        for (int i = 0; at != null && i < count; i++) {
            at = at.slotBefore;
        }
        if (at != null) {
            at.slotBefore = null;
        }
    }

    /** The thread that had {@code slot} at {@code time}; the oldest that is remembered when that one is not. */
    @Nullable
    ThreadState owner(int slot, long time) {
        ThreadState[] all = owners;
        ThreadState at = slot < all.length ? all[slot] : null;
        while (at != null && at.firstTime > time && at.slotBefore != null) {
            at = at.slotBefore;
        }
        return at;
    }

    /** Whether {@code thread} covers the last times of all dead threads whose slots are free. */
    boolean allCovered(ThreadState thread) {
        if (!tryLock()) {
            return false;
        }
        try {
            for (int i = 0; i < deadCount; i++) {
                if (thread.slot != dead[i] && thread.knownTime(dead[i]) < lastTimes[i]) {
                    return false;
                }
            }
            return true;
        } finally {
            unlock();
        }
    }

    private Slot reuse(int at) {
        Slot slot = new Slot(dead[at], lastTimes[at] + 1);
        deadCount--;
        dead[at] = dead[deadCount];
        lastTimes[at] = lastTimes[deadCount];
        return slot;
    }

    void giveBack(int slot, long lastTime) {
        if (!tryLock()) {
            return;
        }
        try {
            if (deadCount == dead.length) {
                dead = java.util.Arrays.copyOf(dead, 2 * deadCount);
                lastTimes = java.util.Arrays.copyOf(lastTimes, 2 * deadCount);
            }
            dead[deadCount] = slot;
            lastTimes[deadCount] = lastTime;
            deadCount++;
        } finally {
            unlock();
        }
    }
}
