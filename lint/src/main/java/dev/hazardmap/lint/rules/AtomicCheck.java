package dev.hazardmap.lint.rules;

import dev.hazardmap.lint.engine.Op;
import dev.hazardmap.lint.rules.Sequences.Link;
import dev.hazardmap.lint.rules.Sequences.Sequence;
import java.util.Set;

/** Check-then-act: {@code if (!m.containsKey(k)) m.put(k, v)} on a concurrent map. */
final class AtomicCheck extends AtomicRule {
    private static final Set<String> ACTS =
            Set.of("put", "store", "remove", "delete", "add", "offer", "addFirst", "addLast", "push", "invalidate");

    AtomicCheck() {
        super("HM-ATOMIC-CHECK");
    }

    @Override
    boolean applies(Sequence s) {
        if (s.read().op().key() == 0
                || s.link() != Link.CONTROL
                || s.read().op().effect() != Op.Effect.READ
                || !ACTS.contains(s.write().op().name())) {
            return false;
        }
        boolean removal = s.write().op().name().equals("remove")
                || s.write().op().name().equals("delete")
                || s.write().op().name().equals("invalidate");
        String check = s.read().op().name();
        // Removing what was just seen to be there does no harm: if it is gone, there is nothing to remove.
        boolean harmless = removal && (s.onlyNullTested() || check.equals("containsKey") || check.equals("contains"));
        // A set's add is a test and an insertion in one; whoever asks first merely asks twice.
        boolean setAdd = s.write().op().name().equals("add") && !check.equals("contains");
        return !harmless && !setAdd;
    }

    @Override
    String message(Sequence s, String name) {
        return name + ": " + s.read().op().name() + " and then "
                + s.write().op().name() + " are two steps; another thread may change the entry in between";
    }

    @Override
    String advice(Sequence s) {
        return s.write().op().name().equals("remove")
                ? "Use remove(key, value) or computeIfPresent."
                : "Use putIfAbsent, computeIfAbsent or compute, which are one step; or hold one lock over both.";
    }
}
