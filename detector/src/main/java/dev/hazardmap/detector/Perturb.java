package dev.hazardmap.detector;

import org.jspecify.annotations.Nullable;

/**
 * Varies the schedule, reproducibly: called before the application's synchronisation and map operations, when
 * {@code --perturb} asked for it (else no class has these calls), it lets the thread yield or sleep there.
 *
 * <p><b>What is reproducible</b> are the decisions: the n-th operation of a thread rests as long as {@link PerturbPlan}
 * says of the seed, the thread's path and n. The path is the thread's place among its parent's children, its parent's
 * among its own, and so on; nothing depends on the clock, on thread ids or on other threads. What the machine makes of
 * the delays is its own affair.
 *
 * <p><b>What it must never do.</b> A rest is bounded (see {@link PerturbPlan#LONGEST_NANOS}) and happens in the
 * application's own code, so no lock of the detector or of the JDK's inner workings is held; an application's lock may
 * be, which is a schedule like any other. An interrupt that ends a sleep is put back. Park permits stay as they are:
 * the thread sleeps, it does not park (a virtual thread may return from its next park early, which park's contract
 * allows at any time).
 */
public final class Perturb {
    /** Read by {@link #point} only, which is in the application's classes only when this was set before. */
    private static boolean on;

    private static long seed;

    private Perturb() {}

    /** Switches it on, before any class is instrumented. */
    public static void start(long givenSeed) {
        seed = givenSeed;
        on = true;
    }

    /** The application is about to synchronise, to touch a collection, or to begin a task. */
    public static void point() {
        if (!Switch.installed) {
            return;
        }
        ThreadState thread = Threads.current();
        if (thread.busy != 0) {
            return;
        }
        PerturbPlan plan = thread.perturb;
        if (plan == null) {
            plan = PerturbPlan.ofRoot(seed, thread.name());
            thread.perturb = plan;
        }
        long nanos = plan.next();
        if (nanos >= 0) {
            rest(thread, nanos);
        }
    }

    /** The plan of a thread that {@code parent} starts; null when nothing is varied. */
    static @Nullable PerturbPlan childOf(ThreadState parent) {
        if (!on) {
            return null;
        }
        PerturbPlan plan = parent.perturb;
        if (plan == null) {
            plan = PerturbPlan.ofRoot(seed, parent.name());
            parent.perturb = plan;
        }
        return plan.child();
    }

    private static void rest(ThreadState thread, long nanos) {
        thread.busy++; // sleeping runs code of the JDK that has hooks
        try {
            if (nanos == 0) {
                Thread.yield();
            } else if (!Thread.currentThread().isInterrupted()) {
                Thread.sleep(nanos / 1_000_000, (int) (nanos % 1_000_000));
            }
        } catch (InterruptedException meantForTheApplication) {
            Thread.currentThread().interrupt();
        } finally {
            thread.busy--;
        }
    }
}
