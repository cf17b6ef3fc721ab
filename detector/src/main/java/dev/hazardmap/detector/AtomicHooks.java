package dev.hazardmap.detector;

import java.lang.invoke.VarHandle;
import org.jspecify.annotations.Nullable;

/**
 * Called around volatile, VarHandle and Unsafe accesses. Locations are named by object and offset, whichever way they
 * are reached, so that a volatile read of a field meets the compareAndSet on it.
 *
 * <p>A release is published before the real write, an acquire taken after the real read: see {@link SyncVar}. A
 * compare-and-set publishes before and takes that back when it failed.
 */
public final class AtomicHooks {
    /** The access takes what was released at the location. */
    public static final int ACQUIRE = 1;
    /** The access releases. */
    public static final int RELEASE = 2;
    /** The access is an opaque or plain load: a later acquire fence may make an edge of it. */
    public static final int LOAD = 4;
    /** The access is an opaque or plain store: an earlier release fence may make an edge of it. */
    public static final int STORE = 8;

    private AtomicHooks() {}

    /** After a volatile read of a field; {@code object} is a class for a static one. */
    public static void volatileRead(@Nullable Object object, int field) {
        if (Switch.on && object != null) {
            Object holder = VolatileFields.holder(field, object);
            after(holder, VolatileFields.offset(field, holder), ACQUIRE, true);
        }
    }

    /** Before a volatile write of a field. */
    public static void volatileWrite(@Nullable Object object, int field) {
        if (Switch.on && object != null) {
            ThreadState thread = Threads.current();
            if (thread.busy == 0) {
                Object holder = VolatileFields.holder(field, object);
                release(thread, holder, VolatileFields.offset(field, holder), EdgeKind.VOLATILE, false);
            }
        }
    }

    /** Before an access through Unsafe. */
    public static void before(@Nullable Object object, long offset, int mode) {
        if (!Switch.on || object == null || (mode & (RELEASE | STORE)) == 0) {
            return;
        }
        ThreadState thread = Threads.current();
        if (thread.busy != 0) {
            return;
        }
        if ((mode & RELEASE) != 0) {
            release(thread, object, offset, EdgeKind.ATOMIC, true);
        } else if (thread.fence != null) {
            ObjectNode node = Objects.node(thread, object);
            if (node != null) {
                node.clock(offset).fencedStore(thread.fence);
            }
        }
    }

    /** After an access through Unsafe; {@code done} is false for a compare-and-set that failed. */
    public static void after(@Nullable Object object, long offset, int mode, boolean done) {
        if (!Switch.on || object == null) {
            return;
        }
        ThreadState thread = Threads.current();
        if (thread.busy != 0) {
            return;
        }
        if (!done && (mode & RELEASE) != 0) {
            undo(thread, object, offset);
        }
        if ((mode & (ACQUIRE | LOAD)) != 0) {
            acquire(thread, object, offset, (mode & ACQUIRE) != 0);
        }
    }

    /** Before an access through a VarHandle, whose coordinates begin with these (null, 0 where there are none). */
    public static void before(VarHandle handle, @Nullable Object object, int index, int mode) {
        if (Switch.on) {
            VarHandleLocation location = VarHandleLocation.of(handle);
            before(location.base(object), location.offset(index), mode);
        }
    }

    /** After an access through a VarHandle. */
    public static void after(VarHandle handle, @Nullable Object object, int index, int mode, boolean done) {
        if (Switch.on) {
            VarHandleLocation location = VarHandleLocation.of(handle);
            after(location.base(object), location.offset(index), mode, done);
        }
    }

    /** Before {@code VarHandle.releaseFence}, {@code fullFence}. */
    public static void releaseFence() {
        if (Switch.on) {
            ThreadState thread = Threads.current();
            if (thread.busy == 0) {
                thread.fence = thread.release(EdgeKind.ATOMIC);
            }
        }
    }

    /** After {@code VarHandle.acquireFence}, {@code fullFence}. */
    public static void acquireFence() {
        if (Switch.on) {
            ThreadState thread = Threads.current();
            Release seen = thread.seenFences;
            if (thread.busy == 0 && seen != null) {
                thread.acquire(seen);
                thread.seenFences = null;
            }
        }
    }

    /** Whether a compare-and-exchange found what it expected, so that it wrote. */
    public static boolean same(@Nullable Object found, @Nullable Object expected) {
        return found == expected;
    }

    /** The same for ints. */
    public static boolean same(int found, int expected) {
        return found == expected;
    }

    /** The same for longs. */
    public static boolean same(long found, long expected) {
        return found == expected;
    }

    /** @param now whether the load itself acquires, or only a fence after it */
    private static void acquire(ThreadState thread, Object object, long offset, boolean now) {
        ObjectNode node = Objects.existing(thread, object);
        SyncVar clock = node == null ? null : node.existingClock(offset);
        if (clock == null) {
            return;
        }
        Release fenced = clock.fenced();
        if (now) {
            clock.acquire(thread);
            if (fenced != null) {
                thread.acquire(fenced);
            }
        } else {
            Release current = clock.current();
            Release seen = current == null ? fenced : current.mergedWith(fenced);
            thread.seenFences = seen == null ? thread.seenFences : seen.mergedWith(thread.seenFences);
        }
    }

    private static void release(ThreadState thread, Object object, long offset, int kind, boolean revocably) {
        ObjectNode node = Objects.node(thread, object);
        if (node == null) {
            return;
        }
        if (revocably) {
            node.clock(offset).releaseRevocably(thread, kind);
        } else {
            node.clock(offset).release(thread, kind);
        }
    }

    private static void undo(ThreadState thread, Object object, long offset) {
        ObjectNode node = Objects.existing(thread, object);
        SyncVar clock = node == null ? null : node.existingClock(offset);
        if (clock != null) {
            clock.undo(thread);
        }
    }
}
