package dev.hazardmap.detector;

import org.jspecify.annotations.Nullable;

/**
 * Called from instrumented code at monitors, locks, waits and other synchronisation that has a contract of its own.
 * What the hooks must never do: see {@link CollectionHooks}.
 */
public final class SyncHooks {
    private SyncHooks() {}

    // ---- monitors: the node is looked up before the monitor is held, since hashing a locked object inflates its lock

    /** Before {@code monitorenter}: what {@link #afterEnter} wants. */
    public static @Nullable Object beforeEnter(@Nullable Object monitor) {
        if (!Switch.on || monitor == null) {
            return null;
        }
        ThreadState thread = Threads.current();
        return thread.busy == 0 ? lockNode(thread, monitor) : null;
    }

    /** After {@code monitorenter}. */
    public static void afterEnter(@Nullable Object node) {
        if (node != null) {
            acquireMutex(Threads.current(), (ObjectNode) node);
        }
    }

    /** At the start of a synchronized method. */
    public static void entered(Object monitor) {
        afterEnter(beforeEnter(monitor));
    }

    /** Before {@code monitorexit} and at each end of a synchronized method. */
    public static void beforeExit(Object monitor) {
        if (!Switch.on || monitor == null) {
            return;
        }
        ThreadState thread = Threads.current();
        if (thread.busy != 0) {
            return;
        }
        ObjectNode node = heldOrNode(thread, monitor); // hashing a locked object is slow
        if (node != null) {
            releaseMutex(thread, node, EdgeKind.MONITOR);
        }
    }

    /** Before an object is locked whose node will be wanted while it is. */
    public static void prepare(@Nullable Object object) {
        ThreadState thread = watching();
        if (thread != null && object != null) {
            thread.prepared = Objects.node(thread, object);
        }
    }

    /** Before {@code Object.wait}, and where a condition gives its lock up: {@code key} is the lock's clock. */
    public static void beforeWait(Object key) {
        if (!Switch.on || key == null) {
            return;
        }
        ThreadState thread = Threads.current();
        if (thread.busy != 0) {
            return;
        }
        ObjectNode node = Objects.node(thread, key);
        if (node != null) {
            node.mutex().release(thread, EdgeKind.MONITOR);
            thread.waitingOn = node;
        }
    }

    /** After a wait that returned; one that threw comes through {@link ThreadHooks#interruptedExceptionMade}. */
    public static void afterWait() {
        if (Switch.on) {
            endWait(Threads.current());
        }
    }

    static void endWait(ThreadState thread) {
        ObjectNode node = thread.waitingOn;
        if (node != null) {
            thread.waitingOn = null;
            node.acquireMutex(thread);
            node.acquireReaders(thread);
        }
    }

    // ---- mutual-exclusion locks; key carries the clock, lock is what a report names

    /** After a lock was taken. */
    public static void locked(Object key, Object lock) {
        ThreadState thread = watching();
        ObjectNode node = thread == null ? null : lockNode(thread, lock);
        if (thread != null && node != null) {
            node.keyed(thread, key).acquireMutex(thread);
            hold(thread, node);
        }
    }

    /** The same for an attempt; 0: not taken. */
    public static void locked(Object key, Object lock, int taken) {
        if (taken != 0) {
            locked(key, lock);
        }
    }

    /** Before a lock is given up. */
    public static void unlocking(Object key, Object lock) {
        ThreadState thread = watching();
        ObjectNode node = thread == null ? null : heldOrNode(thread, lock);
        if (thread != null && node != null) {
            node.keyed(thread, key).mutex().release(thread, EdgeKind.LOCK);
            thread.held = thread.held.minus(node);
        }
    }

    // ---- read-write locks: writers are ordered with everybody, readers with writers only

    /** After the write lock was taken. */
    public static void writeLocked(Object key, Object lock) {
        ThreadState thread = watching();
        ObjectNode node = thread == null ? null : lockNode(thread, lock);
        if (thread != null && node != null) {
            ObjectNode keyed = node.keyed(thread, key);
            keyed.acquireMutex(thread);
            keyed.acquireReaders(thread);
            hold(thread, node);
        }
    }

    /** The same for an attempt; 0: not taken. */
    public static void writeLocked(Object key, Object lock, int taken) {
        if (taken != 0) {
            writeLocked(key, lock);
        }
    }

    /** After the read lock was taken. */
    public static void readLocked(Object key, Object lock) {
        locked(key, lock);
    }

    /** The same for an attempt; 0: not taken. */
    public static void readLocked(Object key, Object lock, int taken) {
        if (taken != 0) {
            locked(key, lock);
        }
    }

    /** Before the write lock is given up. */
    public static void writeUnlocking(Object key, Object lock) {
        unlocking(key, lock);
    }

    /** Before the read lock is given up. */
    public static void readUnlocking(Object key, Object lock) {
        ThreadState thread = watching();
        ObjectNode node = thread == null ? null : heldOrNode(thread, lock);
        if (thread != null && node != null) {
            node.keyed(thread, key).readers().release(thread, EdgeKind.READ_LOCK);
            thread.held = thread.held.minus(node);
        }
    }

    // ---- StampedLock's optimistic reads: seen while recording is off too, which may begin or end before validate

    /**
     * After {@code tryOptimisticRead}. With a stamp of 0 (the write lock is held) the program must not use what it reads
     * from here to {@code validate}, which says so, or to the lock that it takes instead.
     */
    public static void optimisticRead(long stamp) {
        if (Switch.installed) {
            ThreadState thread = Threads.current();
            if (thread.busy == 0) {
                endOptimistic(thread);
                thread.optimistic = new OptimisticReads(stamp == 0);
            }
        }
    }

    /** After {@code validate}. */
    public static void validated(Object key, boolean valid) {
        if (!Switch.installed) {
            return;
        }
        ThreadState thread = Threads.current();
        OptimisticReads reads = thread.optimistic;
        thread.optimistic = null;
        ObjectNode node = node(key);
        if (node != null && valid) {
            node.acquireMutex(thread);
            if (reads != null) {
                reads.judge(thread);
            }
        }
    }

    // ---- names

    /** The application made a lock for the field {@code label}. */
    public static void named(Object lock, String label) {
        if (!Switch.installed) {
            return;
        }
        ThreadState thread = Threads.current();
        if (thread.busy == 0) {
            LockNames.name(thread, lock, label);
        }
    }

    // ---- one-way edges: latches, semaphores, tasks, queues of references

    /** Before a release on a synchronizer; the clocks of several releasers add up. */
    public static void releasing(Object key, int kind) {
        ObjectNode node = node(key);
        if (node != null) {
            node.readers().release(Threads.current(), kind);
        }
    }

    /** After an acquire on a synchronizer. */
    public static void acquired(Object key) {
        if (!Switch.on || key == null) {
            return;
        }
        ThreadState thread = Threads.current();
        if (thread.busy != 0) {
            return;
        }
        ObjectNode node = Objects.existing(thread, key);
        if (node != null) {
            node.acquireReaders(thread);
            if (node.partner() != null) {
                node.partner().acquireReaders(thread);
            }
        }
    }

    /** A cleaning action was registered: what is published of the object counts for the action too. */
    public static void registered(@Nullable Object cleanable, Object object) {
        ThreadState thread = watching();
        ObjectNode node = thread == null || cleanable == null ? null : Objects.node(thread, cleanable);
        if (thread != null && node != null) {
            node.readers().release(thread, EdgeKind.REFERENCE);
            node.keyed(thread, object);
        }
    }

    /** The same for an attempt; 0: nothing was acquired. */
    public static void acquired(Object key, int taken) {
        if (taken != 0) {
            acquired(key);
        }
    }

    /** After {@code CountDownLatch.getCount}: 0 says as much as a successful await. */
    public static void sawCount(Object key, long count) {
        if (count == 0) {
            acquired(key);
        }
    }

    // ---- the application's own AbstractQueuedSynchronizers

    /** Before the state is written. */
    public static void stateWrite(Object synchronizer) {
        if (isQueued(synchronizer)) {
            releasing(synchronizer, EdgeKind.SYNCHRONIZER);
        }
    }

    /** After the state was read. */
    public static void stateRead(Object synchronizer) {
        if (isQueued(synchronizer)) {
            acquired(synchronizer);
        }
    }

    private static boolean isQueued(Object object) {
        return object instanceof java.util.concurrent.locks.AbstractQueuedSynchronizer
                || object instanceof java.util.concurrent.locks.AbstractQueuedLongSynchronizer;
    }

    // ---- parts of the JDK whose own synchronisation must not make edges (class loading, linking)

    /** From here on this thread makes no edges and no accesses, until {@link #loud}. Nests. */
    public static void quiet() {
        if (Switch.installed) {
            Threads.current().busy++;
        }
    }

    /** Ends {@link #quiet}. */
    public static void loud() {
        if (Switch.installed) {
            ThreadState thread = Threads.current();
            if (thread.busy > 0) {
                thread.busy--;
            }
        }
    }

    private static @Nullable ObjectNode node(@Nullable Object key) {
        if (!Switch.on || key == null) {
            return null;
        }
        ThreadState thread = Threads.current();
        return thread.busy == 0 ? Objects.node(thread, key) : null;
    }

    /** An optimistic stamp turned out to be no longer valid: what was read is thrown away. */
    static void dropOptimistic() {
        if (Switch.installed) {
            Threads.current().optimistic = null;
        }
    }

    private static void acquireMutex(ThreadState thread, ObjectNode node) {
        node.acquireMutex(thread);
        thread.held = thread.held.plus(node);
    }

    private static void releaseMutex(ThreadState thread, ObjectNode node, int kind) {
        node.mutex().release(thread, kind);
        thread.held = thread.held.minus(node);
    }

    /** The current thread when it is to be watched. */
    private static @Nullable ThreadState watching() {
        if (!Switch.on) {
            return null;
        }
        ThreadState thread = Threads.current();
        return thread.busy == 0 ? thread : null;
    }

    /** The node of a lock that is taken: most often the one that this thread took last. */
    private static @Nullable ObjectNode lockNode(ThreadState thread, Object lock) {
        ObjectNode latest = thread.latestLock;
        if (latest != null && latest.refersTo(lock)) {
            return latest;
        }
        ObjectNode node = Objects.node(thread, lock);
        thread.latestLock = node;
        return node;
    }

    /** The node of a lock that is given up: most often the innermost one held. */
    private static @Nullable ObjectNode heldOrNode(ThreadState thread, Object lock) {
        ObjectNode innermost = thread.held.innermost();
        return innermost != null && innermost.refersTo(lock) ? innermost : Objects.node(thread, lock);
    }

    private static void hold(ThreadState thread, ObjectNode lock) {
        endOptimistic(thread);
        thread.held = thread.held.plus(lock);
    }

    /** Reads since an optimistic stamp that was never validated are reads like any others. */
    static void endOptimistic(ThreadState thread) {
        OptimisticReads reads = thread.optimistic;
        if (reads != null) {
            thread.optimistic = null;
            reads.judge(thread);
        }
    }

    /** What this thread does from here on, until {@link #ownEnd}, is the JDK's own doing. Nests. */
    public static void own() {
        if (Switch.installed) {
            Threads.current().leaveSite();
        }
    }

    /** Ends {@link #own}. */
    public static void ownEnd() {
        if (Switch.installed) {
            Threads.current().returnToSite();
        }
    }

    /** A reference came out of its queue: what the thread that enqueued it did counts, and so does its constructor. */
    public static void dequeued(@Nullable Object reference) {
        if (reference == null) {
            return;
        }
        acquired(reference);
        if (Switch.installed && reference.getClass().getClassLoader() != null) {
            ThreadState thread = Threads.current();
            if (thread.busy == 0) {
                WatchedFields.forget(thread, reference);
            }
        }
    }
}
