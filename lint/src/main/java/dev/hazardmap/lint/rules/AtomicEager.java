package dev.hazardmap.lint.rules;

import dev.hazardmap.lint.engine.Access;
import dev.hazardmap.lint.engine.MethodFacts;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** putIfAbsent with a value that was expensive to make: it is made on every call, and thrown away when the key is there. */
final class AtomicEager implements Rule {
    @Override
    public String id() {
        return "HM-ATOMIC-EAGER";
    }

    @Override
    public void check(Evidence evidence, Reporter out) {
        for (MethodFacts facts : evidence.world().facts()) {
            for (Map.Entry<Integer, List<Access>> call : facts.heavyArgs().entrySet()) {
                Access put = call.getValue().get(0);
                if (Sequences.concurrent(evidence.world(), facts, put) && !checkedBefore(facts, call.getKey(), put)) {
                    report(evidence, facts, put, out);
                }
            }
        }
    }

    private static boolean checkedBefore(MethodFacts facts, int insn, Access put) {
        for (MethodFacts.Event event : facts.events()) {
            boolean read =
                    !event.access().op().writes() && event.access().path().equals(put.path());
            for (Map.Entry<Integer, Set<Integer>> branch : facts.branchReads().entrySet()) {
                if (read
                        && branch.getValue().contains(event.insn())
                        && facts.cfg().controls(branch.getKey(), insn)) {
                    return true;
                }
            }
        }
        return false;
    }

    private void report(Evidence evidence, MethodFacts facts, Access put, Reporter out) {
        String name = Paths.text(put.path(), facts.method());
        out.report(
                this,
                put.site(),
                name,
                Reporter.fields(evidence.world(), put.path()),
                name + ": the value for putIfAbsent is computed at a price even when the key is there",
                "Use computeIfAbsent with a function: it runs only when the key is absent.",
                List.of(Reporter.trace("Computes, then offers: putIfAbsent", put)));
    }
}
