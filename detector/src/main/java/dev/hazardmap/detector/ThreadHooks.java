package dev.hazardmap.detector;

/** Called from the instrumented {@code Thread}, {@code VirtualThread} and {@code InterruptedException}. */
public final class ThreadHooks {
    private ThreadHooks() {}

    /** At the start of {@code Thread.start}. */
    public static void starting(Thread child) {
        if (!Switch.installed) {
            return;
        }
        ThreadState parent = Threads.current();
        if (parent.busy != 0) {
            return;
        }
        Switch.on();
        SyncHooks.acquired(child); // what was released to it: a shutdown hook's registration
        Threads.starting(parent, child, parent.where());
    }

    /** At the end of the current thread. */
    public static void ending() {
        if (Switch.on) {
            Threads.ending(Threads.current());
        }
    }

    /** After {@code isAlive}. */
    public static void sawAlive(Thread other, boolean alive) {
        sawEnd(other, !alive);
    }

    /** After {@code getState}. */
    public static void sawState(Thread other, Object state) {
        sawEnd(other, state == Thread.State.TERMINATED);
    }

    private static void sawEnd(Thread other, boolean ended) {
        if (!ended || !Switch.on) {
            return;
        }
        ThreadState thread = Threads.current();
        ObjectNode node = thread.busy == 0 ? Objects.existing(thread, other) : null;
        if (node != null && node.end != null) {
            thread.acquire(node.end);
            if (Threads.isAlone(thread)) {
                Switch.off(thread);
            }
        }
    }

    /** After {@code join}, which may have timed out. */
    public static void joined(Thread other) {
        if (Switch.on) {
            other.isAlive(); // instrumented itself: it takes the edge
        }
    }

    /** Before {@code interrupt}. */
    public static void interrupting(Thread other) {
        if (!Switch.on) {
            return;
        }
        ThreadState thread = Threads.current();
        ThreadState target = thread.busy == 0 && other != thread.thread ? Threads.of(other) : null;
        if (target != null) {
            target.interrupts.release(thread, EdgeKind.INTERRUPT);
        }
    }

    /** After {@code isInterrupted} or {@code interrupted}. */
    public static void sawInterrupt(Thread other, int interrupted) {
        if (interrupted == 0 || !Switch.on) {
            return;
        }
        ThreadState thread = Threads.current();
        ThreadState target = thread.busy != 0 ? null : other == thread.thread ? thread : Threads.of(other);
        if (target != null) {
            target.interrupts.acquire(thread);
        }
    }

    /** An InterruptedException was made: a wait of this thread ended by an interrupt. */
    public static void interruptedExceptionMade() {
        if (!Switch.on) {
            return;
        }
        ThreadState thread = Threads.current();
        if (thread.busy == 0) {
            thread.interrupts.acquire(thread);
            SyncHooks.endWait(thread);
        }
    }
}
