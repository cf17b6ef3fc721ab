package dev.hazardmap.detector;

import org.jspecify.annotations.Nullable;

/**
 * Finds the {@link ThreadState} of a thread.
 *
 * <p>A thread that was started under the detector carries its state in a field of its own: {@code Thread} has a private
 * object that {@code interrupt} uses as a monitor and for nothing else, and any object will do for that. Its starter
 * puts the state there before the thread runs, when nobody can be in that monitor. All others (the JVM's own threads,
 * those that were there before an attach) are found through a direct-mapped array by thread id, behind it a chained
 * table under a spin lock.
 *
 * <p>A virtual thread is found by its own identity, never by its carrier's.
 */
final class Threads {
    private static final long TID = Mem.offset(Thread.class, "tid");
    /** The monitor of {@code interrupt}: {@code blockerLock}, since 21 {@code interruptLock}; -1 on a JDK without. */
    private static final long OWN =
            Math.max(Mem.offsetOrNone(Thread.class, "interruptLock"), Mem.offsetOrNone(Thread.class, "blockerLock"));

    private static final int INITIAL = 1 << 10;

    private static final SpinLock LOCK = new SpinLock();
    private static Slots slots = new Slots();
    /** Read without a lock: an entry is a hint that is checked against the thread. */
    private static ThreadState[] direct = new ThreadState[INITIAL];

    private static @Nullable ThreadState[] buckets = new ThreadState[INITIAL];
    private static int count;

    private Threads() {}

    /** The state of the current thread; made when the thread was not known. */
    static ThreadState current() {
        Thread thread = Thread.currentThread();
        Object own = OWN < 0 ? null : Mem.U.getReference(thread, OWN);
        return own instanceof ThreadState ? (ThreadState) own : inTable(thread);
    }

    private static ThreadState inTable(Thread thread) {
        ThreadState[] table = direct;
        ThreadState state = table[(int) Mem.U.getLong(thread, TID) & table.length - 1];
        return state != null && state.thread == thread ? state : lookUp(thread);
    }

    /** Gives the current thread's state its place in the thread. Only while nobody else can interrupt the thread. */
    static void adoptCurrent() {
        settle(Thread.currentThread(), current());
    }

    private static void settle(Thread thread, ThreadState state) {
        if (OWN >= 0) {
            Mem.U.putReference(thread, OWN, state);
        }
    }

    private static ThreadState lookUp(Thread thread) {
        long id = Mem.U.getLong(thread, TID);
        ThreadState[] table = direct;
        ThreadState hint = table[(int) id & table.length - 1];
        if (hint != null && hint.id == id) {
            return hint; // it has ended, and still runs a few instructions of Thread.exit
        }
        ThreadState state = find(id);
        if (state == null) {
            state = new ThreadState(thread, id, slots.take(null), null, Wheres.NOWHERE);
            slots.settle(state);
            add(state);
        }
        table[(int) id & table.length - 1] = state;
        return state;
    }

    /** The state of {@code thread}, or null when it was never seen. */
    static @Nullable ThreadState of(Thread thread) {
        return find(Mem.U.getLong(thread, TID));
    }

    /** The thread that an access of {@code slot} at {@code time} was made by; null when nobody is known. */
    static @Nullable ThreadState of(int slot, long time) {
        return slots.owner(slot, time);
    }

    /** Called in the starter: makes the state of a thread that is about to run. */
    static void starting(ThreadState parent, Thread child, int where) {
        long id = Mem.U.getLong(child, TID);
        ThreadState known = find(id);
        if (known != null && (known.end != null || child.isAlive())) {
            return; // a second start(), which will throw
        }
        if (known != null) {
            remove(known); // a start() that failed before
        }
        ThreadState state = new ThreadState(child, id, slots.take(parent), parent, where);
        slots.settle(state);
        add(state);
        settle(child, state);
    }

    /** Whether {@code thread} is the only one left and covers all that the others did. */
    static boolean isAlone(ThreadState thread) {
        return count == 1 && slots.allCovered(thread);
    }

    /** Called in a thread at its end. */
    static void ending(ThreadState state) {
        Thread thread = state.thread;
        if (thread == null) {
            return; // said already
        }
        SyncHooks.endOptimistic(state);
        // What join() acquires stays with the Thread object: the table forgets the thread.
        ObjectNode node = Objects.node(state, thread);
        state.ended();
        if (node != null) {
            node.end = state.end;
        }
        slots.giveBack(state.slot, state.clock - 1); // the time of its end: what whoever joins it covers
        remove(state);
    }

    private static @Nullable ThreadState find(long id) {
        if (!LOCK.tryLock()) {
            return null;
        }
        try {
            ThreadState at = buckets[(int) id & buckets.length - 1];
            while (at != null && at.id != id) {
                at = at.nextInBucket;
            }
            return at;
        } finally {
            LOCK.unlock();
        }
    }

    private static void add(ThreadState state) {
        if (!LOCK.tryLock()) {
            return;
        }
        try {
            if (++count > buckets.length) {
                grow();
            }
            int i = (int) state.id & buckets.length - 1;
            state.nextInBucket = buckets[i];
            buckets[i] = state;
        } finally {
            LOCK.unlock();
        }
    }

    private static void grow() {
        ThreadState[] grown = new ThreadState[buckets.length * 2];
        for (ThreadState head : buckets) {
            ThreadState at = head;
            while (at != null) {
                ThreadState following = at.nextInBucket;
                int i = (int) at.id & grown.length - 1;
                at.nextInBucket = grown[i];
                grown[i] = at;
                at = following;
            }
        }
        buckets = grown;
        direct = new ThreadState[grown.length];
    }

    private static void remove(ThreadState state) {
        if (!LOCK.tryLock()) {
            return;
        }
        try {
            int i = (int) state.id & buckets.length - 1;
            ThreadState before = null;
            for (ThreadState at = buckets[i]; at != null; before = at, at = at.nextInBucket) {
                if (at == state) {
                    unlink(i, before, at);
                    break;
                }
            }
        } finally {
            LOCK.unlock();
        }
    }

    private static void unlink(int bucket, @Nullable ThreadState before, ThreadState at) {
        count--;
        if (before == null) {
            buckets[bucket] = at.nextInBucket;
        } else {
            before.nextInBucket = at.nextInBucket;
        }
    }

    // ---- for tests: one real thread stands in for many

    /** The current thread counts as {@code state}'s from now on. */
    static void impersonate(ThreadState state) {
        Thread thread = Thread.currentThread();
        state.thread = thread;
        settle(thread, state);
        ThreadState[] table = direct;
        table[(int) Mem.U.getLong(thread, TID) & table.length - 1] = state;
    }

    /** Back to where the JVM begins; the current thread's state is forgotten too. */
    static void forgetAll() {
        if (OWN >= 0) {
            Mem.U.putReference(Thread.currentThread(), OWN, new Object());
        }
        slots = new Slots();
        direct = new ThreadState[INITIAL];
        buckets = new ThreadState[INITIAL];
        count = 0;
    }

    static Slots slots() {
        return slots;
    }
}
