package dev.hazardmap.observe.heap;

import java.io.IOException;
import java.io.Writer;
import java.util.List;

/** The report as one HTML page: no script, nothing from outside, paths folded away until they are asked for. */
public final class HeapHtmlReport {
    private static final int MOST = 2000;

    private static final String STYLE = """
            :root { color-scheme: light dark; font: 15px/1.45 system-ui, sans-serif; }
            body { max-width: 75rem; margin: 2rem auto; padding: 0 1rem; }
            table { border-collapse: collapse; width: 100%; }
            th, td { padding: .25rem .6rem; text-align: right; border-bottom: 1px solid #8884; vertical-align: top; }
            th:last-child, td:last-child { text-align: left; overflow-wrap: anywhere; }
            td { font-variant-numeric: tabular-nums; }
            summary { cursor: pointer; }
            ol { margin: .3rem 0; }
            code { font-size: .92em; }
            """;

    private final Writer out;

    private HeapHtmlReport(Writer out) {
        this.out = out;
    }

    /** Writes the page: the two thousand maps that retain most, and every finding. The writer stays open. */
    public static void write(HeapReport report, Writer out) throws IOException {
        new HeapHtmlReport(out).page(report);
        out.flush();
    }

    private void page(HeapReport report) throws IOException {
        out.write("<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><title>Maps in "
                + escaped(report.file()) + "</title><style>\n" + STYLE + "</style></head><body>\n");
        out.write("<h1>Maps in " + escaped(report.file()) + "</h1>\n<p>"
                + HeapText.count(report.objects(), "object", "objects") + ", "
                + HeapText.bytes(report.reachableBytes()) + " reachable. "
                + HeapText.count(report.maps().size(), "map", "maps") + " keep "
                + HeapText.bytes(report.retainedByMaps()) + ", " + HeapText.bytes(report.deadWeight())
                + " of it dead weight.</p>\n");
        for (HeapFinding.Kind kind : HeapFinding.Kind.values()) {
            section(
                    kind,
                    report.findings().stream().filter(f -> f.kind() == kind).toList());
        }
        out.write("<h2>Maps by retained size</h2>\n<table><thead><tr><th>retained</th><th>dead weight</th>"
                + "<th>entries</th><th>slots</th><th>map, held by</th></tr></thead><tbody>\n");
        for (HeapMap map : report.maps().subList(0, Math.min(MOST, report.maps().size()))) {
            row(map);
        }
        out.write("</tbody></table>\n");
        if (report.maps().size() > MOST) {
            out.write(
                    "<p>and " + HeapText.number(report.maps().size() - MOST) + " more; all of them with --json</p>\n");
        }
        out.write("</body></html>\n");
    }

    private void section(HeapFinding.Kind kind, List<HeapFinding> findings) throws IOException {
        if (findings.isEmpty()) {
            return;
        }
        out.write("<h2>" + escaped(kind.title()) + "</h2>\n<ul>\n");
        for (HeapFinding finding : findings) {
            out.write("<li><b>" + HeapText.bytes(finding.bytes()) + "</b> ");
            folded(escaped(finding.text()), finding.map().path());
            out.write("</li>\n");
        }
        out.write("</ul>\n");
    }

    private void row(HeapMap map) throws IOException {
        out.write("<tr><td>" + HeapText.bytes(map.retained()) + "</td><td>" + HeapText.bytes(map.deadWeight())
                + "</td><td>" + HeapText.number(map.entries()) + "</td><td>"
                + (map.slots() < 0 ? "" : HeapText.number(map.slots())) + "</td><td>");
        folded(escaped(map.type()) + ", <code>" + escaped(map.heldBy()) + "</code>", map.path());
        out.write("</td></tr>\n");
    }

    private void folded(String html, List<String> path) throws IOException {
        if (path.isEmpty()) {
            out.write(html);
            return;
        }
        out.write("<details><summary>" + html + "</summary><ol>");
        for (String step : path) {
            out.write("<li><code>" + escaped(step) + "</code></li>");
        }
        out.write("</ol></details>");
    }

    /** Names of threads and classes are the application's: they must not become markup. */
    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
