package dev.hazardmap.maps;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What a builder collects about misuse detection.
 *
 * @param label the name of the map in reports; null for a number made up when the map is built
 * @param policy what happens on a misuse
 * @param strict whether an operation by a thread that does not own the map is a misuse even without an overlap
 * @param listener receives every report before the policy acts
 */
record MisuseOptions(@Nullable String label, MisusePolicy policy, boolean strict, Consumer<MisuseReport> listener) {
    /** Throw on an overlap, tell nobody else. */
    static final MisuseOptions DEFAULT = new MisuseOptions(null, MisusePolicy.THROW, false, report -> {});

    private static final AtomicInteger NUMBERS = new AtomicInteger();

    /** The label, or a fresh number. Asked for once, when the first report is made: most maps never need one. */
    String labelOrNumber() {
        return label == null ? "#" + NUMBERS.incrementAndGet() : label;
    }

    MisuseOptions withLabel(String newLabel) {
        return new MisuseOptions(newLabel, policy, strict, listener);
    }

    MisuseOptions withPolicy(MisusePolicy newPolicy) {
        return new MisuseOptions(label, newPolicy, strict, listener);
    }

    MisuseOptions withStrict(boolean newStrict) {
        return new MisuseOptions(label, policy, newStrict, listener);
    }

    MisuseOptions withListener(Consumer<MisuseReport> newListener) {
        return new MisuseOptions(label, policy, strict, newListener);
    }
}
