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
                .iterations(TestScale.of(2, 100))
                .invocationsPerIteration(TestScale.of(100, 5_000))
                .threads(2)
                .actorsPerThread(3)
                .actorsBefore(2)
                .actorsAfter(2)
                .check(operations);
    }

    static void modelCheck(Class<?> operations) {
        modelCheck(operations, TestScale.of(2, 60), TestScale.of(25, 2_000));
    }

    private static void modelCheck(Class<?> operations, int scenarios, int interleavings) {
        modelChecking(scenarios, interleavings).check(operations);
    }

    /** Stops at the first failure; to find the least scenario that fails takes minutes. */
    static void modelCheckPlantedBug(Class<?> operations) {
        modelChecking(60, 200).minimizeFailedScenario(false).check(operations);
    }

    private static ModelCheckingOptions modelChecking(int scenarios, int interleavings) {
        return new ModelCheckingOptions()
                .iterations(scenarios)
                .invocationsPerIteration(interleavings)
                .loopBound(LONGEST_LOOP)
                .threads(2)
                .actorsPerThread(2)
                .actorsBefore(1)
                .actorsAfter(1);
    }
}
