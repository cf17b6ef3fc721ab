package dev.hazardmap.benchmarks.race;

import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/** What is said over several rows. */
final class Means {
    static final Bar HEADLINE = new Bar("target", 1.5);
    static final Bar MEMORY = new Bar("target", 2);
    static final Bar MEMORY_WORST = new Bar("target", 4);
    static final Bar FIELDS = new Bar("target", 2.5);
    static final Bar FULL = new Bar("target", 4);
    static final Bar FULL_WORST = new Bar("target", 10);

    private Means() {}

    /** The geometric mean of the CPU ratios of the groups' rows, if all of them were measured. */
    static @Nullable Double cpu(List<RowResult> results, Group... groups) {
        List<RowResult> those = of(results, groups);
        return those.isEmpty()
                ? null
                : geometric(those, result -> result.cpuRatio().median());
    }

    /** The greatest CPU ratio of the groups' rows, if all of them were measured. */
    static @Nullable Double worst(List<RowResult> results, Group... groups) {
        List<RowResult> those = of(results, groups);
        return those.isEmpty()
                ? null
                : greatest(those, result -> result.cpuRatio().median());
    }

    /** The groups' rows; none unless all are there. */
    private static List<RowResult> of(List<RowResult> results, Group... groups) {
        List<RowResult> those =
                results.stream().filter(result -> isIn(result.row(), groups)).toList();
        long wanted = Rows.list().stream().filter(row -> isIn(row, groups)).count();
        return those.size() == wanted ? those : List.of();
    }

    private static boolean isIn(Row row, Group... groups) {
        return Arrays.stream(groups).anyMatch(row.groups()::contains);
    }

    static @Nullable Double memory(List<RowResult> results) {
        return results.isEmpty()
                ? null
                : geometric(results, result -> result.memoryRatio().median());
    }

    static @Nullable Double memoryWorst(List<RowResult> results) {
        return results.isEmpty()
                ? null
                : greatest(results, result -> result.memoryRatio().median());
    }

    private static double greatest(List<RowResult> results, ToDoubleFunction<RowResult> ratio) {
        return results.stream().mapToDouble(ratio).max().orElseThrow();
    }

    private static double geometric(List<RowResult> results, ToDoubleFunction<RowResult> ratio) {
        return Math.exp(
                results.stream().mapToDouble(ratio).map(Math::log).average().orElseThrow());
    }
}
