package dev.hazardmap.it.corpus;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hazardmap.it.corpus.RaceReport.Frame;
import dev.hazardmap.it.corpus.RaceReport.Side;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The judge itself: what counts as missed, as a false report, as a wrong one. */
class VerdictTest {
    private static final String OWNER = VerdictTest.class.getName();

    @Corpus(Mode.MAPS)
    static class Sample {
        @Raced(
                on = HashMap.class,
                ops = {"put", "get|size"})
        static void race_sample() {}

        static void noRace_sample() {}
    }

    @Test
    void racy_withTheExpectedReport_isRight() {
        assertThat(racy(report("java.util.HashMap", side("size", "race_sample"), side("put", "lambda$race_sample$7"))))
                .isEqualTo(Verdict.Kind.RIGHT);
    }

    @Test
    void racy_withoutAReport_isAFalseNegative() {
        assertThat(racy()).isEqualTo(Verdict.Kind.FALSE_NEGATIVE);
    }

    @Test
    void racy_withAReportOfAnotherCase_isAFalseNegative() {
        assertThat(racy(report("java.util.HashMap", side("put", "noRace_sample"), side("get", "noRace_sample"))))
                .isEqualTo(Verdict.Kind.FALSE_NEGATIVE);
    }

    @Test
    void racy_withAnotherType_isWrong() {
        assertThat(racy(report("java.util.TreeMap", side("put", "race_sample"), side("get", "race_sample"))))
                .isEqualTo(Verdict.Kind.WRONG_REPORT);
    }

    @Test
    void racy_withTheSameOperationTwice_isWrong() {
        assertThat(racy(report("java.util.HashMap", side("put", "race_sample"), side("put", "race_sample"))))
                .isEqualTo(Verdict.Kind.WRONG_REPORT);
    }

    @Test
    void racy_withOneStackOutsideTheCase_isWrong() {
        assertThat(racy(report("java.util.HashMap", side("put", "race_sample"), side("get", "run"))))
                .isEqualTo(Verdict.Kind.WRONG_REPORT);
    }

    @Test
    void racy_withASecondReportThatIsWrong_isWrong() {
        RaceReport right = report("java.util.HashMap", side("put", "race_sample"), side("get", "race_sample"));
        RaceReport wrong = report("java.util.TreeMap", side("put", "race_sample"), side("get", "race_sample"));
        assertThat(racy(right, wrong)).isEqualTo(Verdict.Kind.WRONG_REPORT);
    }

    @Test
    void silent_withAReportOnOneStack_isAFalsePositive() {
        assertThat(judge("noRace_sample", report("X", side("put", "lambda$noRace_sample$0"), side("get", "run"))))
                .isEqualTo(Verdict.Kind.FALSE_POSITIVE);
    }

    @Test
    void silent_withoutAReport_isRight() {
        assertThat(judge("noRace_sample")).isEqualTo(Verdict.Kind.RIGHT);
    }

    @Test
    void anyCase_thatDidNotEnd_hasFailed() {
        Case subject = subject("noRace_sample");
        Batch.Outcome outcome = new Batch.Outcome(List.of(), Map.of(subject.id(), "did not end"), List.of());
        assertThat(Verdict.of(List.of(subject), outcome, Mode.MAPS).get(0).kind())
                .isEqualTo(Verdict.Kind.FAILED);
    }

    @Test
    void stray_reportWithoutAnyCase_isKept() {
        RaceReport stray = report("X", side("put", "run"), side("get", "run"));
        Batch.Outcome outcome = new Batch.Outcome(List.of(stray), Map.of(), List.of());
        assertThat(Verdict.stray(List.of(subject("race_sample")), outcome)).containsExactly(stray);
    }

    private static Verdict.Kind racy(RaceReport... reports) {
        return judge("race_sample", reports);
    }

    private static Verdict.Kind judge(String method, RaceReport... reports) {
        Batch.Outcome outcome = new Batch.Outcome(List.of(reports), Map.of(), List.of());
        return Verdict.of(List.of(subject(method)), outcome, Mode.MAPS).get(0).kind();
    }

    private static Case subject(String method) {
        try {
            Case found = Case.of(Sample.class.getDeclaredMethod(method));
            return new Case(OWNER, found.method(), found.corpus(), found.raced());
        } catch (NoSuchMethodException e) {
            throw new AssertionError(e);
        }
    }

    private static RaceReport report(String type, Side current, Side previous) {
        return new RaceReport(type, current, previous);
    }

    private static Side side(String op, String method) {
        return new Side(op, List.of(new Frame("java.util.HashMap", op, 1), new Frame(OWNER, method, 2)));
    }
}
