package dev.hazardmap.trace.recorder;

import java.util.concurrent.locks.AbstractOwnableSynchronizer;
import java.util.concurrent.locks.AbstractQueuedSynchronizer;
import java.util.concurrent.locks.StampedLock;
import org.jspecify.annotations.Nullable;

/**
 * Called from java.util.concurrent's locks and around monitors.
 *
 * <p>The waiter tells how long it waited, with its stack when that was long enough. The holder tells that it released a
 * lock others wait for, with its own stack, so that the wait can be charged to it; both after the lock is released, since
 * taking a stack under a contended lock would make the contention that is measured.
 */
public final class LockHooks {
    /** Waits from here on have a stack; shorter ones are in the counts. Nanoseconds. */
    private static final long LONG = 10_000;

    /** Nanoseconds. */
    private static final long STACK_SERVES = 50_000;

    private static final long OWNER = Mem.offset(AbstractOwnableSynchronizer.class, "exclusiveOwnerThread");
    private static final long HEAD = Mem.offsetOrNone(AbstractQueuedSynchronizer.class, "head");
    private static final long TAIL = Mem.offsetOrNone(AbstractQueuedSynchronizer.class, "tail");
    private static final long STATE = Mem.offsetOrNone(AbstractQueuedSynchronizer.class, "state");
    private static final long STAMPED_HEAD = Mem.offsetOrNone(StampedLock.class, "head");
    private static final long STAMPED_TAIL = Mem.offsetOrNone(StampedLock.class, "tail");

    private LockHooks() {}

    private static @Nullable Lane watching() {
        if (!Power.on) {
            return null;
        }
        Lane lane = Lanes.current();
        return lane.busy == 0 ? lane : null;
    }

    // ---- waiting: the slow path that all queued synchronizers share

    /** A thread did not get the lock at once. */
    public static void waiting(Object lock) {
        Lane lane = watching();
        Tag tag = lane == null ? null : Tags.of(lane, lock, false);
        if (lane != null && tag != null) {
            beginWait(lane, tag, holder(lock));
        }
    }

    private static long beginWait(Lane lane, Tag tag, int holder) {
        long now = System.nanoTime();
        lane.waitingSince = now;
        lane.waitingHolder = holder;
        tag.waits(1);
        lane.putAt(now, EventCode.LOCK_CONTEND, 0, tag.id, holder, 0, 0);
        return now;
    }

    /** It has it; negative: it gave up. */
    public static void waited(Object lock, int result) {
        Lane lane = watching();
        Tag tag = lane == null ? null : Tags.existing(lane, lock);
        if (lane != null && tag != null && lane.waitingSince != 0) {
            long since = lane.waitingSince;
            lane.waitingSince = 0;
            endWait(lane, tag, since, result >= 0, lane.waitingHolder);
        }
    }

    /** The same for a lock with stamps; 0: it gave up. */
    public static void waited(Object lock, long stamp) {
        waited(lock, stamp == 0 ? -1 : 1);
    }

    private static void endWait(Lane lane, Tag tag, long since, boolean got, int holder) {
        tag.waits(-1);
        long now = System.nanoTime();
        long waited = now - since;
        if (got) {
            tag.acquiredAfter(Math.max(1, waited));
        }
        int code = got ? EventCode.LOCK_WAITED : EventCode.LOCK_FAILED;
        if (waited < LONG) {
            lane.putAt(now, code, Lane.HAS_DURATION, tag.id, holder, 0, waited);
        } else {
            lane.putWith(new Probe(), now, code, Lane.HAS_DURATION | Lane.HAS_OBJECT, tag.id, holder, 0, waited);
        }
    }

    private static int holder(Object lock) {
        Object owner = lock instanceof AbstractOwnableSynchronizer ? Mem.U.getReference(lock, OWNER) : null;
        return owner instanceof Thread ? (int) Lanes.id((Thread) owner) : 0;
    }

    // ---- taking and releasing

    /** A thread has taken a lock, waited for or not. */
    public static void acquired(Object lock) {
        Lane lane = watching();
        Tag tag = lane == null ? null : Tags.of(lane, lock, false);
        if (lane != null && tag != null) {
            lane.held.push(tag);
            if (Power.sample == 1) {
                lane.put(EventCode.LOCK_ACQUIRE, 0, tag.id, 0, 0, 0);
            }
        }
    }

    /** The same for an attempt; 0: not taken. */
    public static void acquired(Object lock, int taken) {
        if (taken != 0) {
            acquired(lock);
        }
    }

    /** A thread is about to release a lock. */
    public static void releasing(Object lock) {
        Lane lane = watching();
        Tag tag = lane == null ? null : Tags.existing(lane, lock);
        if (lane == null || tag == null) {
            return;
        }
        lane.held.pop(tag);
        boolean queue = hasQueue(lock);
        if (queue || Power.sample == 1) {
            lane.releasing = queue;
            lane.releasedId = tag.id;
            lane.releasedWaiters = tag.waiters;
            lane.releasedAt = queue ? System.nanoTime() : 0;
            if (!queue) {
                lane.put(EventCode.LOCK_RELEASE, 0, tag.id, 0, 0, 0);
            }
        }
    }

    private static boolean hasQueue(Object lock) {
        if (lock instanceof AbstractQueuedSynchronizer && HEAD >= 0) {
            boolean last = Mem.U.getInt(lock, STATE) == 1 || !(lock instanceof AbstractOwnableSynchronizer);
            return Mem.U.getReference(lock, HEAD) != Mem.U.getReference(lock, TAIL) && last;
        }
        return lock instanceof StampedLock
                && STAMPED_HEAD >= 0
                && Mem.U.getReference(lock, STAMPED_HEAD) != Mem.U.getReference(lock, STAMPED_TAIL);
    }

    /** It has. */
    public static void released() {
        if (Power.on) {
            Lane lane = Lanes.current();
            if (lane.releasing) {
                lane.releasing = false;
                releasedWithWaiters(lane);
            }
        }
    }

    /** While a woken waiter is on its way, a thread may take and release a lock a hundred times: one stack serves them. */
    private static void releasedWithWaiters(Lane lane) {
        long at = lane.releasedAt;
        int id = lane.releasedId;
        int waiters = Math.max(1, lane.releasedWaiters);
        if (id == lane.stackOf && at - lane.stackAt < STACK_SERVES) {
            lane.putAt(at, EventCode.LOCK_RELEASE, 0, id, waiters, 0, 0);
        } else {
            lane.stackOf = id;
            lane.stackAt = at;
            lane.putWith(new Probe(), at, EventCode.LOCK_RELEASE, Lane.HAS_OBJECT, id, waiters, 0, 0);
        }
        lane.clockIsBehind();
    }

    // ---- monitors

    private static final long LOCK_BITS = 3;
    private static final long UNLOCKED = 1;
    private static final long INFLATED = 2;

    /** Before {@code monitorenter}: what {@link #entered} wants; 0 when nobody has the monitor. */
    public static long entering(@Nullable Object monitor) {
        Lane lane = monitor == null ? null : watching();
        if (lane == null || monitor == null) {
            return 0;
        }
        Tag tag = Tags.of(lane, monitor, false);
        if (tag == null || (Mem.U.getLong(monitor, 0L) & LOCK_BITS) == UNLOCKED || lane.held.has(tag)) {
            return 0;
        }
        tag.waits(1);
        return System.nanoTime();
    }

    /** After {@code monitorenter}. */
    public static void entered(Object monitor, long since) {
        Lane lane = watching();
        Tag tag = lane == null ? null : Tags.of(lane, monitor, false);
        if (lane == null || tag == null) {
            return;
        }
        lane.held.push(tag);
        if (since != 0) {
            monitorWaited(lane, tag, since);
        } else if (Power.sample == 1) {
            lane.put(EventCode.LOCK_ACQUIRE, 0, tag.id, 0, 0, 0);
        }
    }

    /** An inflated monitor may have been free: what took no time was no wait. */
    private static void monitorWaited(Lane lane, Tag tag, long since) {
        long waited = System.nanoTime() - since;
        if (waited < MONITOR_FREE) {
            tag.waits(-1);
            if (Power.sample == 1) {
                lane.put(EventCode.LOCK_ACQUIRE, 0, tag.id, 0, 0, 0);
            }
            return;
        }
        lane.putAt(since, EventCode.LOCK_CONTEND, 0, tag.id, 0, 0, 0);
        endWait(lane, tag, since, true, 0);
    }

    /** What entering a monitor takes that is inflated and free, at most; nanoseconds. */
    private static final long MONITOR_FREE = 1_000;

    /** At the start of a synchronized method. */
    public static void enteredMethod(Object monitor) {
        entered(monitor, 0);
    }

    /** Before {@code monitorexit}. */
    public static void exiting(Object monitor) {
        Lane lane = watching();
        Tag tag = lane == null ? null : Tags.existing(lane, monitor);
        if (lane == null || tag == null) {
            return;
        }
        lane.held.pop(tag);
        boolean contended = (Mem.U.getLong(monitor, 0L) & LOCK_BITS) == INFLATED && tag.waiters > 0;
        if (contended && !lane.held.has(tag)) {
            lane.releasing = true;
            lane.releasedId = tag.id;
            lane.releasedWaiters = tag.waiters;
            lane.releasedAt = System.nanoTime();
        } else if (Power.sample == 1) {
            lane.put(EventCode.LOCK_RELEASE, 0, tag.id, 0, 0, 0);
        }
    }

    /** At each end of a synchronized method, which has no place after its exit. */
    public static void exitingMethod(Object monitor) {
        exiting(monitor);
        released();
    }

    /** The application made a lock for the field {@code label}. */
    public static void made(Object lock, @Nullable String label, int site) {
        Lane lane = watching();
        if (lane != null) {
            Tags.made(lane, LockParts.of(lock), false, label, site);
        }
    }
}
