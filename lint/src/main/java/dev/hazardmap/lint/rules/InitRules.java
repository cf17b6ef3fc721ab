package dev.hazardmap.lint.rules;

import dev.hazardmap.lint.Finding;
import dev.hazardmap.lint.engine.FieldInfo;
import dev.hazardmap.lint.engine.FieldKey;
import dev.hazardmap.lint.engine.MethodFacts;
import dev.hazardmap.lint.engine.MethodInfo;
import dev.hazardmap.lint.engine.Names;
import dev.hazardmap.lint.engine.Sym;
import dev.hazardmap.lint.engine.World;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What the two rules about lazy initialisation share: the null test of a container field that decides its assignment. */
final class InitRules {
    /** A test, and the assignment it decides. */
    record Lazy(MethodFacts facts, MethodFacts.NullTest test, MethodFacts.Assign assign, FieldInfo field) {}

    private InitRules() {}

    static List<Lazy> find(World world) {
        List<Lazy> found = new java.util.ArrayList<>();
        for (MethodFacts facts : world.facts()) {
            for (MethodFacts.Assign assign : facts.assigns()) {
                FieldInfo field = container(world, assign.target());
                if (field == null || field.isFinal() || facts.method().isInitializer()) {
                    continue;
                }
                for (MethodFacts.NullTest test : facts.nullTests()) {
                    boolean tests = test.tested().syms().contains(assign.target());
                    if (tests
                            && facts.cfg().controls(test.insn(), assign.insn())
                            && facts.cfg().leads(test.onNull(), assign.insn(), test.insn())) {
                        found.add(new Lazy(facts, test, assign, field));
                    }
                }
            }
        }
        return found;
    }

    private static @Nullable FieldInfo container(World world, Sym target) {
        FieldKey key = target instanceof Sym.Field f ? f.key() : target instanceof Sym.Static s ? s.key() : null;
        boolean holds = key != null
                && world.program().types().family(Names.typeOf(key.desc())).holds();
        return key != null && holds ? world.program().field(key) : null;
    }

    /** Whether every caller holds a lock, so that the method runs alone. */
    static boolean calledUnderLock(MethodInfo method) {
        return !method.callers().isEmpty() && method.callers().stream().allMatch(MethodInfo.Caller::locked);
    }

    static void report(Rule rule, Lazy lazy, String message, String advice, Reporter out) {
        FieldInfo field = lazy.field();
        List<Finding.Trace> traces = List.of(new Finding.Trace(
                "Tests for null",
                List.of(Reporter.frame(lazy.facts().site(lazy.test().insn()))),
                lazy.test().locks().isEmpty() ? "none" : "held"));
        out.report(
                rule,
                lazy.facts().site(lazy.assign().insn()),
                field.key().label(),
                Set.of(field),
                message,
                advice,
                traces);
    }
}
