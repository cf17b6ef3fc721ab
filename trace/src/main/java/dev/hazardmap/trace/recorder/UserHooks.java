package dev.hazardmap.trace.recorder;

/** What {@code dev.hazardmap.trace.Trace} calls when the agent is there. */
public final class UserHooks {
    private static final long IDS = Mem.offset(Ids.class, "last");

    private static final class Ids {
        @SuppressWarnings("unused") // by offset
        int last;
    }

    private static final Ids TASKS = new Ids();

    private UserHooks() {}

    /** A task begins; its id, which becomes the thread's current one. 0 when nothing is recorded. */
    public static long taskBegin(String type, long parent) {
        if (!Power.on) {
            return 0;
        }
        Lane lane = Lanes.current();
        int id = Mem.U.getAndAddInt(TASKS, IDS, 1) + 1 & 0xFFFFFF;
        int of = (int) (parent == 0 ? lane.task : parent);
        lane.putWith(type, System.nanoTime(), EventCode.TASK_BEGIN, 0, id, of, 0, 0);
        lane.task = id;
        return id;
    }

    /** A task ended, on whatever thread. */
    public static void taskEnd(String type, long id, long since, long outer) {
        if (Power.on && id != 0) {
            Lane lane = Lanes.current();
            text(lane, EventCode.TASK_END, type, id, since);
            if (lane.task == id) {
                lane.task = outer;
            }
        }
    }

    /** The current thread's task; 0 none. */
    public static long currentTask() {
        return Power.on ? Lanes.current().task : 0;
    }

    /** A region begins. */
    public static void regionBegin(String type) {
        if (Power.on) {
            Lane lane = Lanes.current();
            lane.putWith(type, System.nanoTime(), EventCode.REGION_BEGIN, 0, (int) lane.task, 0, 0, 0);
        }
    }

    /** A region ended. */
    public static void regionEnd(String type, long since) {
        if (Power.on) {
            Lane lane = Lanes.current();
            text(lane, EventCode.REGION_END, type, lane.task, since);
        }
    }

    /** A line for the log. */
    public static void log(String message) {
        if (Power.on) {
            Lane lane = Lanes.current();
            lane.putWith(message, System.nanoTime(), EventCode.LOG, 0, (int) lane.task, 0, 0, 0);
        }
    }

    private static void text(Lane lane, int code, String text, long object, long since) {
        long now = System.nanoTime();
        lane.putWith(text, now, code, Lane.HAS_DURATION, (int) object, 0, 0, now - since);
    }

    /** The current thread found a data race; {@code mark} says its id. */
    public static void race(Object mark, long previousThread) {
        if (Power.on) {
            Lanes.current().putWith(mark, System.nanoTime(), EventCode.RACE, 0, 0, (int) previousThread, 0, 0);
            Requests.ask("race");
        }
    }

    /** A map of the family found a misuse of itself. */
    public static void misuse(Object error) {
        if (Power.on && error instanceof Throwable) {
            Lane lane = Lanes.current();
            String message = ((Throwable) error).getMessage();
            String words = message == null ? "misuse" : message;
            lane.putWith(words, System.nanoTime(), EventCode.MAP_MISUSE, 0, 0, 0, 0, 0);
            Requests.ask("misuse");
        }
    }

    /** Asks for a flight record; the recorder's thread writes it. */
    public static void snapshot(String why) {
        Requests.ask(why);
    }
}
