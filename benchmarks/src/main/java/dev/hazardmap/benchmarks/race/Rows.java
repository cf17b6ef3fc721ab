package dev.hazardmap.benchmarks.race;

import java.util.ArrayList;
import java.util.List;

/**
 * All rows, with their bars: {@code first} is what the first release promises, {@code target} where it should get to,
 * {@code Go -race} the least of the median CPU ratios of Go 1.23.5 and 1.26.10 on the same program, measured on two
 * cores. A program with one thread left has no bar: its figure is for comparison.
 */
final class Rows {
    private static final double CODE_WITHOUT_MAPS = 1.1;
    private static final List<Row> ALL = all();

    private Rows() {}

    static List<Row> list() {
        return ALL;
    }

    private static List<Row> all() {
        List<Row> rows = new ArrayList<>();
        forms(rows, "hashmap", true, first(2.5), target(2));
        forms(rows, "locked", true, first(4), target(2));
        forms(rows, "synchronized", false, first(4), target(2));
        forms(rows, "chm", true, first(8), target(2));
        forms(rows, "json", true, target(2));
        forms(rows, "words", false, target(2));
        forms(rows, "chase", false, target(CODE_WITHOUT_MAPS));
        forms(rows, "objects", false, target(CODE_WITHOUT_MAPS));
        forms(rows, "multiply", false, target(CODE_WITHOUT_MAPS));
        forms(rows, "go-maploop", false, go(2.3));
        forms(rows, "go-strmap", false, go(3.4));
        threads(rows, "go-syncmap", go(11.1));
        threads(rows, "go-mutex", go(20.9));
        threads(rows, "go-channel", go(4.4));
        threads(rows, "go-matrix", target(CODE_WITHOUT_MAPS), go(13.9));
        forms(rows, "go-list", false, target(CODE_WITHOUT_MAPS), go(1.1));
        threads(rows, "go-alloc", target(CODE_WITHOUT_MAPS), go(2.4));
        return List.copyOf(rows);
    }

    private static void forms(List<Row> rows, String workload, boolean headline, Bar... bars) {
        rows.add(new Row(workload, Form.ALONE, List.of(), false));
        if (headline) {
            rows.add(new Row(workload, Form.JOINED, List.of(), false));
        }
        rows.add(new Row(workload, Form.BESIDE, List.of(bars), headline));
    }

    private static void threads(List<Row> rows, String workload, Bar... bars) {
        rows.add(new Row(workload, Form.THREADS, List.of(bars), false));
    }

    private static Bar first(double most) {
        return new Bar("first", most);
    }

    private static Bar target(double most) {
        return new Bar("target", most);
    }

    private static Bar go(double most) {
        return new Bar("Go -race", most);
    }
}
