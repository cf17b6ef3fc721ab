package dev.hazardmap.lint.rules;

import dev.hazardmap.lint.engine.Access;
import dev.hazardmap.lint.engine.Cell;
import dev.hazardmap.lint.engine.FieldKey;
import dev.hazardmap.lint.engine.Kind;
import dev.hazardmap.lint.engine.Lock;
import dev.hazardmap.lint.engine.MethodFacts;
import dev.hazardmap.lint.engine.Sym;
import dev.hazardmap.lint.engine.Use;
import dev.hazardmap.lint.engine.World;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A synchronized collection iterated over without its lock: the wrapper locks single calls only. */
final class IterUnlocked implements Rule {
    private static final Set<String> ITERATIONS =
            Set.of("next", "previous", "stream", "copy by iteration", "forEachRemaining");

    @Override
    public String id() {
        return "HM-ITER-SYNC";
    }

    @Override
    public void check(Evidence evidence, Reporter out) {
        World world = evidence.world();
        for (MethodFacts facts : world.facts()) {
            for (MethodFacts.Event event : facts.events()) {
                Access access = event.access();
                boolean iterates = ITERATIONS.contains(access.op().name()) && !event.viaCall();
                if (iterates
                        && wrapped(world, facts, access)
                        && sharedAndChanging(world, facts, access)
                        && !locked(world, access)) {
                    report(world, facts, access, out);
                }
            }
        }
    }

    private static boolean wrapped(World world, MethodFacts facts, Access access) {
        return world.kinds().of(facts.method(), access.path()).equals(Set.of(Kind.SYNCHRONIZED));
    }

    /** Somebody may change it meanwhile: a field written after construction, an argument, a local that a task writes. */
    private static boolean sharedAndChanging(World world, MethodFacts facts, Access access) {
        if (facts.method().isInitializer()) {
            return false;
        }
        Optional<Cell> cell = cell(world, access);
        if (cell.isPresent()) {
            return cell.get().uses().stream()
                    .anyMatch(use -> !use.early() && use.access().op().writes());
        }
        if (access.path().root() instanceof Sym.Param) {
            // An argument: whoever passed it may hold the lock.
            return facts.method().callers().stream().noneMatch(caller -> caller.locked());
        }
        boolean local = access.path().root() instanceof Sym.Fresh;
        return !local
                || facts.events().stream()
                        .map(MethodFacts.Event::access)
                        .anyMatch(other -> other.path().equals(access.path())
                                && other.op().writes()
                                && other.task() != null
                                && access.live().contains(other.task()));
    }

    private static Optional<Cell> cell(World world, Access access) {
        Sym path = world.normal(access.path()).container();
        FieldKey key = path instanceof Sym.Field f ? f.key() : path instanceof Sym.Static s ? s.key() : null;
        return key == null ? Optional.empty() : world.cell(key, 0);
    }

    private static boolean locked(World world, Access access) {
        Sym path = world.normal(access.path()).container();
        for (Lock lock : access.locks()) {
            Lock normal = world.normal(lock);
            if (normal.path() == Sym.Special.UNKNOWN
                    || (normal.mode() == Lock.Mode.MONITOR && normal.path().equals(path))) {
                return true;
            }
        }
        return !access.locks().isEmpty() && everyWriterLocks(world, access);
    }

    /** Another lock is as good when every writer takes it too. */
    private static boolean everyWriterLocks(World world, Access access) {
        Optional<Cell> cell = cell(world, access);
        if (cell.isEmpty()) {
            return false;
        }
        Optional<Use> mine = cell.get().uses().stream()
                .filter(use -> use.access().site().equals(access.site()))
                .findFirst();
        return mine.isPresent()
                && cell.get().uses().stream()
                        .filter(use -> !use.early() && use.access().op().writes())
                        .allMatch(use -> use.locks().stream()
                                .anyMatch(x -> mine.get().locks().stream().anyMatch(x::excludes)));
    }

    private void report(World world, MethodFacts facts, Access access, Reporter out) {
        String name = Paths.text(access.path(), facts.method());
        out.report(
                this,
                access.site(),
                name,
                Reporter.fields(world, access.path()),
                name + " is a synchronized wrapper, but an iteration is many calls and nothing locks it as a whole",
                "Iterate inside synchronized (" + name.substring(name.lastIndexOf('.') + 1)
                        + ") { ... } (the wrapper itself, not a view of it), or use a concurrent collection.",
                List.of(Reporter.trace("Iterates", access)));
    }
}
