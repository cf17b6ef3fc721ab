package dev.hazardmap.lint.rules;

import dev.hazardmap.lint.engine.Access;
import dev.hazardmap.lint.engine.Cell;
import dev.hazardmap.lint.engine.FieldInfo;
import dev.hazardmap.lint.engine.MethodFacts;
import dev.hazardmap.lint.engine.Sym;
import dev.hazardmap.lint.engine.Use;
import java.util.List;
import java.util.Set;

/**
 * Copy-on-write through a plain field: the new map is filled, then assigned to a field that is not volatile. A reader may see the reference
 * before what was put into the map (JLS 17.4.5), or never.
 */
final class RaceCopyOnWrite implements Rule {
    @Override
    public String id() {
        return "HM-RACE-COW";
    }

    @Override
    public void check(Evidence evidence, Reporter out) {
        for (MethodFacts facts : evidence.world().facts()) {
            if (!facts.method().isInitializer()) {
                facts.assigns().forEach(assign -> check(evidence, facts, assign, out));
            }
        }
    }

    private void check(Evidence evidence, MethodFacts facts, MethodFacts.Assign assign, Reporter out) {
        Sym target = assign.target();
        FieldInfo field = field(evidence, target);
        if (field == null || field.isVolatile() || field.isFinal() || !copies(facts, assign)) {
            return;
        }
        Cell cell = reference(evidence, field);
        Use store = cell == null ? null : use(cell, assign.line(), true);
        Use load = cell == null || store == null ? null : unprotected(cell, store);
        if (store == null || load == null) {
            return;
        }
        Access at = store.access();
        out.report(
                this,
                at.site(),
                field.key().label(),
                Set.of(field),
                field.key().label()
                        + " is replaced by a changed copy, but the field is not volatile: readers may see the new map half filled",
                "Make the field volatile (and the map unmodifiable), or keep it in an AtomicReference.",
                List.of(
                        Reporter.trace("Publishes the copy", at),
                        Reporter.trace("Reads without a lock", load.access())));
    }

    private static @org.jspecify.annotations.Nullable FieldInfo field(Evidence evidence, Sym target) {
        if (target instanceof Sym.Field f) {
            return evidence.world().program().field(f.key());
        }
        return target instanceof Sym.Static s ? evidence.world().program().field(s.key()) : null;
    }

    /** The assigned container was made here as a copy of what the field held, and then changed. */
    private static boolean copies(MethodFacts facts, MethodFacts.Assign assign) {
        return assign.value().syms().stream()
                .map(Sym::container)
                .anyMatch(copy -> facts.copies().getOrDefault(copy, Set.of()).contains(assign.target())
                        && facts.events().stream()
                                .map(MethodFacts.Event::access)
                                .anyMatch(access -> access.path().equals(copy)
                                        && access.op().writes()
                                        && access.op().source() == 0));
    }

    private static @org.jspecify.annotations.Nullable Cell reference(Evidence evidence, FieldInfo field) {
        return evidence.world().cells().stream()
                .filter(cell ->
                        cell.reference() && cell.nesting() == 0 && cell.key().equals(field.key()))
                .findFirst()
                .orElse(null);
    }

    private static @org.jspecify.annotations.Nullable Use use(Cell cell, int line, boolean write) {
        return cell.uses().stream()
                .filter(use -> use.access().op().writes() == write
                        && use.access().site().line() == line)
                .findFirst()
                .orElse(null);
    }

    private static @org.jspecify.annotations.Nullable Use unprotected(Cell cell, Use store) {
        return cell.uses().stream()
                .filter(use -> !use.early()
                        && use.entry() != store.entry()
                        && !use.access().op().writes())
                .filter(use -> store.locks().stream()
                        .noneMatch(x -> use.locks().stream().anyMatch(x::excludes)))
                .findFirst()
                .orElse(null);
    }
}
