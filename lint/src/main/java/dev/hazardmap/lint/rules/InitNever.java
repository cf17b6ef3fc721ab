package dev.hazardmap.lint.rules;

import dev.hazardmap.lint.engine.Access;
import dev.hazardmap.lint.engine.Cell;
import dev.hazardmap.lint.engine.FieldInfo;
import dev.hazardmap.lint.engine.FieldKey;
import dev.hazardmap.lint.engine.MethodFacts;
import dev.hazardmap.lint.engine.Sym;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A map field that nobody assigns: the first call on it throws. */
final class InitNever implements Rule {
    @Override
    public String id() {
        return "HM-INIT-NULL";
    }

    @Override
    public void check(Evidence evidence, Reporter out) {
        Set<FieldKey> assigned = new HashSet<>();
        Set<Sym> tested = new HashSet<>();
        for (MethodFacts facts : evidence.world().facts()) {
            facts.assigns().forEach(assign -> assigned.add(key(assign.target())));
            facts.nullTests().forEach(test -> tested.addAll(test.tested().syms()));
        }
        for (Cell cell : evidence.world().cells()) {
            FieldInfo field = cell.field();
            if (field == null || cell.reference() || cell.nesting() != 0 || assigned.contains(cell.key())) {
                continue;
            }
            if (!field.isExported() && !field.isFinal() && field.annotations().isEmpty()) {
                Optional<Access> use = cell.uses().stream()
                        .map(u -> u.access())
                        .filter(access -> !tested.contains(access.path())
                                && !tested.contains(evidence.world().normal(access.path())))
                        .findFirst();
                use.ifPresent(access -> report(cell, field, access, out));
            }
        }
    }

    private static FieldKey key(Sym target) {
        if (target instanceof Sym.Field field) {
            return field.key();
        }
        return target instanceof Sym.Static field ? field.key() : new FieldKey("", "", "");
    }

    private void report(Cell cell, FieldInfo field, Access access, Reporter out) {
        out.report(
                this,
                access.site(),
                cell.label(),
                Set.of(field),
                cell.label() + " is never assigned: this call throws NullPointerException",
                "Initialise the field where it is declared.",
                List.of(Reporter.trace("Uses it", access)));
    }
}
