package dev.hazardmap.maps;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One misuse of a single-owner map: who met whom, on which map, in which state.
 *
 * @param kind which two operations met
 * @param detail how it was noticed: the overlap, or the ownership that was violated
 * @param map the map and its state at that moment; read without synchronization and therefore approximate
 * @param current the thread that noticed, with its stack
 * @param other the thread it met, with its stack at the moment of the report; null if no longer known
 * @param build version of this library, its commit, and the Java runtime
 */
public record MisuseReport(
        Kind kind,
        String detail,
        MapState map,
        Party current,
        @Nullable Party other,
        String build) {

    /** The pairs of operations that Go tells apart, with Go's words. */
    public enum Kind {
        /** Two writes. */
        WRITES("concurrent map writes"),
        /** A read and a write. */
        READ_AND_WRITE("concurrent map read and map write"),
        /** An iteration step and a write. */
        ITERATION_AND_WRITE("concurrent map iteration and map write"),
        /** A copy of the map and a write. */
        CLONE_AND_WRITE("concurrent map clone and map write");

        private final String goText;

        Kind(String goText) {
            this.goText = goText;
        }

        /** The text that Go prints after {@code fatal error: }. */
        public String goText() {
            return goText;
        }
    }

    /**
     * A map at the moment of the report.
     *
     * @param type its class, without package
     * @param label the label its builder was given, or a number made up for it
     * @param size its number of entries
     * @param state its internal state in words
     */
    public record MapState(String type, String label, int size, String state) {}

    /**
     * A thread and where it was.
     *
     * @param thread its name
     * @param id its {@link Thread#getId}
     * @param stack its stack, innermost frame first; empty if it had ended
     */
    public record Party(String thread, long id, List<StackTraceElement> stack) {
        static Party of(Thread thread, StackTraceElement[] stack) {
            return new Party(thread.getName(), thread.getId(), List.copyOf(Arrays.asList(stack)));
        }

        private void appendTo(StringBuilder text, String role) {
            text.append(role).append(" thread \"").append(thread).append("\" #").append(id);
            text.append(stack.isEmpty() ? ": has ended\n" : ":\n");
            for (StackTraceElement frame : stack) {
                text.append("    ").append(frame).append('\n');
            }
        }
    }

    /** One line: Go's text, the map, and how it was noticed. */
    public String headline() {
        return kind.goText() + " on " + map.type() + " \"" + map.label() + "\": " + detail;
    }

    /** The whole report over several lines. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(headline()).append('\n');
        text.append("Map: ")
                .append(map.size())
                .append(" entries, ")
                .append(map.state())
                .append('\n');
        current.appendTo(text, "Current");
        if (other == null) {
            text.append("Other thread: no longer known\n");
        } else {
            other.appendTo(text, "Other");
        }
        return text.append("Build: ").append(build).toString();
    }
}
