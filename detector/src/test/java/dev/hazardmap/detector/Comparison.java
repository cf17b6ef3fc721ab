package dev.hazardmap.detector;

import java.util.ArrayList;
import java.util.List;

/** The detector against the reference, on one trace. */
final class Comparison {
    private Comparison() {}

    /** What they disagree on; empty when they agree. */
    static List<String> disagreements(Trace trace) {
        List<Step> steps = World.steps(trace);
        Reference exact = Reference.of(steps, false);
        Reference lenient = Reference.of(steps, true);
        Simulation detector = Simulation.of(steps, trace.slotsTaken);
        List<String> found = new ArrayList<>();
        for (Reference.Race race : detector.reported()) {
            if (!exact.races.contains(race)) {
                found.add("reported, no race: " + text(steps, race.step(), race.access()) + " and before "
                        + text(steps, race.otherStep(), race.otherAccess()));
            }
        }
        for (Reference.Due due : lenient.due) {
            if (exact.due.contains(due) && !detector.reportedByThread().contains(due)) {
                found.add("not reported: " + text(steps, due.step(), due.access()) + " and before by thread "
                        + due.otherThread() + " a " + kind(due.otherAccess()));
            }
        }
        return found;
    }

    private static String text(List<Step> steps, int step, int access) {
        return "step " + step + " " + (step < 0 ? "?" : steps.get(step).event()) + " (" + kind(access) + ")";
    }

    static String kind(int access) {
        String part = Access.isPart(access) ? "" : Access.isEntry(access) ? "entry " : "structure ";
        return part + (Access.isWrite(access) ? "write" : "read");
    }

    /** The least trace that they still disagree on: pieces are taken away, large ones first, while they do. */
    static Trace shrink(Trace trace) {
        Trace least = trace;
        for (int size = trace.events.size() / 2; size > 0; size = size == 1 ? 0 : size / 2) {
            least = withoutPieces(least, size);
        }
        Trace again = withoutPieces(least, 1);
        while (again.events.size() < least.events.size()) {
            least = again;
            again = withoutPieces(least, 1);
        }
        Trace atFirstSlot = again.withoutRange(0, 0).slotsTaken(0);
        return disagreements(atFirstSlot).isEmpty() ? again : atFirstSlot;
    }

    private static Trace withoutPieces(Trace trace, int size) {
        Trace least = trace;
        for (int from = least.events.size() - size; from >= 0; from -= size) {
            Trace shorter = least.withoutRange(from, Math.min(from + size, least.events.size()));
            if (!disagreements(shorter).isEmpty()) {
                least = shorter;
            }
        }
        return least;
    }
}
