package dev.hazardmap.it.corpus;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The verdicts of one run of the corpus on one JDK in one mode, and the table that is printed of them. */
final class Tally {
    private final String title;
    private final List<Verdict> verdicts = new ArrayList<>();
    private final List<String> trouble = new ArrayList<>();

    Tally(String title) {
        this.title = title;
    }

    void add(Batch batch, Batch.Outcome outcome) {
        String direction = batch.reversed() ? " (reversed)" : "";
        for (Verdict v : Verdict.of(batch.cases(), outcome, batch.mode())) {
            verdicts.add(new Verdict(v.subject(), v.kind(), v.detail() + direction));
        }
        Verdict.stray(batch.cases(), outcome).forEach(r -> trouble.add("report without a case: " + r.summary()));
        trouble.addAll(outcome.trouble());
    }

    List<Verdict> verdicts() {
        return verdicts;
    }

    /** What went wrong beside the cases: JVMs that died, reports that belong to none. */
    List<String> trouble() {
        return trouble;
    }

    boolean clean() {
        return trouble.isEmpty() && verdicts.stream().allMatch(v -> v.kind() == Verdict.Kind.RIGHT);
    }

    long count(Verdict.Kind kind) {
        return verdicts.stream().filter(v -> v.kind() == kind).count();
    }

    String table() {
        Map<String, long[]> rows = new LinkedHashMap<>();
        for (Verdict v : verdicts) {
            String owner = v.subject().owner();
            long[] row = rows.computeIfAbsent(owner.substring(owner.lastIndexOf('.') + 1), k -> new long[6]);
            row[v.subject().racy() ? 0 : 1]++;
            if (v.kind() != Verdict.Kind.RIGHT) {
                row[1 + v.kind().ordinal()]++;
            }
        }
        StringBuilder text = new StringBuilder();
        String format = "%-28s %6s %8s %8s %8s %8s %8s%n";
        text.append(String.format(format, title, "race_", "noRace_", "missed", "false+", "wrong", "failed"));
        rows.forEach((owner, r) -> text.append(String.format(format, owner, r[0], r[1], r[2], r[3], r[4], r[5])));
        text.append(String.format("%s%n", summary()));
        verdicts.stream()
                .filter(v -> v.kind() != Verdict.Kind.RIGHT)
                .forEach(v -> text.append(
                        String.format("%s %s: %s%n", v.kind(), v.subject().shortName(), v.detail())));
        trouble.forEach(t -> text.append(String.format("TROUBLE %s%n", t)));
        return text.toString();
    }

    String summary() {
        return title + ": " + verdicts.size() + " runs of cases, false negatives "
                + count(Verdict.Kind.FALSE_NEGATIVE) + ", false positives " + count(Verdict.Kind.FALSE_POSITIVE)
                + ", wrong reports " + count(Verdict.Kind.WRONG_REPORT) + ", failed " + count(Verdict.Kind.FAILED)
                + ", other trouble " + trouble.size();
    }
}
