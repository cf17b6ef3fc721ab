package dev.hazardmap.trace.format;

import dev.hazardmap.trace.recorder.EventCode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The one table of events: it drives the writer and the reader, and the table in {@code trace/README.md} and
 * {@code events.json} are made from it.
 *
 * <p>Codes are never used again for something else. A reader needs no row of this table to decode a file: each chunk
 * says which columns the kinds in it have.
 */
public enum EventKind {
    MAP_GET(
            EventCode.MAP_GET,
            Group.MAP,
            "get, getOrDefault",
            field(Column.OBJECT, FieldType.OBJECT, "map"),
            field(Column.VALUE, FieldType.HASH, "key hash")),
    MAP_PUT(
            EventCode.MAP_PUT,
            Group.MAP,
            "put",
            field(Column.OBJECT, FieldType.OBJECT, "map"),
            field(Column.VALUE, FieldType.HASH, "key hash")),
    MAP_REMOVE(
            EventCode.MAP_REMOVE,
            Group.MAP,
            "remove",
            field(Column.OBJECT, FieldType.OBJECT, "map"),
            field(Column.VALUE, FieldType.HASH, "key hash")),
    MAP_CONTAINS(
            EventCode.MAP_CONTAINS,
            Group.MAP,
            "containsKey, contains",
            field(Column.OBJECT, FieldType.OBJECT, "map"),
            field(Column.VALUE, FieldType.HASH, "key hash")),
    MAP_COMPUTE(
            EventCode.MAP_COMPUTE,
            Group.MAP,
            "compute*, merge",
            field(Column.OBJECT, FieldType.OBJECT, "map"),
            field(Column.VALUE, FieldType.HASH, "key hash")),
    MAP_PUT_IF_ABSENT(
            EventCode.MAP_PUT_IF_ABSENT,
            Group.MAP,
            "putIfAbsent",
            field(Column.OBJECT, FieldType.OBJECT, "map"),
            field(Column.VALUE, FieldType.HASH, "key hash")),
    MAP_REPLACE(
            EventCode.MAP_REPLACE,
            Group.MAP,
            "replace",
            field(Column.OBJECT, FieldType.OBJECT, "map"),
            field(Column.VALUE, FieldType.HASH, "key hash")),
    MAP_BULK(
            EventCode.MAP_BULK,
            Group.MAP,
            "putAll, replaceAll, removeIf",
            field(Column.OBJECT, FieldType.OBJECT, "map"),
            field(Column.VALUE, FieldType.COUNT, "entries")),
    MAP_CLEAR(EventCode.MAP_CLEAR, Group.MAP, "clear", field(Column.OBJECT, FieldType.OBJECT, "map")),
    MAP_SIZE(EventCode.MAP_SIZE, Group.MAP, "size, isEmpty", field(Column.OBJECT, FieldType.OBJECT, "map")),
    MAP_ITERATE(EventCode.MAP_ITERATE, Group.MAP, "an iteration begins", field(Column.OBJECT, FieldType.OBJECT, "map")),
    MAP_ITERATED(
            EventCode.MAP_ITERATED,
            Group.MAP,
            "an iteration ended",
            field(Column.OBJECT, FieldType.OBJECT, "map"),
            field(Column.VALUE, FieldType.COUNT, "entries seen")),
    MAP_SNAPSHOT(
            EventCode.MAP_SNAPSHOT,
            Group.MAP,
            "snapshot taken",
            field(Column.OBJECT, FieldType.OBJECT, "map"),
            field(Column.VALUE, FieldType.COUNT, "entries")),
    MAP_GROW(
            EventCode.MAP_GROW,
            Group.MAP,
            "the table was resized",
            field(Column.OBJECT, FieldType.OBJECT, "map"),
            field(Column.VALUE, FieldType.COUNT, "new capacity"),
            field(Column.OTHER, FieldType.COUNT, "old capacity")),
    MAP_EVACUATE(
            EventCode.MAP_EVACUATE,
            Group.MAP,
            "progress of a stepwise growth",
            field(Column.OBJECT, FieldType.OBJECT, "map"),
            field(Column.VALUE, FieldType.COUNT, "buckets moved so far"),
            field(Column.OTHER, FieldType.COUNT, "of how many")),
    MAP_PROMOTE(
            EventCode.MAP_PROMOTE,
            Group.MAP,
            "SyncMap promoted its dirty map",
            field(Column.OBJECT, FieldType.OBJECT, "map"),
            field(Column.VALUE, FieldType.COUNT, "entries")),
    MAP_MISUSE(
            EventCode.MAP_MISUSE,
            Group.MAP,
            "misuse was detected",
            field(Column.OBJECT, FieldType.OBJECT, "map"),
            field(Column.TEXT, FieldType.TEXT, "message")),

    LOCK_ACQUIRE(
            EventCode.LOCK_ACQUIRE,
            Group.LOCK,
            "taken without waiting",
            field(Column.OBJECT, FieldType.OBJECT, "lock")),
    LOCK_CONTEND(
            EventCode.LOCK_CONTEND,
            Group.LOCK,
            "a thread begins to wait for it",
            field(Column.OBJECT, FieldType.OBJECT, "lock"),
            field(Column.VALUE, FieldType.THREAD, "holder")),
    LOCK_WAITED(
            EventCode.LOCK_WAITED,
            Group.LOCK,
            "taken after waiting; duration is the wait",
            field(Column.OBJECT, FieldType.OBJECT, "lock"),
            field(Column.VALUE, FieldType.THREAD, "holder when the wait began")),
    LOCK_RELEASE(
            EventCode.LOCK_RELEASE,
            Group.LOCK,
            "released; a stack when others waited",
            field(Column.OBJECT, FieldType.OBJECT, "lock"),
            field(Column.VALUE, FieldType.COUNT, "waiters")),
    LOCK_FAILED(
            EventCode.LOCK_FAILED,
            Group.LOCK,
            "an attempt gave up",
            field(Column.OBJECT, FieldType.OBJECT, "lock"),
            field(Column.VALUE, FieldType.THREAD, "holder")),
    LOCK_TOTALS(
            EventCode.LOCK_TOTALS,
            Group.LOCK,
            "exact counts since the recording began; duration is the total wait",
            field(Column.OBJECT, FieldType.OBJECT, "lock"),
            field(Column.VALUE, FieldType.COUNT, "acquisitions"),
            field(Column.OTHER, FieldType.COUNT, "contended ones")),
    LOCK_GUARDS(
            EventCode.LOCK_GUARDS,
            Group.LOCK,
            "a map was used while the lock was held (once per pair and chunk)",
            field(Column.OBJECT, FieldType.OBJECT, "lock"),
            field(Column.VALUE, FieldType.OBJECT, "map")),

    THREAD_START(
            EventCode.THREAD_START, Group.THREAD, "began to run", field(Column.VALUE, FieldType.THREAD, "starter")),
    THREAD_END(EventCode.THREAD_END, Group.THREAD, "ended"),
    PARK(
            EventCode.PARK,
            Group.THREAD,
            "was parked",
            field(Column.OBJECT, FieldType.OBJECT, "blocker or 0"),
            field(Column.VALUE, FieldType.THREAD, "waker or 0")),
    UNPARK(EventCode.UNPARK, Group.THREAD, "unparked another thread", field(Column.VALUE, FieldType.THREAD, "thread")),
    SLEEP(EventCode.SLEEP, Group.THREAD, "slept"),
    MONITOR_ENTER(
            EventCode.MONITOR_ENTER,
            Group.THREAD,
            "was blocked at a monitor (JFR)",
            field(Column.VALUE, FieldType.THREAD, "holder"),
            field(Column.TEXT, FieldType.TEXT, "class")),
    MONITOR_WAIT(
            EventCode.MONITOR_WAIT,
            Group.THREAD,
            "was in Object.wait (JFR)",
            field(Column.VALUE, FieldType.THREAD, "notifier or 0"),
            field(Column.TEXT, FieldType.TEXT, "class")),
    IO(
            EventCode.IO,
            Group.THREAD,
            "file or socket I/O",
            field(Column.VALUE, FieldType.BYTES, "bytes"),
            field(Column.OTHER, FieldType.COUNT, "0 file read, 1 file write, 2 socket read, 3 socket write"),
            field(Column.TEXT, FieldType.TEXT, "path or address")),
    SCHED(
            EventCode.SCHED,
            Group.THREAD,
            "scheduler's account of the interval of this duration",
            field(Column.VALUE, FieldType.NANOS, "ns running"),
            field(Column.OTHER, FieldType.NANOS, "ns runnable (waiting for a processor)")),
    NOTIFY(
            EventCode.NOTIFY,
            Group.THREAD,
            "notified an object's waiters",
            field(Column.OBJECT, FieldType.OBJECT, "object")),

    TASK_BEGIN(
            EventCode.TASK_BEGIN,
            Group.USER,
            "task begins",
            field(Column.OBJECT, FieldType.TASK, "task"),
            field(Column.VALUE, FieldType.TASK, "parent task"),
            field(Column.TEXT, FieldType.TEXT, "type")),
    TASK_END(
            EventCode.TASK_END,
            Group.USER,
            "task ended",
            field(Column.OBJECT, FieldType.TASK, "task"),
            field(Column.TEXT, FieldType.TEXT, "type")),
    REGION_BEGIN(
            EventCode.REGION_BEGIN,
            Group.USER,
            "region begins",
            field(Column.OBJECT, FieldType.TASK, "task or 0"),
            field(Column.TEXT, FieldType.TEXT, "type")),
    REGION_END(
            EventCode.REGION_END,
            Group.USER,
            "region ended",
            field(Column.OBJECT, FieldType.TASK, "task or 0"),
            field(Column.TEXT, FieldType.TEXT, "type")),
    LOG(
            EventCode.LOG,
            Group.USER,
            "log line",
            field(Column.OBJECT, FieldType.TASK, "task or 0"),
            field(Column.TEXT, FieldType.TEXT, "message")),

    GC_PAUSE(
            EventCode.GC_PAUSE,
            Group.JVM,
            "all threads stood still for the collector",
            field(Column.VALUE, FieldType.COUNT, "gc id"),
            field(Column.TEXT, FieldType.TEXT, "name")),
    GC(
            EventCode.GC,
            Group.JVM,
            "a collection, pauses and concurrent work",
            field(Column.VALUE, FieldType.COUNT, "gc id"),
            field(Column.TEXT, FieldType.TEXT, "name, cause")),
    SAFEPOINT(
            EventCode.SAFEPOINT, Group.JVM, "all threads stood still", field(Column.TEXT, FieldType.TEXT, "operation")),
    HEAP(
            EventCode.HEAP,
            Group.JVM,
            "heap after a collection",
            field(Column.VALUE, FieldType.BYTES, "bytes used"),
            field(Column.OTHER, FieldType.BYTES, "bytes committed")),
    CPU_SAMPLE(
            EventCode.CPU_SAMPLE,
            Group.PROFILE,
            "a thread was running here",
            field(Column.VALUE, FieldType.NANOS, "ns it stands for")),
    WALL_SAMPLE(
            EventCode.WALL_SAMPLE,
            Group.PROFILE,
            "a thread was here",
            field(Column.VALUE, FieldType.NANOS, "ns it stands for"),
            field(Column.TEXT, FieldType.TEXT, "state")),
    ALLOC_SAMPLE(
            EventCode.ALLOC_SAMPLE,
            Group.PROFILE,
            "memory was allocated here",
            field(Column.VALUE, FieldType.BYTES, "bytes it stands for"),
            field(Column.TEXT, FieldType.TEXT, "class")),

    RACE(
            EventCode.RACE,
            Group.FINDING,
            "a data race, at the instant of the current access",
            field(Column.OBJECT, FieldType.OBJECT, "map or 0"),
            field(Column.VALUE, FieldType.THREAD, "thread of the previous access"),
            field(Column.OTHER, FieldType.TIME, "time of the previous access"),
            field(Column.TEXT, FieldType.TEXT, "id in the race report")),
    DROPPED(
            EventCode.DROPPED,
            Group.FINDING,
            "the thread's ring was full",
            field(Column.VALUE, FieldType.COUNT, "events lost")),
    MARK(
            EventCode.MARK,
            Group.FINDING,
            "a point of interest, such as why a flight record was written",
            field(Column.TEXT, FieldType.TEXT, "words"));

    /** What an event is about. */
    public enum Group {
        MAP,
        LOCK,
        THREAD,
        USER,
        JVM,
        PROFILE,
        FINDING
    }

    private static final @Nullable EventKind[] BY_CODE = new EventKind[256];

    static {
        for (EventKind kind : values()) {
            BY_CODE[kind.code] = kind;
        }
    }

    /**
     * One column of a kind.
     *
     * @param column which
     * @param type what its numbers are
     * @param words what they mean
     */
    public record Field(Column column, FieldType type, String words) {}

    private final int code;
    private final Group group;
    private final String words;
    private final List<Field> fields;
    private final int columns;

    EventKind(int code, Group group, String words, Field... fields) {
        this.code = code;
        this.group = group;
        this.words = words;
        this.fields = List.of(fields);
        int mask = Column.KIND.bit() | Column.TIME.bit();
        for (Field field : fields) {
            mask |= field.column().bit();
        }
        this.columns = mask;
    }

    private static Field field(Column column, FieldType type, String words) {
        return new Field(column, type, words);
    }

    /** The number in files. */
    public int code() {
        return code;
    }

    public Group group() {
        return group;
    }

    /** What the kind says, in a few words. */
    public String words() {
        return words;
    }

    /** The columns of this kind beside KIND, TIME, DURATION and STACK. */
    public List<Field> fields() {
        return fields;
    }

    /** The columns that each row of this kind has, one bit each; DURATION and STACK are said by the row itself. */
    int columns() {
        return columns;
    }

    /** The kind with this code; null when this version knows none. */
    public static @Nullable EventKind of(int code) {
        return code >= 0 && code < BY_CODE.length ? BY_CODE[code] : null;
    }
}
