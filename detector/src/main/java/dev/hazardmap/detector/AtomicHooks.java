package dev.hazardmap.detector;

import java.lang.invoke.VarHandle;

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

    private AtomicHooks() {}

    /** After a volatile read of a field; {@code object} is the class for a static one. */
    public static void volatileRead(Object object, int field) {
        if (Switch.on && object != null) {
            acquire(object, VolatileFields.offset(field, object));
        }
    }

    /** Before a volatile write of a field. */
    public static void volatileWrite(Object object, int field) {
        if (Switch.on && object != null) {
            release(object, VolatileFields.offset(field, object), EdgeKind.VOLATILE);
        }
    }

    /** Before an access through Unsafe. */
    public static void before(Object object, long offset, int mode) {
        if (Switch.on && object != null && (mode & RELEASE) != 0) {
            release(object, offset, EdgeKind.ATOMIC);
        }
    }

    /** After an access through Unsafe; {@code done} is false for a compare-and-set that failed. */
    public static void after(Object object, long offset, int mode, boolean done) {
        if (!Switch.on || object == null) {
            return;
        }
        if (!done && (mode & RELEASE) != 0) {
            undo();
        }
        if ((mode & ACQUIRE) != 0) {
            acquire(object, offset);
        }
    }

    /** Before an access through a VarHandle, whose coordinates begin with these (null, 0 where there are none). */
    public static void before(VarHandle handle, Object object, int index, int mode) {
        if (Switch.on && (mode & RELEASE) != 0) {
            VarHandleLocation location = VarHandleLocation.of(handle);
            Object base = location.base(object);
            if (base != null) {
                release(base, location.offset(index), EdgeKind.ATOMIC);
            }
        }
    }

    /** After an access through a VarHandle. */
    public static void after(VarHandle handle, Object object, int index, int mode, boolean done) {
        if (!Switch.on) {
            return;
        }
        VarHandleLocation location = VarHandleLocation.of(handle);
        after(location.base(object), location.offset(index), mode, done);
    }

    private static void acquire(Object object, long offset) {
        ThreadState thread = Threads.current();
        if (thread.busy != 0) {
            return;
        }
        ObjectNode node = Objects.existing(thread, object);
        SyncVar clock = node == null ? null : node.existingClock(offset);
        if (clock != null) {
            clock.acquire(thread);
        }
    }

    private static void release(Object object, long offset, int kind) {
        ThreadState thread = Threads.current();
        if (thread.busy != 0) {
            return;
        }
        ObjectNode node = Objects.node(thread, object);
        if (node != null) {
            SyncVar clock = node.clock(offset);
            thread.revocable = clock;
            thread.revocableBefore = clock.releaseRevocably(thread, kind);
            thread.revocableMine = clock.current();
        }
    }

    private static void undo() {
        ThreadState thread = Threads.current();
        SyncVar clock = thread.revocable;
        if (clock != null && thread.busy == 0) {
            clock.undo(thread.revocableMine, thread.revocableBefore);
            thread.revocable = null;
        }
    }
}
