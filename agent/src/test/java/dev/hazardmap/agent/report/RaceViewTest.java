package dev.hazardmap.agent.report;

import static dev.hazardmap.agent.report.Accesses.frame;
import static dev.hazardmap.agent.report.Accesses.get;
import static dev.hazardmap.agent.report.Accesses.put;
import static dev.hazardmap.agent.report.Accesses.race;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hazardmap.detector.Access;
import java.util.List;
import org.junit.jupiter.api.Test;

class RaceViewTest {
    private static final RaceView.Side PUT = put(Access.STRUCTURE_WRITE, 41);
    private static final RaceView.Side GET = get(Access.STRUCTURE_READ, 55);

    @Test
    void places_swapped_same() {
        assertThat(race(PUT, GET).places()).isEqualTo(race(GET, PUT).places());
    }

    @Test
    void places_anotherLine_another() {
        assertThat(race(PUT, get(Access.STRUCTURE_READ, 56)).places())
                .isNotEqualTo(race(PUT, GET).places());
    }

    @Test
    void places_anotherAccessOfTheSameCall_same() {
        assertThat(race(put(Access.STRUCTURE_READ, 41), GET).places())
                .isEqualTo(race(PUT, GET).places());
    }

    /** What lies inside the JDK's method that was called is not part of the place. */
    @Test
    void place_deeperInTheJdk_same() {
        StackTraceElement put = frame("java.util.HashMap", "put", 610);
        StackTraceElement add = frame("java.util.HashSet", "add", 1);
        StackTraceElement app = frame("com.acme.Sessions", "add", 41);

        assertThat(with(List.of(put, add, app)).place())
                .isEqualTo(with(List.of(add, app)).place());
    }

    @Test
    void strength_writeAboveRead_structureAboveEntry() {
        assertThat(strength(Access.STRUCTURE_WRITE)).isGreaterThan(strength(Access.ENTRY_WRITE));
        assertThat(strength(Access.ENTRY_WRITE)).isGreaterThan(strength(Access.STRUCTURE_READ));
        assertThat(strength(Access.STRUCTURE_READ)).isGreaterThan(strength(Access.ENTRY_READ));
    }

    private static int strength(int access) {
        return race(put(access, 41), GET).strength();
    }

    private static RaceView.Side with(List<StackTraceElement> stack) {
        return new RaceView.Side(0, "add", "add", "\"a\" #1", "a", 1, stack, List.of(), List.of());
    }
}
