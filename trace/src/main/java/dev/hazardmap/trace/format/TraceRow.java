package dev.hazardmap.trace.format;

import java.io.IOException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A row while a trace is walked: one object, whose content changes from row to row. */
public final class TraceRow {
    private Chunk chunk;
    private Block block;
    private EventKind kind = EventKind.MARK;
    private long time;
    private long object;
    private long value;
    private long other;
    private int text;
    private long duration;
    private int stack;

    private TraceRow(Chunk chunk, Block block) {
        this.chunk = chunk;
        this.block = block;
    }

    /** Hands over every row: by chunk, thread, source, time. Rows of kinds that this version doesn't know are left out. */
    public static void each(TraceFile file, Consumer<TraceRow> to) throws IOException {
        for (ChunkInfo info : file.chunks()) {
            Chunk chunk = file.read(info);
            if (chunk != null) {
                for (Block block : chunk.blocks()) {
                    new TraceRow(chunk, block).rows(to);
                }
            }
        }
    }

    private void rows(Consumer<TraceRow> to) {
        long[] kinds = block.kinds();
        long[] times = block.times();
        long[] objects = block.column(Column.OBJECT, kinds);
        long[] values = block.column(Column.VALUE, kinds);
        long[] others = block.column(Column.OTHER, kinds);
        long[] texts = block.column(Column.TEXT, kinds);
        long[] durations = block.column(Column.DURATION, kinds);
        long[] stacks = block.column(Column.STACK, kinds);
        for (int i = 0; i < kinds.length; i++) {
            EventKind known = EventKind.of((int) (kinds[i] >>> 2));
            if (known != null) {
                kind = known;
                time = times[i];
                object = objects[i];
                value = values[i];
                other = others[i];
                text = (int) texts[i];
                duration = durations[i];
                stack = (int) stacks[i];
                to.accept(this);
            }
        }
    }

    public long thread() {
        return block.thread();
    }

    public Source source() {
        return block.source();
    }

    public EventKind kind() {
        return kind;
    }

    /** When it ended, in ns since the recording began. */
    public long time() {
        return time;
    }

    public long object() {
        return object;
    }

    public long value() {
        return value;
    }

    public long other() {
        return other;
    }

    public String text() {
        return chunk.text(text);
    }

    /** Nanoseconds; -1 when it was not measured. */
    public long duration() {
        return duration;
    }

    public @Nullable Stack stack() {
        return chunk.stack(stack);
    }

    /** What an id of this row stands for. */
    public @Nullable Entity entity(Entity.Type type, long id) {
        return chunk.entity(type, id);
    }

    /** A name for a thread: its own, or its number. */
    public String threadName(long id) {
        Entity entity = chunk.entity(Entity.Type.THREAD, id);
        if (id == 0) {
            return "JVM";
        }
        return entity == null || entity.name().isEmpty() ? "thread " + id : entity.name();
    }

    /** A name for a map or lock: the field or variable, or its class with its number. */
    public String objectName(long id) {
        Entity entity = chunk.entity(Entity.Type.OBJECT, id);
        if (entity == null || entity.className().isEmpty()) {
            return id == 0 ? "" : "object " + id;
        }
        String simple = entity.className().substring(entity.className().lastIndexOf('.') + 1);
        return entity.name().isEmpty() ? simple + "#" + id : entity.name();
    }
}
