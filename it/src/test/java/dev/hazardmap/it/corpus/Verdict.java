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

    static List<Verdict> of(List<Case> cases, Batch.Outcome outcome) {
        List<Verdict> verdicts = new ArrayList<>();
        for (Case c : cases) {
            verdicts.add(of(c, outcome));
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

    private static Verdict of(Case c, Batch.Outcome outcome) {
        String failure = outcome.failures().get(c.id());
        if (failure != null) {
            return new Verdict(c, Kind.FAILED, failure);
        }
        List<RaceReport> reports = outcome.reports().stream()
                .filter(r -> r.cases().contains(c.id()))
                .toList();
        return c.racy() ? judgeRacy(c, reports) : judgeSilent(c, reports);
    }

    private static Verdict judgeSilent(Case c, List<RaceReport> reports) {
        return reports.isEmpty()
                ? new Verdict(c, Kind.RIGHT, "")
                : new Verdict(c, Kind.FALSE_POSITIVE, reports.get(0).summary());
    }

    private static Verdict judgeRacy(Case c, List<RaceReport> reports) {
        if (reports.isEmpty()) {
            return new Verdict(c, Kind.FALSE_NEGATIVE, "no report");
        }
        for (RaceReport report : reports) {
            String wrong = whatIsWrong(c, report);
            if (!wrong.isEmpty()) {
                return new Verdict(c, Kind.WRONG_REPORT, wrong + ": " + report.summary());
            }
        }
        return new Verdict(c, Kind.RIGHT, "");
    }

    private static String whatIsWrong(Case c, RaceReport report) {
        if (!report.current().cases().equals(java.util.Set.of(c.id()))) {
            return "current stack lacks the case";
        }
        if (!report.previous().cases().equals(java.util.Set.of(c.id()))) {
            return "previous stack lacks the case";
        }
        if (!c.expectsType(report.type())) {
            return "wrong type";
        }
        return c.expectsOperations(report) ? "" : "wrong operations";
    }
}
