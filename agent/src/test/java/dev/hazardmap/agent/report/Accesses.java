package dev.hazardmap.agent.report;

import dev.hazardmap.detector.Access;
import java.util.List;

/** The race of ARCHITECTURE.md: two accesses with the stacks that the JVM would give. */
final class Accesses {
    private Accesses() {}

    static StackTraceElement frame(String type, String method, int line) {
        String outer = type.substring(type.lastIndexOf('.') + 1).replaceAll("\\$.*", "");
        return new StackTraceElement(type, method, outer + ".java", line);
    }

    static RaceView.Side put(int access, int line) {
        StackTraceElement[] stack = {
            frame("java.util.HashMap", "putVal", 634),
            frame("java.util.HashMap", "put", 610),
            frame("com.acme.Sessions", "add", line)
        };
        return side(access, stack, "http-7", 41, List.of());
    }

    static RaceView.Side get(int access, int line) {
        StackTraceElement[] stack = {
            frame("java.util.HashMap", "getNode", 570),
            frame("java.util.HashMap", "get", 556),
            frame("com.acme.Sessions", "find", line)
        };
        return side(access, stack, "http-3", 37, List.of("ReentrantLock Sessions.lock"));
    }

    private static RaceView.Side side(
            int access, StackTraceElement[] stack, String thread, int id, List<String> locks) {
        Operation operation = Operation.of(stack, access);
        return new RaceView.Side(
                access,
                operation.name(),
                operation.words(),
                "\"" + thread + "\" #" + id,
                thread,
                id,
                Frames.shown(stack),
                List.of(frame("java.lang.Thread", "start", 802), frame("com.acme.Server", "accept", 20)),
                locks);
    }

    static RaceView race(RaceView.Side current, RaceView.Side previous) {
        return new RaceView(
                "java.util.HashMap",
                "Sessions.live",
                812,
                "Sessions.<init>(Sessions.java:17)",
                current,
                previous,
                "No happens-before edge: the last one from \"http-3\" to \"http-7\" was Thread.start at Server.java:20,"
                        + " before the previous read.",
                null);
    }

    static RaceView race() {
        return race(put(Access.STRUCTURE_WRITE, 41), get(Access.STRUCTURE_READ, 55));
    }
}
