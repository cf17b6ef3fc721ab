package dev.hazardmap.benchmarks.race;

import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/** A figure with the least and the greatest of the figures behind it. */
record Spread(double median, double min, double max) {
    /** Of single figures. */
    static Spread of(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return new Spread(median(sorted), sorted[0], sorted[sorted.length - 1]);
    }

    /** The ratio of the two medians; least and greatest are those of the pairs taken one after the other. */
    static <T> Spread ratio(List<T> of, List<T> to, ToDoubleFunction<T> figure) {
        double[] above = of.stream().mapToDouble(figure).toArray();
        double[] below = to.stream().mapToDouble(figure).toArray();
        double[] pairs = IntStream.range(0, above.length)
                .mapToDouble(i -> above[i] / below[i])
                .toArray();
        return new Spread(of(above).median / of(below).median, of(pairs).min, of(pairs).max);
    }

    private static double median(double[] sorted) {
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
