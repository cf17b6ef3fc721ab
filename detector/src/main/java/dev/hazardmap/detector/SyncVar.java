package dev.hazardmap.detector;

import org.jspecify.annotations.Nullable;

/**
 * The clock of one synchronising location: a volatile field, an element of an atomic array, a latch.
 *
 * <p>A release joins (JLS 17.4.4: a volatile write is ordered before <em>every</em> later read, so an earlier writer's
 * clock stays), an acquire takes what is there. The instrumented code calls {@link #release} before the real write and
 * {@link #acquire} after the real read: whoever reads the written value finds the clock there; nobody needs a lock
 * around the two.
 */
final class SyncVar extends SpinLock {
    private static final long CURRENT = Mem.offset(SyncVar.class, "current");
    private static final long FENCED = Mem.offset(SyncVar.class, "fenced");

    private @Nullable Release current;

    /** The release fences before opaque stores here. */
    @SuppressWarnings("UnusedVariable") // by offset
    private @Nullable Release fenced;

    /** Releases. */
    void release(ThreadState thread, int kind) {
        add(CURRENT, thread.release(kind));
    }

    /** Releases, and leaves in the thread what {@link #undo} needs: the content that this made, and the one it replaced. */
    void releaseRevocably(ThreadState thread, int kind) {
        Release mine = thread.release(kind);
        for (; ; ) {
            Release before = current();
            Release after = mine.mergedWith(before);
            if (Mem.U.compareAndSetReference(this, CURRENT, before, after)) {
                thread.revocable = this;
                thread.revocableMine = after;
                thread.revocableBefore = before;
                return;
            }
        }
    }

    /** The content; null when nothing was released here. */
    @Nullable
    Release current() {
        return (Release) Mem.U.getReferenceAcquire(this, CURRENT);
    }

    /** Takes a release back that did not happen after all (a failed compare-and-set), unless others released since. */
    void undo(@Nullable Release mine, @Nullable Release before) {
        Mem.U.compareAndSetReference(this, CURRENT, mine, before);
    }

    void acquire(ThreadState thread) {
        Release release = (Release) Mem.U.getReferenceAcquire(this, CURRENT);
        if (release != null) {
            thread.acquire(release);
        }
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
