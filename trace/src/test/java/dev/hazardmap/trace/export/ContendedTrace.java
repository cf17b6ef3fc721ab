package dev.hazardmap.trace.export;

import dev.hazardmap.trace.format.ChunkBuilder;
import dev.hazardmap.trace.format.Entity;
import dev.hazardmap.trace.format.EventKind;
import dev.hazardmap.trace.format.Frame;
import dev.hazardmap.trace.format.Names;
import dev.hazardmap.trace.format.Source;
import dev.hazardmap.trace.format.Stack;
import dev.hazardmap.trace.format.TraceWriter;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * Thread 1 holds lock 7, which guards map 5, from 1 ms on; thread 2 waits from 2 ms to 5 ms, thread 3 from 3 ms to 9 ms.
 * Thread 1 releases at 5 ms in {@code hold}, thread 2 at 9 ms in {@code next}. So the waiters waited 3 + 6 ms, of which
 * the two holders answer for 3 ms and 6 ms.
 */
final class ContendedTrace {
    private static final long MS = 1_000_000;

    private final Names names = new Names();
    private final ChunkBuilder chunk = new ChunkBuilder(names);

    static void write(Path file) throws IOException {
        new ContendedTrace().writeTo(file);
    }

    private void writeTo(Path file) throws IOException {
        names.define(new Entity(Entity.Type.THREAD, 1, 0, "one;two", "", "", 0, 0));
        names.define(new Entity(Entity.Type.OBJECT, 7, Entity.LOCK, "App.lock", "a.Lock", "", 0, 0));
        names.define(new Entity(Entity.Type.OBJECT, 5, Entity.MAP, "App.map", "a.Map", "", 0, 0));
        chunk.rows(1, Source.HOOKS).object(7).add(EventKind.LOCK_ACQUIRE, MS);
        chunk.rows(1, Source.HOOKS).object(7).value(5).add(EventKind.LOCK_GUARDS, MS);
        contend(2, 2);
        contend(3, 3);
        release(1, 5, "hold");
        waited(2, 5, 3);
        release(2, 9, "next");
        waited(3, 9, 6);
        chunk.rows(1, Source.HOOKS)
                .object(5)
                .value(99)
                .stack(stack("use"))
                .duration(500)
                .add(EventKind.MAP_PUT, 10 * MS);
        chunk.rows(3, Source.JFR).value(10 * MS).stack(stack("burn")).add(EventKind.CPU_SAMPLE, 11 * MS);
        chunk.rows(3, Source.HOOKS).text(names.string("a \"b\", \u2603\nc")).add(EventKind.LOG, 12 * MS);
        try (TraceWriter out = new TraceWriter(file, Map.of("start", "1000000000", "pid", "4711", "command", "App"))) {
            out.write(chunk.finish());
        }
    }

    private void contend(long thread, long atMs) {
        chunk.rows(thread, Source.HOOKS).object(7).value(1).add(EventKind.LOCK_CONTEND, atMs * MS);
    }

    private void waited(long thread, long atMs, long forMs) {
        chunk.rows(thread, Source.HOOKS)
                .object(7)
                .value(1)
                .duration(forMs * MS)
                .stack(stack("await"))
                .add(EventKind.LOCK_WAITED, atMs * MS);
    }

    private void release(long thread, long atMs, String method) {
        chunk.rows(thread, Source.HOOKS).object(7).value(1).stack(stack(method)).add(EventKind.LOCK_RELEASE, atMs * MS);
    }

    private int stack(String method) {
        return names.stack(new Stack(
                List.of(new Frame("app.App", method, "App.java", 10), new Frame("app.App", "main", "App.java", 3)),
                false));
    }
}
