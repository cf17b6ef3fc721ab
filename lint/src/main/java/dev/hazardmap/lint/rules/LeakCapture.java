package dev.hazardmap.lint.rules;

import dev.hazardmap.lint.engine.Access;
import dev.hazardmap.lint.engine.MethodFacts;
import dev.hazardmap.lint.engine.Sym;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A long-lived lambda or inner class that keeps a whole map alive to read one value from it. */
final class LeakCapture implements Rule {
    private static final Set<String> LOOK_UPS = Set.of("get", "getOrDefault");

    @Override
    public String id() {
        return "HM-LEAK-CAPTURE";
    }

    @Override
    public void check(Evidence evidence, Reporter out) {
        for (MethodFacts facts : evidence.world().facts()) {
            for (MethodFacts.Kept kept : facts.kept()) {
                Map<Sym, List<Access>> captured = new LinkedHashMap<>();
                for (Access access : kept.inner()) {
                    if (local(facts, access.path()) && !access.reference()) {
                        captured.computeIfAbsent(access.path(), p -> new ArrayList<>())
                                .add(access);
                    }
                }
                captured.forEach((path, accesses) -> {
                    if (oneValue(accesses)) {
                        report(evidence, facts, kept, path, accesses.get(0), out);
                    }
                });
            }
        }
    }

    /** A variable of the method, not something the captured {@code this} holds anyway. */
    private static boolean local(MethodFacts facts, Sym path) {
        boolean argument = path instanceof Sym.Param param
                && (param.index() > 0 || facts.method().isStatic());
        return argument || path instanceof Sym.Fresh;
    }

    /** Only look-ups, all of one key that was fixed when the function was made. */
    private static boolean oneValue(List<Access> accesses) {
        Sym key = accesses.get(0).key().only();
        boolean fixed = key instanceof Sym.Const || key.root() instanceof Sym.Param || key.root() instanceof Sym.Static;
        return fixed
                && accesses.stream()
                        .allMatch(a -> LOOK_UPS.contains(a.op().name())
                                && a.key().only().equals(key));
    }

    private void report(
            Evidence evidence, MethodFacts facts, MethodFacts.Kept kept, Sym path, Access access, Reporter out) {
        String name = Paths.text(path, facts.method());
        out.report(
                this,
                facts.site(kept.insn()),
                name,
                Reporter.fields(evidence.world(), path),
                "a function kept by " + kept.how() + " captures the whole map (" + name
                        + ") to read one value: the map lives as long as the function",
                "Read the value first and capture that.",
                List.of(Reporter.trace("Reads the one value", access)));
    }
}
