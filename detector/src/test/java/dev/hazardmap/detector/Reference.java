package dev.hazardmap.detector;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The slow reference, as DJIT+ but without its shortcuts: every access of every thread is kept with its vector clock
 * and compared with every earlier one to the same location. A location is a collection's structure, one entry, a
 * field, or an element.
 *
 * <p>What the detector promises is less than every pair, and is said here, so that it can be demanded: {@link #due}.
 * <ul>
 *   <li>Of several accesses of one kind by one thread the last says it all; the pair is named by threads and kinds.
 *   <li>A race with an access that happens before a structural write which also comes before the second access may go
 *       unsaid: the second access races with that write too, or (entries) the entry may be another one by then.
 *   <li>A read of a thread that has ended may go unsaid when a later read that covers it races too.
 *   <li>Of a field or element a read may go unsaid for a later access that it happens before: {@link #isPartHidden}.
 *   <li>An access is not looked at again when the same thread's earlier access of the kind was, with the same answer;
 *       nor when the thread has not released since that one: who came in between was then compared with that one.
 * </ul>
 */
final class Reference {
    static final int STRUCTURE = -1;

    private static final int FIELDS = 100;
    private static final int ARRAYS = 200;

    /** One access. {@code times} is its thread's clock then; {@code time} its own component. */
    private record Done(
            int step,
            int thread,
            int time,
            Times times,
            int releases,
            boolean write,
            boolean atomic,
            boolean recorded) {
        boolean before(Done other) {
            return other.thread == thread || other.times.of(thread) >= time;
        }
    }

    private record Location(int collection, int part) {}

    private record Freeze(int thread, int time) {}

    private record Known(int reader, int writer) {}

    /**
     * A pair that must be reported.
     *
     * @param access the second access's Access constant
     * @param otherAccess the first one's
     */
    record Due(int step, int access, int otherThread, int otherAccess) {}

    private record Pair(Location location, Done other, Done done) {}

    private final Edges edges;
    private final Map<Location, List<Done>> history = new HashMap<>();
    private final Map<Integer, Freeze> freezes = new HashMap<>();
    /** Up to which time of the writer's the reader knows it by final fields. */
    private final Map<Known, Integer> frozen = new HashMap<>();

    private final Map<Integer, List<Pair>> optimistic = new HashMap<>();
    private final Map<Integer, Integer> releases = new HashMap<>();
    private final Map<Integer, Integer> ends = new HashMap<>();
    private final boolean lenient;

    final Set<Race> races = new HashSet<>();
    final Set<Due> due = new HashSet<>();
    /** How many pairs conflict and are ordered, by two threads. */
    int ordered;

    /** A pair of steps that race, by the accesses' kinds. */
    record Race(int step, int access, int otherStep, int otherAccess) {}

    private Reference(boolean lenient) {
        this.lenient = lenient;
        this.edges = new Edges(lenient);
    }

    static Reference of(List<Step> steps, boolean lenient) {
        Reference reference = new Reference(lenient);
        for (Step step : steps) {
            reference.happen(step);
        }
        return reference;
    }

    private void happen(Step step) {
        boolean judges =
                switch (step.op()) {
                    case LOCK, READ_LOCK, WRITE_LOCK, OPTIMISTIC_READ, END -> true;
                    default -> false;
                };
        if (judges && !lenient) {
            judge(step.thread());
        }
        edges.take(step);
        if (step.op().releases()) {
            releases.merge(step.thread(), 1, Integer::sum);
        }
        if (judges) {
            judge(step.thread());
        }
        switch (step.op()) {
            case OPTIMISTIC_READ -> optimistic.put(step.thread(), new ArrayList<>());
            case VALIDATE -> {
                if (step.found()) {
                    judge(step.thread());
                }
                optimistic.remove(step.thread());
            }
            case END -> ends.put(step.thread(), step.index());
            case FREEZE ->
                freezes.put(
                        step.object(),
                        new Freeze(step.thread(), edges.of(step.thread()).of(step.thread())));
            default -> accesses(step);
        }
    }

    private void judge(int thread) {
        List<Pair> reads = optimistic.remove(thread);
        if (reads != null) {
            for (Pair pair : reads) {
                if (edges.of(thread).of(pair.other.thread) < pair.other.time) {
                    race(pair);
                }
            }
        }
    }

    private void accesses(Step step) {
        boolean list = step.object() == Trace.ARRAY_LIST;
        switch (step.op()) {
            case GET -> {
                read(step, STRUCTURE);
                read(step, step.parts());
                if (step.object() == Trace.LRU_MAP && step.found()) {
                    write(step, STRUCTURE);
                }
            }
            case ITERATE -> {
                read(step, STRUCTURE);
                read(step, step.parts());
            }
            case PUT -> {
                if (step.found()) {
                    read(step, STRUCTURE);
                    write(step, step.parts());
                } else {
                    write(step, STRUCTURE);
                }
            }
            case REMOVE -> {
                read(step, STRUCTURE);
                if (step.found()) {
                    write(step, STRUCTURE);
                }
            }
            case CLEAR -> write(step, STRUCTURE);
            case GET_VALUE -> read(step, step.parts());
            case SET_VALUE -> {
                read(step, STRUCTURE);
                write(step, step.parts());
            }
            default -> {
                if (step.op().isPart()) {
                    for (int part : step.parts()) {
                        access(step, part, step.op().isPartWrite());
                    }
                }
            }
        }
    }

    /** Fields and arrays are numbered apart from collections. */
    private static int object(Step step) {
        if (!step.op().isPart()) {
            return step.object();
        }
        return step.op().isElement() ? ARRAYS + step.object() % Parts.ARRAYS : FIELDS + step.object() % Parts.FIELDS;
    }

    private static boolean conflict(Done one, Done other) {
        return (one.write || other.write) && !(one.atomic && other.atomic);
    }

    private void read(Step step, int... parts) {
        for (int part : parts) {
            access(step, part, false);
        }
    }

    private void write(Step step, int... parts) {
        for (int part : parts) {
            access(step, part, true);
        }
    }

    private void access(Step step, int part, boolean write) {
        int thread = step.thread();
        Times times = edges.of(thread).copy();
        List<Pair> buffer = write || step.op().isAtomic() ? null : optimistic.get(thread);
        Done done = new Done(
                step.index(),
                thread,
                times.of(thread),
                times,
                releases.getOrDefault(thread, 0),
                write,
                step.op().isAtomic(),
                buffer == null);
        Location location = new Location(object(step), part);
        List<Done> before = history.computeIfAbsent(location, unused -> new ArrayList<>());
        for (Done other : before) {
            if (conflict(other, done) && other.thread != thread && other.before(done)) {
                ordered++;
            }
            if (conflict(other, done) && !other.before(done) && !frozenFor(location, other, done)) {
                Pair pair = new Pair(location, other, done);
                if (buffer == null) {
                    race(pair);
                } else {
                    buffer.add(pair);
                }
            }
        }
        if (done.recorded) {
            before.add(done);
        }
    }

    /**
     * Reads of what was written before a final field's freeze are no races (JLS 17.5). The lenient answer takes
     * whatever else the freezing thread had written by then for reachable through the field.
     */
    private boolean frozenFor(Location location, Done other, Done done) {
        if (done.write || !other.write) {
            return false;
        }
        Known known = new Known(done.thread, other.thread);
        Freeze freeze = freezes.get(location.collection);
        if (freeze != null && freeze.thread == other.thread && other.time <= freeze.time) {
            frozen.merge(known, freeze.time, Math::max);
            return true;
        }
        return lenient && frozen.getOrDefault(known, 0) >= other.time;
    }

    private void race(Pair pair) {
        int kind = isPart(pair) ? Access.PART_READ : pair.location.part == STRUCTURE ? 0 : 2;
        int access = kind + (pair.done.write ? 1 : 0);
        int otherAccess = kind + (pair.other.write ? 1 : 0);
        races.add(new Race(pair.done.step, access, pair.other.step, otherAccess));
        boolean hidden = isPart(pair) ? isPartHidden(pair) : isHidden(pair);
        if (!hidden && !isSaid(pair)) {
            due.add(new Due(pair.done.step, access, pair.other.thread, otherAccess));
        }
    }

    /** A thread that has written since its last release is not recorded as reading too. */
    private static boolean isOwnWriteBefore(Done one, Done read) {
        return one.write
                && one.thread == read.thread
                && one.atomic == read.atomic
                && one.releases == read.releases
                && one.step < read.step;
    }

    private static boolean isPart(Pair pair) {
        return pair.location.collection >= FIELDS;
    }

    /**
     * A field's or element's read may be forgotten for a later access that it happens before, a write for a later write.
     * Elements are not looked at under an optimistic stamp, nor atomic accesses.
     */
    private boolean isPartHidden(Pair pair) {
        if (!pair.done.recorded && (pair.location.collection >= ARRAYS || pair.other.atomic)) {
            return true;
        }
        for (Done later : history.get(pair.location)) {
            if (!pair.other.write && isOwnWriteBefore(later, pair.other)) {
                return true;
            }
            if (later != pair.other
                    && later.step > pair.other.step
                    && isBefore(later, pair.done)
                    && later.atomic == pair.other.atomic
                    && (later.write || !pair.other.write)
                    && pair.other.before(later)
                    && conflict(later, pair.done)) {
                return true;
            }
        }
        return false;
    }

    /** Whether a structural write came between that the first access happens before. */
    private boolean isHidden(Pair pair) {
        for (Done write : history.getOrDefault(new Location(pair.location.collection, STRUCTURE), List.of())) {
            boolean between = write.write && isAfter(write, pair.other) && isBefore(write, pair.done);
            if (between && pair.other.before(write) && write != pair.other) {
                return true;
            }
        }
        return pair.location.part == STRUCTURE && !pair.other.write && hasSuccessor(pair);
    }

    private boolean hasSuccessor(Pair pair) {
        int end = ends.getOrDefault(pair.other.thread, Integer.MAX_VALUE);
        for (Done read : history.get(pair.location)) {
            if (read.step > end && isBefore(read, pair.done) && pair.other.before(read)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isAfter(Done one, Done other) {
        return one.step > other.step || one.step == other.step && one != other;
    }

    private static boolean isBefore(Done one, Done other) {
        return one.step < other.step;
    }

    /** Whether the thread's own earlier access met the same one, or (not released since) was met by it. */
    private boolean isSaid(Pair pair) {
        int since = firstLike(pair).step;
        for (Done own : history.getOrDefault(pair.location, List.of())) {
            if (own.thread == pair.done.thread
                    && own != pair.done
                    && own.atomic == pair.done.atomic
                    && own.step < pair.done.step
                    && (own.step > since || own.releases == pair.done.releases)
                    && (own.write || !pair.done.write)) {
                return true;
            }
        }
        return false;
    }

    /** The first access that is the same as the pair's first one: by that thread, of that kind, no release between. */
    private Done firstLike(Pair pair) {
        for (Done other : history.getOrDefault(pair.location, List.of())) {
            if (other.thread == pair.other.thread
                    && other.releases == pair.other.releases
                    && other.write == pair.other.write
                    && other.atomic == pair.other.atomic) {
                return other;
            }
        }
        return pair.other;
    }
}
