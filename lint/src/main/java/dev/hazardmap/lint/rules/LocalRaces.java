package dev.hazardmap.lint.rules;

import dev.hazardmap.lint.Finding;
import dev.hazardmap.lint.engine.Access;
import dev.hazardmap.lint.engine.Kind;
import dev.hazardmap.lint.engine.Lock;
import dev.hazardmap.lint.engine.MethodFacts;
import dev.hazardmap.lint.engine.Sym;
import dev.hazardmap.lint.engine.Task;
import dev.hazardmap.lint.engine.World;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A local container (or an argument) handed to a task while somebody else goes on with it. */
final class LocalRaces implements Rule {
    private final boolean streams;

    LocalRaces(boolean streams) {
        this.streams = streams;
    }

    @Override
    public String id() {
        return streams ? "HM-RACE-STREAM" : "HM-RACE-CAPTURE";
    }

    @Override
    public void check(Evidence evidence, Reporter out) {
        for (MethodFacts facts : evidence.world().facts()) {
            Map<Sym, Set<Access>> byPath = new LinkedHashMap<>();
            for (MethodFacts.Event event : facts.events()) {
                Sym root = event.access().path().root();
                boolean local = root instanceof Sym.Fresh
                        || (root instanceof Sym.Param && event.access().path().equals(root));
                if (local && !event.access().reference()) {
                    byPath.computeIfAbsent(event.access().path(), p -> new LinkedHashSet<>())
                            .add(event.access());
                }
            }
            byPath.forEach((path, accesses) -> check(evidence.world(), facts, path, accesses, out));
        }
    }

    private void check(World world, MethodFacts facts, Sym path, Set<Access> accesses, Reporter out) {
        if (accesses.stream().noneMatch(access -> access.task() != null)) {
            return;
        }
        Set<Kind> kinds = world.kinds().of(facts.method(), path);
        boolean argument =
                path instanceof Sym.Param && kinds.stream().allMatch(kind -> kind == Kind.UNKNOWN || kind.unsafe());
        if (!argument
                && (kinds.stream().noneMatch(Kind::unsafe) || kinds.stream().anyMatch(Kind::atomicCalls))) {
            return;
        }
        for (Access write : accesses) {
            for (Access other : accesses) {
                boolean writes = write.op().writes()
                        || kinds.stream().anyMatch(Kind::readWrites)
                                && write.op().name().equals("get");
                if (writes && meet(facts, write, other) && !excluded(world, facts, write, other)) {
                    report(world, facts, path, write, other, out);
                    return;
                }
            }
        }
    }

    private static boolean meet(MethodFacts facts, Access a, Access b) {
        Task first = a.task();
        Task second = b.task();
        if (first == null && second == null) {
            return false;
        } else if (first != null && first.equals(second)) {
            return first.many();
        }
        boolean together = first != null
                && second != null
                && facts.together().stream().anyMatch(tasks -> tasks.contains(first) && tasks.contains(second));
        return together
                || (second != null && a.live().contains(second))
                || (first != null && b.live().contains(first));
    }

    private static boolean excluded(World world, MethodFacts facts, Access a, Access b) {
        for (Lock mine : a.locks()) {
            for (Lock theirs : b.locks()) {
                if (protects(world, facts, mine) && world.normal(mine).excludes(world.normal(theirs))) {
                    return true;
                }
            }
        }
        return false;
    }

    /** A lock made inside the task is another one each time; an executor protects when it has one thread. */
    private static boolean protects(World world, MethodFacts facts, Lock lock) {
        if (lock.mode() == Lock.Mode.CONFINED) {
            Set<Kind> kinds = world.kinds().of(facts.method(), lock.path());
            return lock.path() instanceof Sym.Const || kinds.equals(Set.of(Kind.SERIAL_EXECUTOR));
        }
        return !(lock.path() instanceof Sym.Fresh fresh) || fresh.site().method() == facts.method();
    }

    private void report(World world, MethodFacts facts, Sym path, Access write, Access other, Reporter out) {
        boolean stream =
                (write.task() != null && write.task().stream()) || (other.task() != null && other.task().stream());
        if (stream != streams) {
            return;
        }
        String name = Paths.text(path, facts.method());
        String message = stream
                ? name + " is written by the functions of a parallel stream, which run on several threads"
                : name + " is not thread-safe; it was handed to a task, and another thread goes on using it";
        String advice = stream
                ? "Collect the result (Collectors.toMap, groupingByConcurrent), or write to a concurrent container."
                : "Hand over a copy, wait for the task first, or use a concurrent container.";
        out.report(
                this,
                write.site(),
                name,
                Reporter.fields(world, path),
                message,
                advice,
                List.of(trace("One thread: ", write), trace("Another: ", other)));
    }

    private static Finding.Trace trace(String who, Access access) {
        Task task = access.task();
        String where = task == null ? " in the thread that started the task" : " in a task started at " + task.spawn();
        return Reporter.trace(who + RaceRule.verb(access) + where, access);
    }
}
