package dev.hazardmap.benchmarks.race;

import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The report as Markdown, a line at a time, since a run takes long. */
final class Table {
    static final String HEAD = "| row | plain ns/op | agent ns/op | CPU ratio (min-max) | control | with GC, JIT |"
            + " peak RSS MiB | ratio | bars | |\n|---|---|---|---|---|---|---|---|---|---|";

    /** The farthest from 1, either way, that the control may be. */
    private static final double QUIET_CONTROL = 1.2;

    private Table() {}

    static String line(RowResult result, String mode) {
        Spread cpu = result.cpuRatio();
        String bars = verdicts(result, mode);
        return format(
                "| %s | %.2f | %.2f | %.2f (%.2f-%.2f) | %.2f | %.2f | %.0f -> %.0f | %.2f | %s | %s |",
                result.row().name(),
                median(result, false),
                median(result, true),
                cpu.median(),
                cpu.min(),
                cpu.max(),
                result.controlRatio().median(),
                result.processRatio().median(),
                memory(result, false),
                memory(result, true),
                result.memoryRatio().median(),
                bars.isEmpty() ? "-" : bars,
                doubts(result));
    }

    /** No verdict where the control shows that noise alone makes such differences. */
    private static String verdicts(RowResult result, String mode) {
        if (Math.abs(Math.log(result.controlRatio().median())) > Math.log(QUIET_CONTROL)) {
            return "none: control";
        }
        double ratio = result.cpuRatio().median();
        return result.row().bars().stream()
                .filter(bar -> bar.holdsIn(mode))
                .map(bar -> bar.verdict(ratio))
                .collect(Collectors.joining(", "));
    }

    private static String doubts(RowResult result) {
        String unsteady = result.unsteady() == 0 ? "" : result.unsteady() + " unsteady ";
        int races = result.agent().stream().mapToInt(Sample::races).max().orElse(0);
        return unsteady
                + (result.compiling() == 0 ? "" : result.compiling() + " compiling ")
                + (races == 0 ? "" : races + " races");
    }

    /** The lines below the table. */
    static String foot(Report report) {
        StringBuilder text = new StringBuilder();
        String mode = report.mode();
        append(
                text,
                "headline geomean (hashmap, locked, chm, json)",
                report.headlineGeomean(),
                Means.HEADLINE,
                "maps",
                mode);
        append(text, "applications, geomean", report.applicationsGeomean(), Means.FIELDS, "fields", mode);
        append(text, "kernels, geomean", report.kernelsGeomean(), null, "", mode);
        append(text, "applications and kernels, geomean", report.bothGeomean(), Means.FULL, "full", mode);
        append(text, "applications and kernels, worst", report.bothWorst(), Means.FULL_WORST, "full", mode);
        append(text, "peak memory, geomean", report.memoryGeomean(), Means.MEMORY, mode, mode);
        append(text, "peak memory, worst", report.memoryWorst(), Means.MEMORY_WORST, mode, mode);
        StartUpResult start = report.startUp();
        if (start != null) {
            String bars = StartUpResult.BARS.stream()
                    .map(bar -> bar.verdict(start.addedMs()))
                    .collect(Collectors.joining(", "));
            text.append(format(
                    "start-up of hello world: %.0f ms, agent adds %.0f ms (control %.0f ms, CPU time %.0f ms); %s%n",
                    start.plainMs(), start.addedMs(), start.controlAddedMs(), start.addedCpuMs(), bars));
        }
        return text.toString();
    }

    /** One mean, with its bar where it has one in this mode. */
    private static void append(
            StringBuilder text, String what, @Nullable Double value, @Nullable Bar bar, String barMode, String mode) {
        if (value != null) {
            String verdict = bar != null && barMode.equals(mode) ? "; " + bar.verdict(value) : "";
            text.append(format("%s: %.2f%s%n", what, value, verdict));
        }
    }

    private static double median(RowResult result, boolean agent) {
        return Spread.of((agent ? result.agent() : result.plain())
                        .stream().mapToDouble(Sample::nsPerOp).toArray())
                .median();
    }

    private static double memory(RowResult result, boolean agent) {
        return Spread.of((agent ? result.agent() : result.plain())
                                .stream().mapToDouble(Sample::peakRssKiB).toArray())
                        .median()
                / 1024;
    }

    private static String format(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }
}
