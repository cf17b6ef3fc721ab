package dev.hazardmap.detector;

import org.jspecify.annotations.Nullable;

/**
 * The clock of one synchronising location: a volatile field, an element of an atomic array, a mutex, a latch.
 *
 * <p>A release joins (JLS 17.4.4: a volatile write is ordered before <em>every</em> later read, so an earlier writer's
 * clock stays), an acquire takes what is there. The instrumented code calls {@link #release} before the real write and
 * {@link #acquire} after the real read: whoever reads the written value finds the clock there; nobody needs a lock
 * around the two.
 *
 * <p><b>Two parts.</b> The first thread that releases here owns a cell of its own: its time, and what it knew then of
 * others. Only it writes the cell, so its release is one store of a number: no object, no compare-and-set, and no
 * barrier of the collector's. All other threads' releases are joined in {@code current}, an immutable {@link Release}
 * that is replaced by CAS. An acquire takes both parts. A location that one thread writes never gets a second part.
 *
 * <p><b>The owner's cell</b> has two fields that belong together, read without a lock: {@code time} is {@link #CHANGING}
 * while {@code known} is replaced (which is seldom: only after the owner has acquired something), and a reader looks at
 * {@code time} again after it has read {@code known}.
 */
final class SyncVar {
    private static final long OWNER = Mem.offset(SyncVar.class, "owner");
    private static final long TIME = Mem.offset(SyncVar.class, "time");
    private static final long CURRENT = Mem.offset(SyncVar.class, "current");
    private static final long FENCED = Mem.offset(SyncVar.class, "fenced");
    private static final long CHANGING = -1;

    /** Which location of its object this is: see {@link LocationClocks}. */
    final long offset;
    /** Another location of the same object; set before this one is published. */
    @Nullable
    SyncVar next;

    private @Nullable ThreadState owner;
    /** The owner's last release; 0 none. */
    @SuppressWarnings("UnusedVariable") // by offset
    private long time;

    private Clock known = Clock.EMPTY;
    private int kind;

    private @Nullable Release current;

    /** The release fences before opaque stores here. */
    @SuppressWarnings("UnusedVariable") // by offset
    private @Nullable Release fenced;

    SyncVar() {
        this(0);
    }

    SyncVar(long offset) {
        this.offset = offset;
    }

    /** Releases. */
    void release(ThreadState thread, int kind) {
        if (isOwn(thread)) {
            publish(thread, kind);
        } else {
            add(CURRENT, thread.release(kind));
        }
    }

    private boolean isOwn(ThreadState thread) {
        ThreadState known = owner;
        return known == thread || known == null && Mem.U.compareAndSetReference(this, OWNER, null, thread);
    }

    private void publish(ThreadState thread, int edge) {
        kind = edge;
        set(thread.takeTime(), thread.known());
    }

    private void set(long newTime, Clock newKnown) {
        if (newKnown != known) {
            Mem.U.putLong(this, TIME, CHANGING);
            Mem.U.storeFence();
            known = newKnown;
        }
        Mem.U.putLongRelease(this, TIME, newTime);
    }

    /** Releases, and leaves in the thread what {@link #undo} needs. */
    void releaseRevocably(ThreadState thread, int kind) {
        if (isOwn(thread)) {
            thread.undoMine = thread.clock;
            thread.undoTime = Mem.U.getLong(this, TIME);
            if (thread.undoKnown != known) {
                thread.undoKnown = known;
            }
            publish(thread, kind);
            return;
        }
        Release mine = thread.release(kind);
        for (; ; ) {
            Release before = (Release) Mem.U.getReferenceAcquire(this, CURRENT);
            Release after = mine.mergedWith(before);
            if (Mem.U.compareAndSetReference(this, CURRENT, before, after)) {
                thread.revocable = this;
                thread.revocableMine = after;
                thread.revocableBefore = before;
                return;
            }
        }
    }

    /**
     * Takes the thread's last release, made here, back: it did not happen after all (a failed compare-and-set). Another
     * thread's release on top of it stays as it is.
     */
    void undo(ThreadState thread) {
        if (owner == thread) {
            Clock before = thread.undoKnown;
            if (before != null && Mem.U.getLong(this, TIME) == thread.undoMine) {
                set(thread.undoTime, before);
            }
        } else if (thread.revocable == this) {
            Mem.U.compareAndSetReference(this, CURRENT, thread.revocableMine, thread.revocableBefore);
            thread.revocable = null;
        }
    }

    void acquire(ThreadState thread) {
        ThreadState first = owner;
        if (first != null && first != thread) {
            acquireFrom(first, thread);
        }
        Release release = (Release) Mem.U.getReferenceAcquire(this, CURRENT);
        if (release != null) {
            thread.acquire(release);
        }
    }

    private void acquireFrom(ThreadState first, ThreadState thread) {
        long seen = Mem.U.getLongAcquire(this, TIME);
        if (seen != 0 && (seen == CHANGING || !thread.covers(first, seen))) {
            Release release = owned(first);
            if (release != null) {
                thread.acquire(release);
            }
        }
    }

    /** The owner's cell; null when it has not released yet. */
    private @Nullable Release owned(ThreadState first) {
        for (; ; ) {
            long seen = Mem.U.getLongAcquire(this, TIME);
            if (seen == CHANGING) {
                Thread.onSpinWait(); // for two stores of the owner; when it was preempted there, for its next turn
                continue;
            }
            Clock then = known;
            int edge = kind;
            Mem.U.loadFence();
            if (Mem.U.getLong(this, TIME) == seen) {
                return seen == 0 ? null : new Release(then, first.slot, seen, edge);
            }
        }
    }

    /** All that was released here; null when nothing was. */
    @Nullable
    Release current() {
        ThreadState first = owner;
        Release owned = first == null ? null : owned(first);
        Release others = (Release) Mem.U.getReferenceAcquire(this, CURRENT);
        return owned == null ? others : owned.mergedWith(others);
    }

    /** An opaque store after a release fence: whoever reads it and then has an acquire fence is ordered after that. */
    void fencedStore(Release fence) {
        add(FENCED, fence);
    }

    /** What fenced stores published here. */
    @Nullable
    Release fenced() {
        return (Release) Mem.U.getReferenceAcquire(this, FENCED);
    }

    private void add(long field, Release mine) {
        for (; ; ) {
            Release before = (Release) Mem.U.getReferenceAcquire(this, field);
            Release after = mine.mergedWith(before);
            if (Mem.U.compareAndSetReference(this, field, before, after)) {
                return;
            }
        }
    }
}
