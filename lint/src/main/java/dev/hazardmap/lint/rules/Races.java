package dev.hazardmap.lint.rules;

import dev.hazardmap.lint.engine.Cell;
import dev.hazardmap.lint.engine.Kind;
import dev.hazardmap.lint.engine.MethodInfo;
import dev.hazardmap.lint.engine.Op;
import dev.hazardmap.lint.engine.Roots;
import dev.hazardmap.lint.engine.Site;
import dev.hazardmap.lint.engine.Task;
import dev.hazardmap.lint.engine.Use;
import dev.hazardmap.lint.engine.World;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Finds, for every container in a field, the worst pair of uses that nothing keeps apart.
 *
 * <p>Two uses race when at least one writes, no lock excludes them, and there is a reason to believe that they run at once: one is in a
 * task; a framework calls both from many threads; or the class itself takes a lock around some use of this container, and so says that
 * threads share it. Without a reason nothing is reported.
 */
final class Races {
    private static final Set<String> QUIET =
            Set.of("toString", "hashCode", "equals", "clone", "writeObject", "writeReplace");

    /** Calls between a thread's entry and the access: beyond, whether it is the same object is a guess. */
    private static final int MAX_FRAMES = 5;

    private Races() {}

    static List<Race> find(World world) {
        List<Race> races = new ArrayList<>();
        for (Cell cell : world.cells()) {
            Race race = worst(world, cell);
            if (race != null) {
                races.add(race);
            }
        }
        return races;
    }

    private static @Nullable Race worst(World world, Cell cell) {
        if (!candidate(cell)) {
            return null;
        }
        List<Use> uses = distinct(cell);
        boolean guarded = guarded(cell, uses) && mostlyGuarded(cell);
        boolean cache = !guarded && cache(world, cell);
        Race worst = null;
        for (Use write : uses) {
            if (!writes(cell, write)) {
                continue;
            }
            for (Use other : uses) {
                Race race = race(cell, write, other, guarded, cache);
                if (Race.rank(race) < Race.rank(worst)) {
                    worst = race;
                }
            }
        }
        return worst;
    }

    /** One use of each sort: a field that is read in a thousand places under one lock needs no million comparisons. */
    private static List<Use> distinct(Cell cell) {
        Set<MethodInfo> starters = new HashSet<>();
        cell.uses().stream().filter(use -> use.task() != null).forEach(use -> starters.add(use.entry()));
        Map<List<Object>, Use> sorts = new LinkedHashMap<>();
        for (Use use : cell.uses()) {
            if (!use.early()) {
                sorts.putIfAbsent(sort(cell, use, starters), use);
            }
        }
        return List.copyOf(sorts.values());
    }

    private static List<Object> sort(Cell cell, Use use, Set<MethodInfo> starters) {
        Object task = use.task() == null ? "" : use.task();
        // Which method it is matters only beside a task started there, or for what its name says.
        Object who = starters.contains(use.entry())
                ? List.of(use.entry(), use.access().live())
                : startUp(use) || Roots.startUp(use.entry());
        boolean quiet = QUIET.contains(use.entry().name());
        boolean far = use.access().trace().size() > MAX_FRAMES;
        return List.of(
                writes(cell, use), use.locks(), use.weakLock(), use.shared(), use.later(), quiet, far, task, who);
    }

    private static boolean candidate(Cell cell) {
        // An assignment of the field is another matter (copy-on-write, lazy initialisation have rules of their own).
        return !cell.reference() && (cell.unsafe() || unknownButGuarded(cell));
    }

    /** A wrapper around somebody else's map: that it writes under its lock says that the map needs one. */
    private static boolean unknownButGuarded(Cell cell) {
        boolean unknown = cell.kinds().stream().allMatch(kind -> kind == Kind.UNKNOWN) && cell.nesting() == 0;
        return unknown
                && cell.uses().stream()
                        .anyMatch(use -> !use.early() && use.access().op().writes() && use.locked());
    }

    /** Somebody takes a lock (one that works) around a use: the class means its container to be shared. */
    private static boolean guarded(Cell cell, List<Use> uses) {
        return uses.stream().anyMatch(use -> use.locked() || !use.weakLock().isEmpty());
    }

    /**
     * The lock is the rule and its absence the exception: at least half of the writes hold it, or half of all uses. Where most go without,
     * the lock is there for something else.
     */
    private static boolean mostlyGuarded(Cell cell) {
        Map<Site, Boolean> writes = new LinkedHashMap<>();
        Map<Site, Boolean> all = new LinkedHashMap<>();
        for (Use use : cell.uses()) {
            if (!use.early() && !QUIET.contains(use.entry().name())) {
                boolean locked = !use.locks().isEmpty() || !use.weakLock().isEmpty();
                all.merge(use.access().site(), locked, Boolean::logicalAnd);
                if (writes(cell, use)) {
                    writes.merge(use.access().site(), locked, Boolean::logicalAnd);
                }
            }
        }
        return half(writes) || half(all);
    }

    private static boolean half(Map<Site, Boolean> locked) {
        long yes = locked.values().stream().filter(each -> each).count();
        return yes > 0 && yes * 2 >= locked.size();
    }

    /**
     * A cache that is one for the whole program: static, or of a singleton, and filled by whoever asks first (the same method looks up and
     * puts). Such a method is there to be called at any time; a registry that start-up fills is another thing.
     */
    private static boolean cache(World world, Cell cell) {
        if (cell.nesting() > 0
                || !(cell.isStatic() || world.roots().singleton(cell.key().owner()))) {
            return false;
        }
        Set<MethodInfo> asked = new HashSet<>();
        Set<MethodInfo> filled = new HashSet<>();
        for (Use use : cell.uses()) {
            Op op = use.access().op();
            MethodInfo method = use.access().site().method();
            if (use.early() || op.key() == 0) {
                continue;
            }
            if (op.effect() == Op.Effect.READ || op.name().equals("computeIfAbsent")) {
                asked.add(method);
            }
            if (op.effect() == Op.Effect.WRITE && !op.name().startsWith("remove")) {
                filled.add(method);
            }
        }
        asked.retainAll(filled);
        return !asked.isEmpty();
    }

    static boolean writes(Cell cell, Use use) {
        Op op = use.access().op();
        return op.writes() || readWrites(cell, op);
    }

    /** A look-up that relinks (access order) or expunges (weak keys). */
    static boolean readWrites(Cell cell, Op op) {
        if (cell.reference() || op.writes()) {
            return false;
        }
        boolean lookUp = op.name().equals("get") || op.name().equals("getOrDefault");
        boolean ordered = cell.kinds().contains(Kind.ACCESS_ORDER) && lookUp;
        boolean weak =
                cell.kinds().contains(Kind.WEAK) && (op.effect() == Op.Effect.READ || op.effect() == Op.Effect.SIZE);
        return ordered || weak;
    }

    private static @Nullable Race race(Cell cell, Use a, Use b, boolean guarded, boolean cache) {
        if (a.excludes(b)
                || QUIET.contains(a.entry().name())
                || QUIET.contains(b.entry().name())) {
            return null;
        }
        boolean meet = a.task() != null || b.task() != null
                ? tasksMeet(a, b)
                : callersMeet(a, b, guarded || cell.insideConcurrent())
                        || (cache
                                && !startUp(a)
                                && !startUp(b)
                                && !Roots.startUp(a.entry())
                                && !Roots.startUp(b.entry()));
        return meet ? new Race(cell, a, b, cause(cell, a, b)) : null;
    }

    private static boolean callersMeet(Use a, Use b, boolean guarded) {
        if (a.shared() && b.shared()) {
            return !a.entry().isSetter() && !b.entry().isSetter();
        }
        return guarded
                && !QUIET.contains(a.entry().name())
                && !QUIET.contains(b.entry().name());
    }

    private static boolean tasksMeet(Use a, Use b) {
        Task first = a.task();
        Task second = b.task();
        boolean sameEntry = a.entry() == b.entry() && !a.later() && !b.later();
        if (a.access().trace().size() > MAX_FRAMES || b.access().trace().size() > MAX_FRAMES) {
            return false;
        }
        if (a.ofElement() || b.ofElement()) {
            return false; // each task its own element, as far as anybody can say
        }
        if (first != null && second != null && (first.equals(second) || sameBody(a, b) || sameBody(b, a))) {
            return first.many() || first.again() || second.many() || second.again() || a.shared();
        }
        if (sameEntry) {
            return (second != null && a.access().live().contains(second))
                    || (first != null && b.access().live().contains(first))
                    || (a.shared() && b.shared());
        }
        return !before(a, b) && !before(b, a) && !elsewhere(a, b) && !elsewhere(b, a);
    }

    /**
     * A method of another class, seen on its own although the program calls it: which of its objects it would be is unknown, and the calls
     * themselves are seen from the callers.
     */
    private static boolean elsewhere(Use use, Use other) {
        boolean called =
                use.task() == null && !use.later() && !use.entry().callers().isEmpty();
        return called
                && !use.entry().owner().outermost().equals(other.entry().owner().outermost());
    }

    /** Both are in the body of one thread, once seen from the body itself and once from whoever starts it. */
    private static boolean sameBody(Use a, Use b) {
        MethodInfo body = body(a);
        return body != null && b.access().trace().stream().anyMatch(site -> site.method() == body);
    }

    /** The method a task begins with. */
    private static @Nullable MethodInfo body(Use use) {
        List<Site> trace = use.access().trace();
        Task task = use.task();
        for (int i = 0; task != null && i + 1 < trace.size(); i++) {
            if (trace.get(i).equals(task.spawn())) {
                return trace.get(i + 1).method();
            }
        }
        return use.entry().taskRoot() != null || use.entry().name().equals("run") ? use.entry() : null;
    }

    /** {@code use} is over when the task of {@code other} starts: it sets the object up, or precedes the start in the same method. */
    private static boolean before(Use use, Use other) {
        Task task = other.task();
        if (use.task() != null || task == null || !use.access().live().isEmpty()) {
            return false;
        }
        boolean inStarter = use.access().trace().stream()
                .anyMatch(site -> site.method() == task.spawn().method());
        return inStarter
                || startUp(use)
                || Roots.startUp(use.entry())
                || Roots.startUp(use.access().site().method());
    }

    /** main, and what only main calls: it is over, or has not begun, when others run. */
    private static boolean startUp(Use use) {
        boolean main = use.entry().name().equals("main");
        boolean onlyFromMain = !use.entry().callers().isEmpty()
                && use.entry().callers().stream()
                        .allMatch(caller -> caller.method().name().equals("main")
                                || caller.method().isInitializer());
        return use.task() == null
                && (main || onlyFromMain)
                && use.access().live().isEmpty();
    }

    private static Race.Cause cause(Cell cell, Use a, Use b) {
        if (readWrites(cell, a.access().op())) {
            return Race.Cause.READ_WRITES;
        } else if (a.readLocked()) {
            return Race.Cause.READ_LOCK;
        } else if (!a.weakLock().isEmpty() || !b.weakLock().isEmpty()) {
            return Race.Cause.WEAK_LOCK;
        } else if (a.locked() && b.locked()) {
            return Race.Cause.TWO_LOCKS;
        }
        boolean stream = stream(a) || stream(b);
        if (stream) {
            return Race.Cause.PARALLEL;
        }
        if (a.locked() || b.locked()) {
            return Race.Cause.BYPASS;
        } else if (a.task() != null || b.task() != null) {
            return Race.Cause.TASK;
        }
        if (a.shared() && b.shared()) {
            return Race.Cause.SHARED;
        }
        return cell.nesting() == 0 ? Race.Cause.CACHE : Race.Cause.NESTED;
    }

    private static boolean stream(Use use) {
        return use.task() != null && use.task().stream();
    }
}
