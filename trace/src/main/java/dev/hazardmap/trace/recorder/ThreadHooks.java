package dev.hazardmap.trace.recorder;

import org.jspecify.annotations.Nullable;

/** Called from Thread, VirtualThread and LockSupport. */
public final class ThreadHooks {
    private ThreadHooks() {}

    /** At the start of {@code Thread.start}: the child's first record is written for it. */
    public static void starting(Thread child) {
        if (!Power.on || child.isAlive()) {
            return;
        }
        Lane starter = Lanes.current();
        if (starter.busy != 0) {
            return;
        }
        Lane lane = Lanes.starting(child, starter.id);
        lane.putNow(EventCode.THREAD_START, 0, 0, (int) starter.id, 0, 0);
    }

    /** At the end of the current thread. */
    public static void ending() {
        if (Power.on) {
            Lane lane = Lanes.current();
            if (!lane.ended()) {
                lane.putNow(EventCode.THREAD_END, 0, 0, 0, 0, 0);
                lane.end();
            }
        }
    }

    /** Before a thread parks. */
    public static void parking() {
        if (Power.on) {
            Lane lane = Lanes.current();
            lane.parkedAt = lane.busy == 0 ? System.nanoTime() : 0;
            lane.waker = 0;
        }
    }

    /** After it. */
    public static void parked(@Nullable Object blocker) {
        if (!Power.on) {
            return;
        }
        Lane lane = Lanes.current();
        long since = lane.parkedAt;
        if (since != 0) {
            lane.parkedAt = 0;
            long now = System.nanoTime();
            Tag tag = blocker == null ? null : Tags.existing(lane, blocker);
            lane.putAt(
                    now, EventCode.PARK, Lane.HAS_DURATION, tag == null ? 0 : tag.id, (int) lane.waker, 0, now - since);
        }
    }

    /** Without a blocker. */
    public static void parked() {
        parked(null);
    }

    /** Before a thread unparks another. */
    public static void unparking(@Nullable Object thread) {
        if (!Power.on || !(thread instanceof Thread)) {
            return;
        }
        Thread other = (Thread) thread;
        Lane lane = Lanes.current();
        if (lane.busy == 0) {
            lane.putNow(EventCode.UNPARK, 0, 0, (int) Lanes.id(other), 0, 0);
            Lane woken = Lanes.of(other);
            if (woken != null) {
                woken.waker = lane.id;
            }
        }
    }
}
