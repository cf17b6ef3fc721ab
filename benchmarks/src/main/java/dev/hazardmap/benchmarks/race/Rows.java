package dev.hazardmap.benchmarks.race;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

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
        forms(rows, "hashmap", Set.of(Group.HEADLINE), first(2.5), target(2));
        forms(rows, "locked", Set.of(Group.HEADLINE), first(4), target(2));
        forms(rows, "synchronized", Set.of(), first(4), target(2));
        forms(rows, "chm", Set.of(Group.HEADLINE), first(8), target(2));
        forms(rows, "json", Set.of(Group.HEADLINE, Group.APPLICATION), target(2));
        forms(rows, "words", Set.of(Group.APPLICATION), target(2));
        forms(rows, "chase", Set.of(), target(CODE_WITHOUT_MAPS));
        forms(rows, "objects", Set.of(), target(CODE_WITHOUT_MAPS));
        forms(rows, "multiply", Set.of(), target(CODE_WITHOUT_MAPS));
        forms(rows, "go-maploop", Set.of(), go(2.3));
        forms(rows, "go-strmap", Set.of(), go(3.4));
        threads(rows, "go-syncmap", Set.of(), go(11.1));
        threads(rows, "go-mutex", Set.of(), go(20.9));
        threads(rows, "go-channel", Set.of(), go(4.4));
        threads(rows, "go-matrix", Set.of(), target(CODE_WITHOUT_MAPS), go(13.9));
        forms(rows, "go-list", Set.of(), target(CODE_WITHOUT_MAPS), go(1.1));
        threads(rows, "go-alloc", Set.of(), target(CODE_WITHOUT_MAPS), go(2.4));
        threads(rows, "h2", Set.of(Group.APPLICATION));
        rows.add(new Row("lucene", Form.BESIDE, List.of(), Set.of(Group.APPLICATION)));
        threads(rows, "caffeine", Set.of(Group.APPLICATION));
        threads(rows, "http", Set.of(Group.APPLICATION));
        for (String kernel : List.of("sor", "sparse", "crypt", "series", "lu")) {
            threads(rows, kernel, Set.of(Group.KERNEL), target(CODE_WITHOUT_MAPS));
        }
        return List.copyOf(rows);
    }

    private static void forms(List<Row> rows, String workload, Set<Group> groups, Bar... bars) {
        rows.add(new Row(workload, Form.ALONE, List.of(), Set.of()));
        if (groups.contains(Group.HEADLINE)) {
            rows.add(new Row(workload, Form.JOINED, List.of(), Set.of()));
        }
        rows.add(new Row(workload, Form.BESIDE, List.of(bars), groups));
    }

    private static void threads(List<Row> rows, String workload, Set<Group> groups, Bar... bars) {
        rows.add(new Row(workload, Form.THREADS, List.of(bars), groups));
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
