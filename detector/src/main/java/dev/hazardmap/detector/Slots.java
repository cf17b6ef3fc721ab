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

    private int used;
    private int[] dead = new int[64];
    private long[] lastTimes = new long[64];
    private int deadCount;
    private int next;

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
