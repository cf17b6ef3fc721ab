package dev.hazardmap.trace.recorder;

/**
 * The codes of events, as constants that javac copies into the hooks. What each means is said once, in
 * {@code EventKind}.
 */
public final class EventCode {
    public static final int MAP_GET = 1;
    public static final int MAP_PUT = 2;
    public static final int MAP_REMOVE = 3;
    public static final int MAP_CONTAINS = 4;
    public static final int MAP_COMPUTE = 5;
    public static final int MAP_PUT_IF_ABSENT = 6;
    public static final int MAP_REPLACE = 7;
    public static final int MAP_BULK = 8;
    public static final int MAP_CLEAR = 9;
    public static final int MAP_SIZE = 10;
    public static final int MAP_ITERATE = 11;
    public static final int MAP_ITERATED = 12;
    public static final int MAP_SNAPSHOT = 13;
    public static final int MAP_GROW = 14;
    public static final int MAP_EVACUATE = 15;
    public static final int MAP_PROMOTE = 16;
    public static final int MAP_MISUSE = 17;
    public static final int LOCK_ACQUIRE = 20;
    public static final int LOCK_CONTEND = 21;
    public static final int LOCK_WAITED = 22;
    public static final int LOCK_RELEASE = 23;
    public static final int LOCK_FAILED = 24;
    public static final int LOCK_TOTALS = 25;
    public static final int LOCK_GUARDS = 26;
    public static final int THREAD_START = 28;
    public static final int THREAD_END = 29;
    public static final int PARK = 30;
    public static final int UNPARK = 31;
    public static final int SLEEP = 32;
    public static final int MONITOR_ENTER = 33;
    public static final int MONITOR_WAIT = 34;
    public static final int IO = 35;
    public static final int SCHED = 36;
    public static final int NOTIFY = 37;
    public static final int TASK_BEGIN = 40;
    public static final int TASK_END = 41;
    public static final int REGION_BEGIN = 42;
    public static final int REGION_END = 43;
    public static final int LOG = 44;
    public static final int GC_PAUSE = 48;
    public static final int GC = 49;
    public static final int SAFEPOINT = 50;
    public static final int HEAP = 51;
    public static final int CPU_SAMPLE = 52;
    public static final int WALL_SAMPLE = 53;
    public static final int ALLOC_SAMPLE = 54;
    public static final int RACE = 56;
    public static final int DROPPED = 57;
    public static final int MARK = 58;

    private EventCode() {}
}
