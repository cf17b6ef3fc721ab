package dev.hazardmap.detector;

import org.jspecify.annotations.Nullable;

/**
 * A field, or an array's element, whose accesses don't fit two words: several readers, a race, an atomic access, a
 * thread with a large number. Kept in a chain that hangs off the object, or off its node.
 *
 * <p>Atomic accesses (through a VarHandle, at least opaque) race with plain ones and never with each other. They have a
 * location of their own that keeps quiet about what it finds; each plain access looks at it and each atomic access at
 * this.
 */
final class FieldLocation extends Location {
    private static final long ATOMICS = Mem.offset(FieldLocation.class, "atomics");

    /** The field's or element's offset in its object. */
    final long key;

    final @Nullable FieldLocation next;
    private final Subject subject;
    private @Nullable Atomics atomics;

    private static final class Atomics extends Location {
        private final FieldLocation plain;

        Atomics(FieldLocation plain) {
            this.plain = plain;
        }

        @Override
        Subject subject() {
            return plain.subject;
        }

        @Override
        void conflict(ThreadState thread, int access, int where, ThreadState other, int otherAccess, int otherWhere) {
            // two atomic accesses
        }
    }

    FieldLocation(long key, Subject subject, @Nullable FieldLocation next) {
        this.key = key;
        this.subject = subject;
        this.next = next;
    }

    static @Nullable FieldLocation find(@Nullable FieldLocation first, long key) {
        FieldLocation at = first;
        while (at != null && at.key != key) {
            at = at.next;
        }
        return at;
    }

    @Override
    Subject subject() {
        return subject;
    }

    /** A plain access. */
    void plain(ThreadState thread, boolean write) {
        if (thread.optimistic != null && !write) {
            readOptimistically(thread);
            return;
        }
        if (write) {
            write(thread);
        } else {
            read(thread);
        }
        meetAtomics(thread, write);
    }

    /** Looks whether a plain access races with an atomic one. */
    void meetAtomics(ThreadState thread, boolean write) {
        Atomics known = atomics;
        if (known != null) {
            known.meet(thread, write, this, 0);
        }
    }

    /**
     * An atomic access, after it was made.
     *
     * @param time the thread's time when it was made: before the release that it makes itself
     */
    void atomic(ThreadState thread, boolean write, long time) {
        Atomics known = atomics;
        if (known == null) {
            Mem.U.compareAndSetReference(this, ATOMICS, null, new Atomics(this));
            known = atomics;
        }
        if (known == null) {
            return; // it has just been set
        }
        known.record(thread, write, time, thread.where());
        meet(thread, write, this, time);
    }

    @Override
    int accessOf(boolean write) {
        return write ? Access.PART_WRITE : Access.PART_READ;
    }
}
