package dev.hazardmap.detector;

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

    private Release current;

    void release(ThreadState thread, int kind) {
        Release mine = thread.release(kind);
        for (; ; ) {
            Release before = (Release) Mem.U.getReferenceAcquire(this, CURRENT);
            Release after = mine.mergedWith(before);
            if (after == before || Mem.U.compareAndSetReference(this, CURRENT, before, after)) {
                return;
            }
        }
    }

    /** Releases, and gives back what was there before, for {@link #undo}. */
    Release releaseRevocably(ThreadState thread, int kind) {
        Release before = (Release) Mem.U.getReferenceAcquire(this, CURRENT);
        release(thread, kind);
        return before;
    }

    /** The current content, for {@link #undo}. */
    Release current() {
        return (Release) Mem.U.getReferenceAcquire(this, CURRENT);
    }

    /** Takes a release back that did not happen after all (a failed compare-and-set), unless others released since. */
    void undo(Release mine, Release before) {
        Mem.U.compareAndSetReference(this, CURRENT, mine, before);
    }

    void acquire(ThreadState thread) {
        Release release = (Release) Mem.U.getReferenceAcquire(this, CURRENT);
        if (release != null) {
            thread.acquire(release);
        }
    }
}
