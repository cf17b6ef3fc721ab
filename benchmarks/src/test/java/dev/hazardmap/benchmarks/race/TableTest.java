package dev.hazardmap.benchmarks.race;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class TableTest {
    private static final Row ROW =
            new Row("chm", Form.BESIDE, List.of(new Bar("first", 2), new Bar("Go -race", 4)), Set.of(Group.HEADLINE));

    @Test
    void line_quietControl_judgesByEachBar() {
        assertThat(Table.line(result(30, 11), "maps"))
                .contains("| 3.00 (3.00-3.00) | 1.10 |", "first <= 2.0 OVER, Go -race <= 4.0 ok");
    }

    @Test
    void line_modeFields_judgesByGoAlone() {
        assertThat(Table.line(result(30, 11), "fields")).contains("| Go -race <= 4.0 ok |");
    }

    @Test
    void line_controlFarFromOne_judgesNothing() {
        assertThat(Table.line(result(30, 15), "maps")).contains("none: control").doesNotContain("OVER", "ok");
        assertThat(Table.line(result(30, 7), "maps")).contains("none: control").doesNotContain("OVER", "ok");
    }

    @Test
    void line_unsteadySample_saysSo() {
        assertThat(Table.line(result(30, 10), "maps")).contains("1 unsteady");
    }

    private static RowResult result(double agent, double control) {
        Sample unsteady = new Sample(agent, agent, 4, 4, 0, false, true, 2048, 0);
        return new RowResult(ROW, List.of(sample(10)), List.of(unsteady), List.of(sample(control)));
    }

    private static Sample sample(double nsPerOp) {
        return new Sample(nsPerOp, nsPerOp, 4, 4, 0, true, true, 1024, 0);
    }
}
