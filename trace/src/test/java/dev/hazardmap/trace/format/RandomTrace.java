package dev.hazardmap.trace.format;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Consumer;

/** Writes a trace of random rows, of every kind and every sort of column, and remembers them. */
final class RandomTrace {
    private final SplittableRandom random;
    private final Names names = new Names();
    private final ChunkBuilder builder = new ChunkBuilder(names);
    private final List<Stack> stacks = new ArrayList<>();
    /** What was written, in the order of a reader: by chunk, thread, source, time. Empty when it is not kept. */
    final List<Row> written = new ArrayList<>();

    private final List<Row> current = new ArrayList<>();
    private final boolean keep;
    private Consumer<List<Row>> onChunk = written::addAll;
    private int chunk;
    private long time;

    RandomTrace(long seed, boolean keep) {
        this.random = new SplittableRandom(seed);
        this.keep = keep;
        for (int i = 0; i < 40; i++) {
            stacks.add(randomStack());
        }
    }

    private Stack randomStack() {
        List<Frame> frames = new ArrayList<>();
        for (int i = random.nextInt(1, 30); i > 0; i--) {
            int at = random.nextInt(200);
            frames.add(new Frame("com.acme.C" + at, "m\u00e9thode" + at % 7, at % 5 == 0 ? "" : "C.java", at - 3));
        }
        return new Stack(frames, random.nextInt(3) == 0);
    }

    /** Hands each chunk's rows over instead of keeping them. */
    void onChunk(Consumer<List<Row>> taker) {
        onChunk = taker;
    }

    void write(Path file, int rows, int rowsPerChunk) throws IOException {
        try (TraceWriter writer = new TraceWriter(file, Map.of("command", "random \u2603"))) {
            for (int i = 1; i <= rows; i++) {
                add();
                if (i % rowsPerChunk == 0 || i == rows) {
                    endChunk(writer);
                }
            }
        }
    }

    private void endChunk(TraceWriter writer) throws IOException {
        current.sort(
                Comparator.comparingLong(Row::thread).thenComparing(Row::source).thenComparingLong(Row::time));
        onChunk.accept(current);
        current.clear();
        writer.write(builder.finish());
        chunk++;
    }

    private void add() {
        EventKind[] kinds = EventKind.values();
        EventKind kind = random.nextInt(3) > 0 ? kinds[random.nextInt(4)] : kinds[random.nextInt(kinds.length)];
        Source source = Source.values()[random.nextInt(20) == 0 ? random.nextInt(4) : 0];
        long thread = random.nextInt(random.nextInt(10) == 0 ? 500 : 3);
        time += random.nextInt(16) == 0 ? random.nextLong(1L << random.nextInt(1, 44)) : 0;
        long at = source == Source.JFR ? Math.max(0, time - random.nextLong(1_000_000)) : time;
        long object = has(kind, Column.OBJECT) ? random.nextLong(1L << random.nextInt(1, 24)) : 0;
        long value = has(kind, Column.VALUE) ? number() : 0;
        long other = has(kind, Column.OTHER) ? number() : 0;
        String text = has(kind, Column.TEXT) ? text() : "";
        long duration = random.nextInt(4) == 0 ? random.nextLong(1L << random.nextInt(1, 40)) : -1;
        Stack stack = random.nextBoolean() ? stacks.get(random.nextInt(stacks.size())) : null;
        builder.rows(thread, source)
                .object(object)
                .value(value)
                .other(other)
                .text(random.nextBoolean() ? names.string(text) : names.passingString(text))
                .duration(duration)
                .stack(stack == null ? 0 : names.stack(stack))
                .add(kind, at);
        if (keep) {
            current.add(new Row(chunk, thread, source, kind, at, object, value, other, text, duration, stack));
        }
    }

    private static boolean has(EventKind kind, Column column) {
        return (kind.columns() & column.bit()) != 0;
    }

    private long number() {
        long number = random.nextLong(1L << random.nextInt(1, 53));
        return random.nextInt(5) == 0 ? -number : number;
    }

    private String text() {
        return random.nextInt(4) == 0 ? "" : "text " + random.nextInt(100);
    }
}
