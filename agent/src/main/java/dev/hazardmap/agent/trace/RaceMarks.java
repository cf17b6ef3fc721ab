package dev.hazardmap.agent.trace;

import dev.hazardmap.detector.Race;
import dev.hazardmap.trace.drain.RaceMark;
import dev.hazardmap.trace.format.Frame;
import dev.hazardmap.trace.recorder.UserHooks;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The races that were put into this JVM's trace. Safe from any thread. */
public final class RaceMarks {
    private static final Map<Race, RaceMark> MARKS = Collections.synchronizedMap(new IdentityHashMap<>());

    private RaceMarks() {}

    /** Puts a race into the trace, at this moment. */
    public static void add(Race race) {
        RaceMark mark = new RaceMark("race-" + (MARKS.size() + 1), race.previous.id(), site(race.previousStack()));
        MARKS.put(race, mark);
        UserHooks.race(mark, mark.previousThread());
    }

    /** What the trace knows of a race; null when there is no trace. */
    public static @Nullable RaceMark of(Race race) {
        return MARKS.get(race);
    }

    /** The application's innermost frame. */
    private static @Nullable Frame site(StackTraceElement[] stack) {
        for (StackTraceElement frame : stack) {
            String type = frame.getClassName();
            if (!type.startsWith("java.") && !type.startsWith("jdk.")) {
                String file = frame.getFileName();
                return new Frame(type, frame.getMethodName(), file == null ? "" : file, frame.getLineNumber());
            }
        }
        return null;
    }
}
