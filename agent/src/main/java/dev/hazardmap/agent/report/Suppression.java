package dev.hazardmap.agent.report;

import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One entry of a suppression file: the races that it is about, and why they are left out. A race is about it when all
 * that the entry names fits: each {@code frame} some frame of either stack, in the form in which the report prints it.
 *
 * @param file the file, as the user named it
 * @param line the entry's first line
 * @param frames each must be found in some frame of either stack
 * @param top must be found in the application's innermost frame of either stack; null for any
 * @param type must be found in the class of the location; null for any
 * @param label must be found in the location's label; null for any
 * @param kinds the kinds of race; empty for any
 * @param reason why
 * @param text the entry on one line, without its reason
 */
record Suppression(
        String file,
        int line,
        List<Pattern> frames,
        @Nullable Pattern top,
        @Nullable Pattern type,
        @Nullable Pattern label,
        Set<String> kinds,
        String reason,
        String text) {

    boolean matches(RaceView race) {
        return (kinds.isEmpty() || kinds.contains(race.kind()))
                && finds(type, race.type())
                && finds(label, race.label())
                && (finds(top, topFrame(race.current())) || finds(top, topFrame(race.previous())))
                && framesMatch(race);
    }

    private boolean framesMatch(RaceView race) {
        for (Pattern frame : frames) {
            if (!inStack(frame, race.current()) && !inStack(frame, race.previous())) {
                return false;
            }
        }
        return true;
    }

    private static boolean inStack(Pattern pattern, RaceView.Side side) {
        for (StackTraceElement frame : side.stack()) {
            if (pattern.matcher(Frames.text(frame)).find()) {
                return true;
            }
        }
        return false;
    }

    private static @Nullable String topFrame(RaceView.Side side) {
        for (StackTraceElement frame : side.stack()) {
            if (!Frames.isJdk(frame)) {
                return Frames.text(frame);
            }
        }
        return null;
    }

    private static boolean finds(@Nullable Pattern pattern, @Nullable String text) {
        return pattern == null || text != null && pattern.matcher(text).find();
    }

    /** {@code FILE:LINE}. */
    String place() {
        return file + ":" + line;
    }
}
