package dev.hazardmap.benchmarks.race;

import java.util.List;
import java.util.Set;

/**
 * A line of the result: a workload in a form, and the limits of its ratio in mode {@code maps}.
 *
 * @param groups the means that the row counts for
 */
record Row(String workload, Form form, List<Bar> bars, Set<Group> groups) {
    Row {
        bars = List.copyOf(bars);
        groups = Set.copyOf(groups);
    }

    String name() {
        return workload + "/" + form.label();
    }

    /** Whether the user's word means this row: its name, its workload's for all forms, or that of a group. */
    boolean isMeantBy(String word) {
        return word.equals(name())
                || word.equals(workload)
                || groups.stream().anyMatch(group -> word.equals(group.word()));
    }
}
