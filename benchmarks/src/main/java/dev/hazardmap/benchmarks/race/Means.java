package dev.hazardmap.benchmarks.race;

import java.util.List;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/** What is said over several rows. */
final class Means {
    static final Bar HEADLINE = new Bar("target", 1.5);
    static final Bar MEMORY = new Bar("target", 2);
    static final Bar MEMORY_WORST = new Bar("target", 4);

    private Means() {}

    /** The geometric mean of the CPU ratios of the headline rows, if all of them were measured. */
    static @Nullable Double headline(List<RowResult> results) {
        List<RowResult> those =
                results.stream().filter(result -> result.row().headline()).toList();
        long wanted = Rows.list().stream().filter(Row::headline).count();
        return those.size() == wanted
                ? geometric(those, result -> result.cpuRatio().median())
                : null;
    }

    static @Nullable Double memory(List<RowResult> results) {
        return results.isEmpty()
                ? null
                : geometric(results, result -> result.memoryRatio().median());
    }

    static @Nullable Double memoryWorst(List<RowResult> results) {
        return results.isEmpty()
                ? null
                : results.stream()
                        .mapToDouble(result -> result.memoryRatio().median())
                        .max()
                        .orElseThrow();
    }

    private static double geometric(List<RowResult> results, ToDoubleFunction<RowResult> ratio) {
        return Math.exp(
                results.stream().mapToDouble(ratio).map(Math::log).average().orElseThrow());
    }
}
