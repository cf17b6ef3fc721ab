package dev.hazardmap.junit;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** The agent in this JVM, through the class that it puts into the boot loader. */
final class Agent {
    private static final String DOOR = "dev.hazardmap.detector.RaceReports";

    private final Method from;
    private final Method unseen;

    private Agent(Method from, Method unseen) {
        this.from = from;
        this.unseen = unseen;
    }

    /** The agent; empty when there is none. */
    static Optional<Agent> find() {
        try {
            Class<?> door = Class.forName(DOOR, true, null);
            return Optional.of(new Agent(door.getMethod("from", int.class), door.getMethod("unseen", Runnable.class)));
        } catch (ClassNotFoundException noAgent) {
            return Optional.empty();
        } catch (NoSuchMethodException otherVersion) {
            throw new IllegalStateException(
                    "hazardmap: the agent in this JVM is of another version than hazardmap-junit: " + DOOR + " lacks "
                            + otherVersion.getMessage(),
                    otherVersion);
        }
    }

    /** Does work of the extension's own: it must neither be reported nor order the tests that run in parallel. */
    List<ReportedRace> unseen(Supplier<List<ReportedRace>> work) {
        List<ReportedRace> races = new ArrayList<>();
        try {
            unseen.invoke(null, (Runnable) () -> races.addAll(work.get()));
        } catch (IllegalAccessException | InvocationTargetException failure) {
            throw new IllegalStateException("hazardmap: the extension failed", failure);
        }
        return races;
    }

    /** All races that count, without the first ones. */
    List<ReportedRace> races(int first) {
        try {
            List<ReportedRace> races = new ArrayList<>();
            for (Object[] race : (Object[][]) from.invoke(null, first)) {
                races.add(new ReportedRace((String) race[0], frames(race, 1, 2), frames(race, 3, 4)));
            }
            return races;
        } catch (IllegalAccessException | InvocationTargetException failure) {
            throw new IllegalStateException("hazardmap: the agent can't say which races it found", failure);
        }
    }

    private static List<StackTraceElement> frames(Object[] race, int one, int other) {
        List<StackTraceElement> frames = new ArrayList<>(Arrays.asList((StackTraceElement[]) race[one]));
        frames.addAll(Arrays.asList((StackTraceElement[]) race[other]));
        return frames;
    }
}
