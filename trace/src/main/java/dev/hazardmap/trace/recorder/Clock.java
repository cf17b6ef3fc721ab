package dev.hazardmap.trace.recorder;

/**
 * The batched clock. Reading the JVM's clock costs as much as the rest of a hook five times over, so a thread reads it
 * when the recorder's thread has ticked (every millisecond), at every edge (a wait, a lock that was contended, a thread's
 * start), and after {@link #BATCH} events; events in between have the time of the last reading and keep their order.
 */
public final class Clock {
    /** Events of a thread between two readings at most. */
    static final int BATCH = 64;

    /** Changes every millisecond while there is anything to record. Plain: it is a hint. */
    static int tick;

    private Clock() {}

    /** Called by the recorder's thread. */
    public static void advance() {
        tick++;
    }
}
