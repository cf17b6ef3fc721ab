package dev.hazardmap.lint.rules;

import dev.hazardmap.lint.engine.Access;
import dev.hazardmap.lint.engine.Kind;
import dev.hazardmap.lint.engine.MethodFacts;
import dev.hazardmap.lint.engine.Op;
import dev.hazardmap.lint.engine.Site;
import dev.hazardmap.lint.engine.Sym;
import dev.hazardmap.lint.engine.World;
import java.util.BitSet;
import java.util.List;
import java.util.Set;

/** Modification inside a for-each: the next call of the iterator throws ConcurrentModificationException, or misses elements. */
final class IterModify implements Rule {
    private static final Set<String> NEXT = Set.of("next", "previous");

    @Override
    public String id() {
        return "HM-ITER-MODIFY";
    }

    @Override
    public void check(Evidence evidence, Reporter out) {
        for (MethodFacts facts : evidence.world().facts()) {
            for (MethodFacts.Event next : facts.events()) {
                if (NEXT.contains(next.access().op().name()) && !next.viaCall()) {
                    loop(evidence.world(), facts, next, out);
                }
            }
            for (MethodFacts.Callback callback : facts.callbacks()) {
                boolean iterates = callback.outer().op().effect() == Op.Effect.ITERATE
                        || callback.outer().op().name().equals("removeIf")
                        || callback.outer().op().name().equals("replaceAll");
                if (iterates) {
                    callback.inner().forEach(inner -> function(evidence.world(), facts, callback.outer(), inner, out));
                }
            }
        }
    }

    private void loop(World world, MethodFacts facts, MethodFacts.Event next, Reporter out) {
        Sym path = next.access().path();
        BitSet fresh = new BitSet();
        facts.events().stream()
                .filter(event -> event.access().path().equals(path)
                        && event.access().op().view() == Sym.ViewKind.ITERATOR)
                .forEach(event -> fresh.set(event.insn()));
        for (MethodFacts.Event write : facts.events()) {
            boolean loops = structural(write.access(), path)
                    && write.access().task() == null
                    && facts.cfg().reaches(next.insn(), write.insn(), fresh)
                    && facts.cfg().reaches(write.insn(), next.insn(), fresh);
            if (loops && failsFast(world, facts, path)) {
                report(
                        world,
                        facts,
                        next.access(),
                        write.access(),
                        write.access().trace().get(0),
                        out);
            }
        }
    }

    private void function(World world, MethodFacts facts, Access outer, Access inner, Reporter out) {
        if (structural(inner, outer.path()) && inner.task() == null && failsFast(world, facts, outer.path())) {
            report(world, facts, outer, inner, inner.trace().get(inner.trace().size() > 1 ? 1 : 0), out);
        }
    }

    /** Adds or removes, other than by the iterator; putting a new value under a key of this very iteration does not. */
    private static boolean structural(Access access, Sym path) {
        boolean other = access.op().effect() != Op.Effect.WRITE
                || access.op().name().startsWith("Iterator.")
                || access.reference();
        if (other || !access.path().equals(path)) {
            return false;
        }
        boolean keyed = access.op().key() != 0
                && !access.op().name().startsWith("remove")
                && !access.op().name().startsWith("add");
        return !(keyed && access.key().only().equals(Sym.elem(path)));
    }

    private static boolean failsFast(World world, MethodFacts facts, Sym path) {
        Set<Kind> kinds = world.kinds().of(facts.method(), path);
        boolean safe = kinds.stream()
                .anyMatch(kind -> kind == Kind.CONCURRENT || kind == Kind.COPY_ON_WRITE || kind == Kind.IMMUTABLE);
        return !safe
                && kinds.stream().anyMatch(kind -> kind.unsafe() || kind == Kind.SYNCHRONIZED || kind == Kind.UNKNOWN);
    }

    private void report(World world, MethodFacts facts, Access iteration, Access write, Site at, Reporter out) {
        String name = Paths.text(write.path(), facts.method());
        out.report(
                this,
                at,
                name,
                Reporter.fields(world, write.path()),
                name + " is modified (" + write.op().name() + ") while it is iterated over, and the iteration goes on",
                "Use Iterator.remove or removeIf, or collect the changes and apply them after the loop.",
                List.of(Reporter.trace("Iterates", iteration), Reporter.trace("Modifies", write)));
    }
}
