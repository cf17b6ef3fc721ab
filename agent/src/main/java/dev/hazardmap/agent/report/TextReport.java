package dev.hazardmap.agent.report;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A race as text, in the form of Go's race detector. */
final class TextReport {
    private static final String RULE = "==================";

    private TextReport() {}

    static String of(Findings.Shown shown, @Nullable Long perturb) {
        RaceView race = shown.view();
        StringBuilder text = new StringBuilder();
        line(text, RULE);
        line(text, (shown.benign() == null ? "WARNING: " : "BENIGN: ") + "DATA RACE on " + location(race));
        access(text, race.current(), "");
        access(text, race.previous(), "Previous ");
        line(text, "Locks held: now " + locks(race.current()) + "; previously " + locks(race.previous()));
        started(text, race.current());
        started(text, race.previous());
        line(text, race.edge());
        if (shown.benign() != null) {
            line(text, "Benign, not counted: " + shown.benign());
        }
        if (perturb != null) {
            line(text, "Schedule varied with --perturb " + perturb);
        }
        line(text, RULE);
        return text.toString();
    }

    private static String location(RaceView race) {
        StringBuilder text = new StringBuilder(race.type());
        if (race.isPart() && race.label() != null) {
            return "field " + race.label() + " of " + race.type();
        }
        if (race.label() != null) {
            text.append(" \"").append(race.label()).append('"');
        }
        String one = race.isPart() ? " element" : " entry";
        String many = race.isPart() ? " elements" : " entries";
        String entries = race.size() < 0 ? "" : race.size() + (race.size() == 1 ? one : many);
        String created = race.createdAt() == null ? "" : "created at " + race.createdAt();
        String both = entries + (entries.isEmpty() || created.isEmpty() ? "" : ", ") + created;
        return both.isEmpty() ? text.toString() : text + " (" + both + ")";
    }

    private static void access(StringBuilder text, RaceView.Side side, String prefix) {
        String kind = side.isWrite() ? "Write" : "Read";
        String first = prefix.isEmpty() ? kind : prefix + kind.toLowerCase(java.util.Locale.ROOT);
        line(text, first + " (" + side.words() + ") by thread " + side.thread() + ":");
        frames(text, side.stack());
    }

    private static String locks(RaceView.Side side) {
        return side.locks().isEmpty() ? "none" : String.join(", ", side.locks());
    }

    private static void started(StringBuilder text, RaceView.Side side) {
        if (!side.startedAt().isEmpty()) {
            line(text, "Thread " + side.thread() + " started at:");
            frames(text, side.startedAt());
        }
    }

    private static void frames(StringBuilder text, List<StackTraceElement> stack) {
        for (StackTraceElement frame : stack) {
            line(text, "    " + Frames.text(frame));
        }
    }

    private static void line(StringBuilder text, String line) {
        text.append(line).append(System.lineSeparator());
    }
}
