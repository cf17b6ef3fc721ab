package dev.hazardmap.observe.heap;

import java.io.PrintWriter;
import java.util.List;

/** The report as text. */
public final class HeapTextReport {
    private static final int FINDINGS = 10;

    private final PrintWriter out;
    private final int top;

    /** Writes at most {@code top} maps, and ten findings of each kind. */
    public HeapTextReport(PrintWriter out, int top) {
        this.out = out;
        this.top = top;
    }

    /** Writes it. */
    public void write(HeapReport report) {
        out.printf(
                "%s: %s, %s reachable; %s keep %s, %s of it dead weight%n%n",
                report.file(),
                HeapText.count(report.objects(), "object", "objects"),
                HeapText.bytes(report.reachableBytes()),
                HeapText.count(report.maps().size(), "map", "maps"),
                HeapText.bytes(report.retainedByMaps()),
                HeapText.bytes(report.deadWeight()));
        out.printf("%10s %10s %11s %11s  %s%n", "retained", "dead", "entries", "slots", "map, held by");
        report.maps().stream().limit(top).forEach(this::row);
        if (report.maps().size() > top) {
            out.printf("%10s and %s more%n", "", HeapText.count(report.maps().size() - top, "map", "maps"));
        }
        for (HeapFinding.Kind kind : HeapFinding.Kind.values()) {
            section(
                    kind,
                    report.findings().stream().filter(f -> f.kind() == kind).toList());
        }
        out.flush();
    }

    private void row(HeapMap map) {
        out.printf(
                "%10s %10s %11s %11s  %s, %s%n",
                map.isReachable() ? HeapText.bytes(map.retained()) : "-",
                HeapText.bytes(map.deadWeight()),
                HeapText.number(map.entries()),
                map.slots() < 0 ? "-" : HeapText.number(map.slots()),
                map.type(),
                map.heldBy());
    }

    private void section(HeapFinding.Kind kind, List<HeapFinding> findings) {
        if (findings.isEmpty()) {
            return;
        }
        out.printf("%n%s%n", kind.title());
        findings.stream().limit(FINDINGS).forEach(finding -> {
            out.printf("%10s  %s%n", HeapText.bytes(finding.bytes()), finding.text());
            if (kind != HeapFinding.Kind.CYCLE && finding.map().isReachable()) {
                out.printf("%12s%s%n", "", String.join(" -> ", finding.map().path()));
            }
        });
        if (findings.size() > FINDINGS) {
            out.printf("%10s  and %,d more%n", "", findings.size() - FINDINGS);
        }
    }
}
