package dev.hazardmap.lint.report;

import dev.hazardmap.lint.Finding;
import dev.hazardmap.lint.LintResult;
import java.io.PrintWriter;
import java.util.Optional;

/** Findings for people: the message, the source line with a caret where sources are at hand, and both access traces. */
public final class TextWriter {
    private final PrintWriter out;
    private final Sources sources;

    /** Writes to {@code out}, with lines from {@code sources}. */
    public TextWriter(PrintWriter out, Sources sources) {
        this.out = out;
        this.sources = sources;
    }

    /** Writes all findings and a summary line. */
    public void write(LintResult result) {
        result.findings().forEach(this::finding);
        int count = result.findings().size();
        String found = count == 1 ? "1 finding" : count + " findings";
        String silenced = result.suppressed() == 0 ? "" : ", " + result.suppressed() + " suppressed";
        out.println(found + " in " + result.classes() + " classes" + silenced);
        out.flush();
    }

    private void finding(Finding finding) {
        Finding.Frame at = finding.where();
        String confirmed = finding.confirmed() ? " (confirmed by a run)" : "";
        out.println(at.sourcePath() + ":" + at.line() + ": " + finding.rule() + confirmed + ": " + finding.message());
        Optional<String> line = sources.line(at);
        line.ifPresent(text -> {
            out.println("    " + text.stripTrailing());
            out.println("    " + " ".repeat(Sources.column(text, finding) - 1) + "^");
        });
        for (Finding.Trace trace : finding.traces()) {
            out.println("  " + trace.title() + ":");
            trace.frames().forEach(frame -> out.println("      " + frame));
            out.println("      Locks held: " + trace.locks());
        }
        finding.also().forEach(place -> out.println("  Also at " + place));
        out.println("  Fix: " + finding.advice());
        out.println();
    }
}
