package dev.hazardmap.lint.rules;

import dev.hazardmap.lint.engine.Access;
import dev.hazardmap.lint.engine.Kind;
import dev.hazardmap.lint.engine.MethodFacts;
import dev.hazardmap.lint.engine.Site;
import dev.hazardmap.lint.engine.Sym;
import dev.hazardmap.lint.engine.World;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** A null key or value for a map that takes none, also when a helper passes it on or gives it back. */
final class DataNull implements Rule {
    private static final Set<String> VALUES = Set.of("put", "putIfAbsent", "merge", "replace");

    @Override
    public String id() {
        return "HM-DATA-NULL";
    }

    @Override
    public void check(Evidence evidence, Reporter out) {
        Set<Site> direct = new HashSet<>();
        for (MethodFacts facts : evidence.world().facts()) {
            for (MethodFacts.Event event : facts.events()) {
                if (!event.viaCall() && nulls(evidence.world(), facts, event.access())) {
                    direct.add(event.access().site());
                    report(evidence.world(), facts, event.access(), out);
                }
            }
        }
        for (MethodFacts facts : evidence.world().facts()) {
            for (MethodFacts.Event event : facts.events()) {
                // Further up, or when only some path brings null, callers and callee usually agree on when; one literal
                // step is a mistake.
                boolean oneStep = event.viaCall()
                        && event.access().trace().size() == 2
                        && !direct.contains(event.access().site());
                if (oneStep
                        && literal(event.access())
                        && !testsArguments(event.access())
                        && nulls(evidence.world(), facts, event.access())) {
                    report(evidence.world(), facts, event.access(), out);
                }
            }
        }
    }

    private static boolean nulls(World world, MethodFacts facts, Access access) {
        boolean key = access.op().key() != 0 && access.key().mayBeNull();
        boolean value = access.op().value() != 0
                && VALUES.contains(access.op().name())
                && access.value().mayBeNull();
        boolean tested = facts.nullTests().stream()
                .anyMatch(test -> test.tested().mayBeNull()
                        && (test.tested().syms().equals(access.key().syms())
                                || test.tested().syms().equals(access.value().syms())));
        return (key || value)
                && !tested
                && !access.reference()
                && world.kinds().of(facts.method(), access.path()).equals(Set.of(Kind.CONCURRENT));
    }

    /** The helper looks at its arguments before it passes them on. */
    private static boolean testsArguments(Access access) {
        MethodFacts helper = access.site().method().facts();
        return helper != null
                && helper.nullTests().stream()
                        .anyMatch(test -> test.tested().syms().stream().anyMatch(sym -> sym instanceof Sym.Param));
    }

    private static boolean literal(Access access) {
        boolean key = access.op().key() != 0 && access.key().mayBeNull();
        return (key ? access.key() : access.value()).syms().size() == 1;
    }

    private void report(World world, MethodFacts facts, Access access, Reporter out) {
        String name = Paths.text(access.path(), facts.method());
        String what = access.op().key() != 0 && access.key().mayBeNull() ? "key" : "value";
        out.report(
                this,
                access.trace().get(0),
                name,
                Reporter.fields(world, access.path()),
                name + "." + access.op().name() + " may get a null " + what
                        + ", which a concurrent map rejects with a NullPointerException",
                "Leave the entry out (or remove it) when there is no " + what + ".",
                List.of(Reporter.trace("Passes null", access)));
    }
}
