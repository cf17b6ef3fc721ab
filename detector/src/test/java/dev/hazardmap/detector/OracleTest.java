package dev.hazardmap.detector;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * The detector against the slow reference on random traces.
 *
 * <p><b>What is compared.</b> {@link TraceGenerator} draws a trace from a seed, {@link World} leaves out what can't
 * happen, {@link Reference} (with {@link Edges}) says which accesses race, {@link Simulation} drives the detector's own
 * hooks with the same steps. Everything that the detector reports must be a race between exactly those two steps;
 * every pair that {@link Reference} calls due must be reported, by the second step, the first one's thread, and both
 * kinds. {@link Edges} says where the detector can't be exact and how that is bounded from both sides.
 *
 * <p><b>In CI</b>: 100,000 traces. The full form: {@code mvn -pl detector test -Dtest=OracleTest
 * -Doracle.traces=5000000 -Doracle.seed=1}. A failing seed is printed with the least trace that still fails.
 *
 * <p><b>That it can fail</b>: {@code docs/oracle.md} lists the mutants of the detector it was run against.
 */
class OracleTest {
    private static final int TRACES = Integer.getInteger("oracle.traces", 100_000);
    private static final long FIRST_SEED = Long.getLong("oracle.seed", 1);

    @Test
    void races_randomTraces_asTheReference() {
        for (long seed = FIRST_SEED; seed < FIRST_SEED + TRACES; seed++) {
            Trace trace = TraceGenerator.trace(seed);
            if (!Comparison.disagreements(trace).isEmpty()) {
                Trace least = Comparison.shrink(trace);
                assertThat(Comparison.disagreements(least))
                        .as("seed %s, shrunk to%n%s%n", seed, least)
                        .isEmpty();
            }
        }
    }

    /** Traces without races, or full of them, or without an event of some kind, would test little. */
    @Test
    void generator_manyTraces_coverTheGround() {
        Map<Op, Integer> events = new EnumMap<>(Op.class);
        int traces = 2_000;
        int racy = 0;
        int ordered = 0;
        int alone = 0;
        int bounds = 0;
        for (long seed = 1; seed <= traces; seed++) {
            List<Step> steps = World.steps(TraceGenerator.trace(seed));
            steps.forEach(step -> events.merge(step.op(), 1, Integer::sum));
            Reference exact = Reference.of(steps, false);
            Reference lenient = Reference.of(steps, true);
            racy += exact.due.isEmpty() ? 0 : 1;
            ordered += exact.ordered > 0 ? 1 : 0;
            bounds += exact.due.equals(lenient.due) ? 0 : 1;
            alone += Simulation.of(steps, 0).timesSwitchedOff() > 0 ? 1 : 0;
        }
        assertThat(events.keySet()).contains(Op.values());
        assertThat(events.values()).allMatch(count -> count > 20);
        assertThat(racy).isBetween(traces / 2, traces * 19 / 20);
        assertThat(ordered).isGreaterThan(traces / 2);
        assertThat(alone).isGreaterThan(traces / 50);
        assertThat(bounds).isLessThan(traces / 8);
    }
}
