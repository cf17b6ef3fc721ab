package dev.hazardmap.trace;

/**
 * Tasks, regions and log lines of an application in its trace, after Go's {@code runtime/trace}. Without Hazardmap's agent
 * every method does nothing and returns at once. Safe from any thread; nothing here orders memory between threads.
 *
 * <pre>{@code
 * try (Trace.Task request = Trace.task("request")) {
 *     try (Trace.Region ignored = Trace.region("parse")) { ... }
 *     Trace.log("user " + id);
 * }
 * }</pre>
 */
public final class Trace {
    private Trace() {}

    /** A piece of work that may go over threads. Close it on any thread, once. */
    public static final class Task implements AutoCloseable {
        private final String type;
        private final long id;
        private final long outer;
        private final long since;

        private Task(String type, long id, long outer) {
            this.type = type;
            this.id = id;
            this.outer = outer;
            this.since = id == 0 ? 0 : System.nanoTime();
        }

        /** The task's number in the trace; 0 when nothing is recorded. */
        public long id() {
            return id;
        }

        /** A part of this task, begun on the calling thread. */
        public Task child(String childType) {
            return begin(childType, id);
        }

        @Override
        public void close() {
            if (id != 0) {
                Agent.taskEnd(type, id, since, outer);
            }
        }
    }

    /** A stretch of one thread's time. Close it on the thread that began it. */
    public static final class Region implements AutoCloseable {
        private final String type;
        private final long since;

        private Region(String type) {
            this.type = type;
            this.since = Agent.isThere() ? System.nanoTime() : 0;
        }

        @Override
        public void close() {
            if (since != 0) {
                Agent.regionEnd(type, since);
            }
        }
    }

    /** Whether an agent records. */
    public static boolean isRecording() {
        return Agent.isThere();
    }

    /** Begins a task, a part of the calling thread's current one if it has one. */
    public static Task task(String type) {
        return begin(type, 0);
    }

    private static Task begin(String type, long parent) {
        long outer = Agent.currentTask();
        return new Task(type, Agent.taskBegin(type, parent), outer);
    }

    /** Begins a region of the calling thread, in its current task. */
    public static Region region(String type) {
        Agent.regionBegin(type);
        return new Region(type);
    }

    /** Writes a line into the trace, in the calling thread's current task. */
    public static void log(String message) {
        Agent.log(message);
    }

    /** Has the flight recorder write what it keeps, for the reason given; soon, not at once. */
    public static void snapshot(String why) {
        Agent.snapshot(why);
    }
}
