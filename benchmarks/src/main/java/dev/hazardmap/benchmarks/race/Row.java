package dev.hazardmap.benchmarks.race;

import java.util.List;

/**
 * A line of the result: a workload in a form, and the limits of its ratio in mode {@code maps}.
 *
 * @param headline whether the row counts for the headline geometric mean
 */
record Row(String workload, Form form, List<Bar> bars, boolean headline) {
    Row {
        bars = List.copyOf(bars);
    }

    String name() {
        return workload + "/" + form.label();
    }

    /** Whether the user's word means this row: its name, or its workload's for all forms. */
    boolean isMeantBy(String word) {
        return word.equals(name()) || word.equals(workload);
    }
}
