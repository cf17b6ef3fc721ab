package dev.hazardmap.trace.format;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A row with everything spelled out, for comparing what was written with what is read. */
record Row(
        int chunk,
        long thread,
        Source source,
        EventKind kind,
        long time,
        long object,
        long value,
        long other,
        String text,
        long duration,
        @Nullable Stack stack) {

    static List<Row> of(TraceFile file) throws java.io.IOException {
        List<Row> rows = new ArrayList<>();
        for (ChunkInfo info : file.chunks()) {
            Chunk chunk = file.read(info);
            if (chunk != null) {
                rows.addAll(of(chunk));
            }
        }
        return rows;
    }

    static List<Row> of(Chunk chunk) {
        List<Row> rows = new ArrayList<>();
        for (Block block : chunk.blocks()) {
            long[] kinds = block.kinds();
            long[] times = block.times();
            long[] objects = block.column(Column.OBJECT, kinds);
            long[] values = block.column(Column.VALUE, kinds);
            long[] others = block.column(Column.OTHER, kinds);
            long[] texts = block.column(Column.TEXT, kinds);
            long[] durations = block.column(Column.DURATION, kinds);
            long[] stacks = block.column(Column.STACK, kinds);
            for (int i = 0; i < block.rows(); i++) {
                rows.add(new Row(
                        chunk.info().number(),
                        block.thread(),
                        block.source(),
                        java.util.Objects.requireNonNull(EventKind.of((int) (kinds[i] >>> 2))),
                        times[i],
                        objects[i],
                        values[i],
                        others[i],
                        chunk.text((int) texts[i]),
                        durations[i],
                        chunk.stack((int) stacks[i])));
            }
        }
        return rows;
    }
}
