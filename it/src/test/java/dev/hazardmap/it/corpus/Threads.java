package dev.hazardmap.it.corpus;

import java.util.concurrent.Callable;

/**
 * Starts the threads of a case so that nothing orders them but what the case itself does.
 *
 * <p>No body runs before all threads are started: on JDK 17 a thread that ends and a thread that is started take the
 * same ThreadGroup's monitor, which would order the first thread's access before the second thread's. Bodies should
 * hold accesses only: linking a lambda or loading a class inside a body takes locks of the JDK.
 */
public final class Threads {
    private static final boolean REVERSED = Boolean.getBoolean("corpus.reversed");

    private Threads() {}

    /** Runs both without any order. */
    public static void both(Action left, Action right) throws Exception {
        all(left, right);
    }

    public static void all(Action... actions) throws Exception {
        Hint started = new Hint();
        Body[] bodies = new Body[actions.length];
        for (int i = 0; i < actions.length; i++) {
            Action action = actions[i];
            bodies[i] = new Body(() -> {
                started.await();
                action.run();
            });
        }
        run(started, bodies);
    }

    /** Runs {@code second} after {@code first} in time, with no happens-before edge between them. */
    public static void inOrder(Action first, Action second) throws Exception {
        Hint started = new Hint();
        Hint done = new Hint();
        Body one = new Body(() -> {
            started.await();
            try {
                first.run();
            } finally {
                done.give();
            }
        });
        Body two = new Body(() -> {
            done.await();
            second.run();
        });
        run(started, one, two);
    }

    /**
     * As {@link #inOrder}, for bodies that don't care which goes first: the harness runs the corpus once in each
     * direction, since detectors tend to be right in one and wrong in the other.
     */
    public static void pair(Action left, Action right) throws Exception {
        if (REVERSED) {
            inOrder(right, left);
        } else {
            inOrder(left, right);
        }
    }

    /** An unstarted thread; what its body throws reaches the uncaught-exception handler. */
    public static Thread thread(Action action) {
        return new Thread(() -> unchecked(action));
    }

    public static void unchecked(Action action) {
        try {
            action.run();
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    public static <T> T uncheckedCall(Callable<T> call) {
        try {
            return call.call();
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static void run(Hint started, Body... bodies) throws Exception {
        for (Body body : bodies) {
            body.start();
        }
        started.give();
        for (Body body : bodies) {
            body.join();
        }
        for (Body body : bodies) {
            body.rethrow();
        }
    }

    /** A thread that keeps what its action threw for whoever joined it. */
    private static final class Body extends Thread {
        private final Action action;
        private Throwable failure;

        Body(Action action) {
            this.action = action;
        }

        @Override
        public void run() {
            try {
                action.run();
            } catch (Throwable t) {
                failure = t;
            }
        }

        void rethrow() {
            if (failure != null) {
                throw new IllegalStateException(failure);
            }
        }
    }
}
