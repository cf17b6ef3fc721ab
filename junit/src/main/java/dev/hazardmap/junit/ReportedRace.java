package dev.hazardmap.junit;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A race as the agent reports it.
 *
 * @param text the report
 * @param frames the frames of both accesses
 * @param starts the frames of where the two threads were started
 */
record ReportedRace(String text, List<StackTraceElement> frames, List<StackTraceElement> starts) {
    /** Whether the code of {@code test}'s method, or a lambda in it, made one of the accesses. */
    boolean accessedBy(TestRun test) {
        return frames.stream().anyMatch(frame -> isIn(test, frame));
    }

    /** Whether it started one of the threads: for a pool's thread that says little. */
    boolean startedBy(TestRun test) {
        return starts.stream().anyMatch(frame -> isIn(test, frame));
    }

    /** Whether the code of a class, or of one nested in it, is on one of the four stacks. */
    boolean runsThrough(String className) {
        return all().anyMatch(frame -> isIn(className, frame));
    }

    boolean isIgnoredBy(List<Pattern> ignored) {
        return frames.stream()
                .map(frame -> frame.getClassName() + "." + frame.getMethodName())
                .anyMatch(frame -> ignored.stream()
                        .anyMatch(pattern -> pattern.matcher(frame).find()));
    }

    private Stream<StackTraceElement> all() {
        return Stream.concat(frames.stream(), starts.stream());
    }

    private static boolean isIn(TestRun test, StackTraceElement frame) {
        return isIn(test.className(), frame)
                && (frame.getMethodName().equals(test.method())
                        || frame.getMethodName().startsWith("lambda$" + test.method() + "$"));
    }

    private static boolean isIn(String className, StackTraceElement frame) {
        String name = frame.getClassName();
        return name.equals(className) || name.startsWith(className + "$");
    }
}
