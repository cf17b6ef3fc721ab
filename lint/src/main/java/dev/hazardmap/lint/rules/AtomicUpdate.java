package dev.hazardmap.lint.rules;

import dev.hazardmap.lint.engine.Op;
import dev.hazardmap.lint.rules.Sequences.Link;
import dev.hazardmap.lint.rules.Sequences.Sequence;

/** Read-modify-write: {@code m.put(k, m.get(k) + 1)} on a concurrent map loses updates. */
final class AtomicUpdate extends AtomicRule {
    AtomicUpdate() {
        super("HM-ATOMIC-UPDATE");
    }

    @Override
    boolean applies(Sequence s) {
        String act = s.write().op().name();
        return s.link() == Link.DATA
                && s.read().op().effect() == Op.Effect.READ
                && (act.equals("put") || act.equals("store"));
    }

    @Override
    String message(Sequence s, String name) {
        return name + ": the value put was computed from " + s.read().op().name()
                + "; an update by another thread in between is lost";
    }

    @Override
    String advice(Sequence s) {
        return "Use merge or compute, which are one step, or a value that counts by itself (LongAdder).";
    }
}
