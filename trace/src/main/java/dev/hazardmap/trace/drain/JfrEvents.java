package dev.hazardmap.trace.drain;

import dev.hazardmap.trace.format.ChunkBuilder;
import dev.hazardmap.trace.format.EventKind;
import dev.hazardmap.trace.format.Frame;
import dev.hazardmap.trace.format.Names;
import dev.hazardmap.trace.format.Rows;
import dev.hazardmap.trace.format.Source;
import dev.hazardmap.trace.format.Stack;
import java.util.ArrayList;
import java.util.List;
import jdk.jfr.consumer.RecordedClass;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordedFrame;
import jdk.jfr.consumer.RecordedMethod;
import jdk.jfr.consumer.RecordedStackTrace;
import jdk.jfr.consumer.RecordedThread;
import org.jspecify.annotations.Nullable;

/** JFR's events as rows. Used for a live stream and for files. Guarded by its user. */
public final class JfrEvents {
    static final String CPU_TIME_SAMPLE = "jdk.CPUTimeSample";
    static final String EXECUTION_SAMPLE = "jdk.ExecutionSample";
    static final String ALLOCATION_SAMPLE = "jdk.ObjectAllocationSample";
    static final String THREADS = "jdk.ThreadAllocationStatistics";

    static final List<String> WITH_STACK = List.of("jdk.JavaMonitorEnter", "jdk.JavaMonitorWait");
    static final List<String> TIMED = List.of(
            "jdk.ThreadSleep",
            "jdk.FileRead",
            "jdk.FileWrite",
            "jdk.SocketRead",
            "jdk.SocketWrite",
            "jdk.GCPhasePause",
            "jdk.GarbageCollection",
            "jdk.ExecuteVMOperation");
    static final List<String> INSTANT = List.of("jdk.ThreadStart", "jdk.GCHeapSummary");

    private static final long SAMPLE_NANOS = 10_000_000L;
    /** async-profiler's default interval; its files don't say another one. */
    private static final long WALL_NANOS = 50_000_000L;

    private static final int MAX_DEPTH = 128;

    private final Names names;
    private final ThreadNames threads;

    JfrEvents(Names names, ThreadNames threads) {
        this.names = names;
        this.threads = threads;
    }

    /** For events of a file. */
    public JfrEvents(Names names) {
        this(names, new ThreadNames(names));
    }

    /** Adds an event that ended at {@code time}; gives back whether it is one that the format has a row for. */
    public boolean add(ChunkBuilder chunk, RecordedEvent event, long time) {
        switch (event.getEventType().getName()) {
            case "jdk.JavaMonitorEnter" -> monitor(chunk, event, time, EventKind.MONITOR_ENTER, "previousOwner");
            case "jdk.JavaMonitorWait" -> monitor(chunk, event, time, EventKind.MONITOR_WAIT, "notifier");
            case "jdk.ThreadPark" -> timed(chunk, event).stack(stack(event)).add(EventKind.PARK, time);
            case "jdk.ThreadSleep" -> timed(chunk, event).add(EventKind.SLEEP, time);
            case "jdk.FileRead" -> io(chunk, event, time, 0, "bytesRead", text(event, "path"));
            case "jdk.FileWrite" -> io(chunk, event, time, 1, "bytesWritten", text(event, "path"));
            case "jdk.SocketRead" -> io(chunk, event, time, 2, "bytesRead", address(event));
            case "jdk.SocketWrite" -> io(chunk, event, time, 3, "bytesWritten", address(event));
            case "jdk.GCPhasePause" -> collection(chunk, event, time, EventKind.GC_PAUSE, text(event, "name"));
            case "jdk.GarbageCollection" ->
                collection(chunk, event, time, EventKind.GC, text(event, "name") + ", " + text(event, "cause"));
            case "jdk.ExecuteVMOperation" -> safepoint(chunk, event, time);
            case "jdk.GCHeapSummary" -> heap(chunk, event, time);
            case EXECUTION_SAMPLE -> sample(chunk, event, time, "sampledThread", SAMPLE_NANOS);
            case CPU_TIME_SAMPLE -> sample(chunk, event, time, "eventThread", SAMPLE_NANOS);
            case "profiler.WallClockSample" -> wall(chunk, event, time);
            case ALLOCATION_SAMPLE -> allocation(chunk, event, time, "weight");
            case "jdk.ObjectAllocationInNewTLAB" -> allocation(chunk, event, time, "tlabSize");
            case "jdk.ObjectAllocationOutsideTLAB" -> allocation(chunk, event, time, "allocationSize");
            case "jdk.ThreadStart", THREADS -> known(event.getThread("thread"));
            default -> {
                return false;
            }
        }
        return true;
    }

    private long known(@Nullable RecordedThread thread) {
        if (thread == null) {
            return 0;
        }
        long id = thread.getJavaThreadId();
        if (id <= 0) {
            return 0;
        }
        String name = thread.getJavaName();
        threads.fromJfr(id, name == null ? "" : name, thread.getOSThreadId());
        return id;
    }

    private Rows rows(ChunkBuilder chunk, RecordedEvent event) {
        return chunk.rows(known(event.getThread()), Source.JFR);
    }

    private Rows timed(ChunkBuilder chunk, RecordedEvent event) {
        return rows(chunk, event).duration(event.getDuration().toNanos());
    }

    private void monitor(ChunkBuilder chunk, RecordedEvent event, long time, EventKind kind, String other) {
        RecordedClass type = event.getClass("monitorClass");
        timed(chunk, event)
                .value(known(event.getThread(other)))
                .text(names.string(type == null ? "" : type.getName()))
                .stack(stack(event))
                .add(kind, time);
    }

    private void io(ChunkBuilder chunk, RecordedEvent event, long time, int way, String bytes, String where) {
        timed(chunk, event)
                .value(event.getLong(bytes))
                .other(way)
                .text(names.string(where))
                .add(EventKind.IO, time);
    }

    private static String address(RecordedEvent event) {
        String host = text(event, "host");
        return (host.isEmpty() ? text(event, "address") : host) + ":" + event.getInt("port");
    }

    private void collection(ChunkBuilder chunk, RecordedEvent event, long time, EventKind kind, String words) {
        chunk.rows(0, Source.JFR)
                .duration(event.getDuration().toNanos())
                .value(event.getInt("gcId"))
                .text(names.string(words))
                .add(kind, time);
    }

    private void safepoint(ChunkBuilder chunk, RecordedEvent event, long time) {
        if (event.getBoolean("safepoint")) {
            chunk.rows(0, Source.JFR)
                    .duration(event.getDuration().toNanos())
                    .text(names.string(text(event, "operation")))
                    .add(EventKind.SAFEPOINT, time);
        }
    }

    private void heap(ChunkBuilder chunk, RecordedEvent event, long time) {
        if (text(event, "when").startsWith("After")) {
            chunk.rows(0, Source.JFR)
                    .value(event.getLong("heapUsed"))
                    .other(event.getLong("heapSpace.committedSize"))
                    .add(EventKind.HEAP, time);
        }
    }

    private void sample(ChunkBuilder chunk, RecordedEvent event, long time, String of, long nanos) {
        long thread = known(event.getThread(of));
        chunk.rows(thread, Source.JFR).value(nanos).stack(stack(event)).add(EventKind.CPU_SAMPLE, time);
    }

    /** async-profiler's: so many samples with the same stack in a row. */
    private void wall(ChunkBuilder chunk, RecordedEvent event, long time) {
        long samples = event.hasField("samples") ? event.getInt("samples") : 1;
        chunk.rows(known(event.getThread("sampledThread")), Source.JFR)
                .value(samples * WALL_NANOS)
                .text(names.string(text(event, "state.name")))
                .stack(stack(event))
                .add(EventKind.WALL_SAMPLE, time);
    }

    private void allocation(ChunkBuilder chunk, RecordedEvent event, long time, String bytes) {
        RecordedClass type = event.getClass("objectClass");
        rows(chunk, event)
                .value(event.getLong(bytes))
                .text(names.string(type == null ? "" : type.getName()))
                .stack(stack(event))
                .add(EventKind.ALLOC_SAMPLE, time);
    }

    private static String text(RecordedEvent event, String field) {
        String text = event.hasField(field) ? event.getString(field) : null;
        return text == null ? "" : text;
    }

    private int stack(RecordedEvent event) {
        RecordedStackTrace trace = event.getStackTrace();
        if (trace == null) {
            return 0;
        }
        List<Frame> frames = new ArrayList<>();
        for (RecordedFrame frame : trace.getFrames()) {
            if (frames.size() < MAX_DEPTH) {
                frames.add(frame(frame));
            }
        }
        return names.stack(new Stack(frames, trace.isTruncated()));
    }

    private static Frame frame(RecordedFrame frame) {
        RecordedMethod method = frame.getMethod();
        if (method == null) {
            return new Frame("", "unknown method", "", -1);
        }
        String type = method.getType().getName();
        String outer = type.substring(type.lastIndexOf('.') + 1);
        int dollar = outer.indexOf('$');
        String file = (dollar > 0 ? outer.substring(0, dollar) : outer) + ".java"; // JFR doesn't tell
        return new Frame(type, method.getName(), file, frame.getLineNumber());
    }
}
