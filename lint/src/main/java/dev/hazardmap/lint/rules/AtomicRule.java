package dev.hazardmap.lint.rules;

import dev.hazardmap.lint.rules.Sequences.Sequence;
import java.util.List;

/** A rule about a read and a write that should have been one call. */
abstract class AtomicRule implements Rule {
    private final String id;

    AtomicRule(String id) {
        this.id = id;
    }

    @Override
    public String id() {
        return id;
    }

    @Override
    public void check(Evidence evidence, Reporter out) {
        for (Sequence sequence : evidence.sequences()) {
            if (applies(sequence)) {
                report(evidence, sequence, out);
            }
        }
    }

    abstract boolean applies(Sequence sequence);

    abstract String message(Sequence sequence, String name);

    abstract String advice(Sequence sequence);

    private void report(Evidence evidence, Sequence sequence, Reporter out) {
        String name = Paths.text(
                evidence.world().normal(sequence.write().path()),
                sequence.facts().method());
        out.report(
                this,
                sequence.write().trace().get(0),
                name,
                Reporter.fields(evidence.world(), sequence.write().path()),
                message(sequence, name),
                advice(sequence),
                List.of(
                        Reporter.trace("Reads: " + sequence.read().op().name(), sequence.read()),
                        Reporter.trace(
                                "Then acts on what it read: "
                                        + sequence.write().op().name(),
                                sequence.write())));
    }
}
