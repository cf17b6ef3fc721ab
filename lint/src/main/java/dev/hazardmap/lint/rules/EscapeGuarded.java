package dev.hazardmap.lint.rules;

import dev.hazardmap.lint.engine.Cell;
import dev.hazardmap.lint.engine.FieldInfo;
import dev.hazardmap.lint.engine.FieldKey;
import dev.hazardmap.lint.engine.MethodFacts;
import dev.hazardmap.lint.engine.MethodInfo;
import dev.hazardmap.lint.engine.Sym;
import dev.hazardmap.lint.engine.Use;
import dev.hazardmap.lint.engine.World;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A container that its class guards with a lock is handed out, whole or as a live view: whoever gets it has no lock. */
final class EscapeGuarded implements Rule {
    @Override
    public String id() {
        return "HM-ESCAPE";
    }

    @Override
    public void check(Evidence evidence, Reporter out) {
        for (MethodFacts facts : evidence.world().facts()) {
            if (reachable(facts.method())) {
                for (MethodFacts.Return ret : facts.returns()) {
                    ret.value().syms().forEach(sym -> check(evidence.world(), facts, ret, sym, out));
                }
            }
        }
    }

    private static boolean reachable(MethodInfo method) {
        if (method.isSynthetic() || method.isPrivate()) {
            return false;
        }
        boolean onlyOwn =
                method.callers().stream().allMatch(caller -> caller.method().owner() == method.owner());
        return method.isExported() || method.callers().isEmpty() || !onlyOwn;
    }

    private void check(World world, MethodFacts facts, MethodFacts.Return ret, Sym value, Reporter out) {
        Sym path = world.normal(value);
        Sym at = path.container();
        int nesting = 0;
        while (at instanceof Sym.Elem elem) {
            at = elem.base().container();
            nesting++;
        }
        FieldKey key = at instanceof Sym.Field f ? f.key() : at instanceof Sym.Static s ? s.key() : null;
        FieldInfo field = key == null ? null : world.program().field(key);
        if (key == null
                || field == null
                || !key.owner().equals(facts.method().owner().name())
                || nesting > 1) {
            return;
        }
        Optional<Cell> cell = world.cell(key, nesting);
        if (cell.isPresent() && cell.get().unsafe() && changedUnderLock(cell.get())) {
            report(world, facts, ret, path, cell.get(), field, out);
        }
    }

    /** It is changed after construction, and whoever changes it holds a lock. */
    private static boolean changedUnderLock(Cell cell) {
        return cell.uses().stream().anyMatch(use -> !use.early() && use.locked() && Races.writes(cell, use));
    }

    private void report(
            World world,
            MethodFacts facts,
            MethodFacts.Return ret,
            Sym path,
            Cell cell,
            FieldInfo field,
            Reporter out) {
        Use guarded = cell.uses().stream()
                .filter(use -> !use.early() && use.locked() && Races.writes(cell, use))
                .findFirst()
                .orElseThrow();
        String what = path instanceof Sym.View view
                ? "a live view (" + Paths.text(view, facts.method()) + ")"
                : "the container itself";
        out.report(
                this,
                facts.site(ret.insn()),
                cell.label(),
                Set.of(field),
                cell.label() + " is changed under a lock, but " + facts.method().name() + "() hands out " + what
                        + ": its callers read and write without the lock",
                "Return a copy made under the lock (new HashMap<>(map), Map.copyOf), or make the container a concurrent one.",
                List.of(Reporter.trace("Changes it under a lock", guarded.access())));
    }
}
