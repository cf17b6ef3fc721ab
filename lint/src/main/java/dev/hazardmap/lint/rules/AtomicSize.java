package dev.hazardmap.lint.rules;

import dev.hazardmap.lint.engine.Op;
import dev.hazardmap.lint.rules.Sequences.Link;
import dev.hazardmap.lint.rules.Sequences.Sequence;
import java.util.Set;

/** Size-then-act: {@code if (m.size() < MAX) m.put(k, v)} on a concurrent container. */
final class AtomicSize extends AtomicRule {
    private static final Set<String> ACTS =
            Set.of("put", "add", "offer", "push", "addFirst", "addLast", "remove", "removeFirst", "removeLast", "pop");

    AtomicSize() {
        super("HM-ATOMIC-SIZE");
    }

    @Override
    boolean applies(Sequence s) {
        return s.link() == Link.CONTROL
                && s.read().op().effect() == Op.Effect.SIZE
                && ACTS.contains(s.write().op().name())
                && !s.read().op().name().startsWith("has")
                && !drains(s);
    }

    /** A loop that takes until nothing is left: whoever writes that is the only consumer. */
    private static boolean drains(Sequence s) {
        boolean takes = s.write().op().name().startsWith("remove")
                || s.write().op().name().equals("pop");
        return takes && s.facts().cfg().inLoop(s.write().trace().get(0).insn());
    }

    @Override
    String message(Sequence s, String name) {
        return name + ": " + s.read().op().name() + "() decides about "
                + s.write().op().name() + ", but the size may have changed by then";
    }

    @Override
    String advice(Sequence s) {
        return "Use a bounded structure, a Semaphore or poll(), or hold one lock over both.";
    }
}
