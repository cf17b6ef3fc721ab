package dev.hazardmap.it.corpus;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What the run of one case says about the detector: nothing, or one of the ways to be wrong. */
record Verdict(Case subject, Kind kind, String detail) {
    enum Kind {
        RIGHT,
        /** A race was not reported. */
        FALSE_NEGATIVE,
        /** A report about a case that has no race. */
        FALSE_POSITIVE,
        /** The race was reported, with a wrong type, operation or stack. */
        WRONG_REPORT,
        /** The program itself didn't run to its end. */
        FAILED
    }

    static List<Verdict> of(List<Case> cases, Batch.Outcome outcome, Mode mode) {
        List<Verdict> verdicts = new ArrayList<>();
        for (Case c : cases) {
            verdicts.add(of(c, outcome, mode));
        }
        return verdicts;
    }

    /** Reports that name no case on either stack: false positives of the batch as a whole. */
    static List<RaceReport> stray(List<Case> cases, Batch.Outcome outcome) {
        Map<String, Case> byId = cases.stream().collect(Collectors.toMap(Case::id, c -> c));
        return outcome.reports().stream()
                .filter(r -> r.cases().stream().noneMatch(byId::containsKey))
                .toList();
    }

    private static Verdict of(Case c, Batch.Outcome outcome, Mode mode) {
        String failure = outcome.failures().get(c.id());
        if (failure != null) {
            return new Verdict(c, Kind.FAILED, failure);
        }
        List<RaceReport> reports = outcome.reports().stream()
                .filter(r -> r.cases().contains(c.id()))
                .toList();
        return c.racy() ? judgeRacy(c, reports, mode) : judgeSilent(c, reports);
    }

    private static Verdict judgeSilent(Case c, List<RaceReport> reports) {
        return reports.isEmpty()
                ? new Verdict(c, Kind.RIGHT, "")
                : new Verdict(c, Kind.FALSE_POSITIVE, reports.get(0).summary());
    }

    private static Verdict judgeRacy(Case c, List<RaceReport> reports, Mode mode) {
        if (reports.isEmpty()) {
            return new Verdict(c, Kind.FALSE_NEGATIVE, "no report");
        }
        String expectedMissing = "";
        boolean expectedSeen = false;
        for (RaceReport report : reports) {
            String wrong = whatIsWrong(c, report);
            if (!wrong.isEmpty()) {
                return new Verdict(c, Kind.WRONG_REPORT, wrong + ": " + report.summary());
            }
            String unexpected = whatIsUnexpected(c, report);
            expectedSeen |= unexpected.isEmpty();
            expectedMissing = unexpected.isEmpty() ? expectedMissing : unexpected + ": " + report.summary();
        }
        // A mode that sees more than the case was written for may find more: how the collection was published.
        boolean right =
                expectedMissing.isEmpty() || expectedSeen && mode != c.corpus().value();
        return right ? new Verdict(c, Kind.RIGHT, "") : new Verdict(c, Kind.WRONG_REPORT, expectedMissing);
    }

    private static String whatIsWrong(Case c, RaceReport report) {
        if (!report.current().cases().equals(java.util.Set.of(c.id()))) {
            return "current stack lacks the case";
        }
        if (!report.previous().cases().equals(java.util.Set.of(c.id()))) {
            return "previous stack lacks the case";
        }
        return "";
    }

    private static String whatIsUnexpected(Case c, RaceReport report) {
        if (!c.expectsType(report.type())) {
            return "wrong type";
        }
        return c.expectsOperations(report) ? "" : "wrong operations";
    }
}
