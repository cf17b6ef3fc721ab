package dev.hazardmap.maps;

import org.jetbrains.lincheck.datastructures.ModelCheckingOptions;
import org.jetbrains.lincheck.datastructures.StressOptions;

/** How long the Lincheck tests of the Swiss maps run. */
final class LincheckRuns {
    /** A snapshot or a rebuild loops over all slots; Lincheck takes more rounds than its default of 101 for a hang. */
    private static final int LONGEST_LOOP = 2_000;

    private LincheckRuns() {}

    static void stress(Class<?> operations) {
        new StressOptions()
                .iterations(TestScale.of(4, 100))
                .invocationsPerIteration(TestScale.of(200, 5_000))
                .threads(2)
                .actorsPerThread(3)
                .actorsBefore(2)
                .actorsAfter(2)
                .check(operations);
    }

    static void modelCheck(Class<?> operations) {
        modelCheck(operations, TestScale.of(3, 60), TestScale.of(60, 2_000));
    }

    static void modelCheck(Class<?> operations, int scenarios, int interleavings) {
        new ModelCheckingOptions()
                .iterations(scenarios)
                .invocationsPerIteration(interleavings)
                .loopBound(LONGEST_LOOP)
                .threads(2)
                .actorsPerThread(2)
                .actorsBefore(1)
                .actorsAfter(1)
                .check(operations);
    }
}
