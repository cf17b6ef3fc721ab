package dev.hazardmap.agent.report;

import dev.hazardmap.agent.site.Site;
import dev.hazardmap.agent.site.Sites;
import dev.hazardmap.detector.Access;
import dev.hazardmap.detector.EdgeKind;
import dev.hazardmap.detector.Race;
import dev.hazardmap.detector.Subject;
import dev.hazardmap.detector.ThreadState;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A race as the reports show it: one content for text and JSON.
 *
 * @param type the collection's class
 * @param label the field or variable it was made for; null when unknown
 * @param size its number of entries; -1 when unknown
 * @param createdAt where it was made; null when unknown
 * @param current the access that found the race
 * @param previous the one before
 * @param edge one sentence on the last edge between the two threads
 * @param race the race itself, whose count goes on
 */
record RaceView(
        String type,
        @Nullable String label,
        int size,
        @Nullable String createdAt,
        Side current,
        Side previous,
        String edge,
        Race race) {

    /**
     * One of the two accesses.
     *
     * @param access the detector's Access constant
     * @param operation what the application called, as {@code put}
     * @param words the operation and what it did, as {@code put, new key: structural}
     * @param thread as {@code "http-7" #41}
     * @param threadName its name
     * @param threadId its id
     * @param startedAt the stack that started it; empty when unknown
     */
    record Side(
            int access,
            String operation,
            String words,
            String thread,
            String threadName,
            long threadId,
            List<StackTraceElement> stack,
            List<StackTraceElement> startedAt,
            List<String> locks) {

        /** The stack from the JDK's method that the application called. */
        String place() {
            int first = 0;
            while (first + 1 < stack.size() && Frames.isJdk(stack.get(first)) && Frames.isJdk(stack.get(first + 1))) {
                first++;
            }
            StringBuilder place = new StringBuilder();
            for (StackTraceElement frame : stack.subList(first, stack.size())) {
                place.append(frame).append('|');
            }
            return place.toString();
        }

        int strength() {
            return (isWrite() ? 4 : 0) + (Access.isEntry(access) ? 0 : 1);
        }

        boolean isWrite() {
            return Access.isWrite(access);
        }
    }

    /** The current access, then the previous one. */
    String kind() {
        boolean both = current.isWrite() && previous.isWrite();
        return both ? "write-write" : current.isWrite() ? "write-read" : "read-write";
    }

    /**
     * The two places where the application called the JDK, in either order: what makes a race the same race. One line
     * can access several fields.
     */
    String places() {
        String one = current.place();
        String other = previous.place();
        String places = one.compareTo(other) < 0 ? one + "\n" + other : other + "\n" + one;
        return isPart() && label != null ? places + "\n" + type + "\n" + label : places;
    }

    /** How much the pair says: a write more than a read, the structure more than an entry. */
    int strength() {
        return current.strength() + previous.strength();
    }

    static RaceView of(Race race, Sites sites) {
        Site created = sites.get(race.subject.createdSite);
        Side current = side(race, true, sites);
        Side previous = side(race, false, sites);
        return new RaceView(
                race.subject.type,
                label(race.subject, created),
                race.subject.size,
                created == null ? null : created.describe(),
                current,
                previous,
                edge(race, previous),
                race);
    }

    private static @Nullable String label(Subject subject, @Nullable Site created) {
        if (subject.field != null) {
            return subject.field;
        }
        return created == null ? null : created.label();
    }

    /** Whether it is about a field or an array's element, not about a collection. */
    boolean isPart() {
        return Access.isPart(current.access());
    }

    private static Side side(Race race, boolean current, Sites sites) {
        ThreadState thread = current ? race.current : race.previous;
        int access = current ? race.currentAccess : race.previousAccess;
        Site site = sites.get(current ? race.currentSite() : race.previousSite());
        StackTraceElement[] taken = current ? race.currentStack() : race.previousStack();
        boolean part = Access.isPart(access);
        StackTraceElement[] stack = part ? Frames.withSite(taken, site) : Frames.withCallee(taken, site);
        Operation operation = part ? Operation.ofPart(stack, access, race.subject) : Operation.of(stack, access);
        return new Side(
                access,
                operation.name(),
                operation.words(),
                thread.describe(),
                thread.name(),
                thread.id(),
                Frames.shown(stack),
                Frames.shown(Race.startStack(thread)),
                List.of(current ? race.currentLocks() : race.previousLocks()));
    }

    private static String edge(Race race, Side previous) {
        String from = "\"" + race.previous.name() + "\"";
        String to = "\"" + race.current.name() + "\"";
        if (race.lastEdge == EdgeKind.NONE) {
            return "No happens-before edge: none was seen from " + from + " to " + to + ".";
        }
        String at = Frames.place(race.lastEdgeStack());
        return "No happens-before edge: the last one from " + from + " to " + to + " was "
                + EdgeKind.words(race.lastEdge) + (at.isEmpty() ? "" : " at " + at) + ", before the previous "
                + (previous.isWrite() ? "write" : "read") + ".";
    }
}
