package dev.hazardmap.trace.export;

import dev.hazardmap.trace.format.TraceFile;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** The forms that a trace can be written in. Stateless; safe for any thread. */
public enum Export {
    /** Perfetto's protobuf: a timeline for ui.perfetto.dev. */
    PERFETTO(new PerfettoExport()),
    /** The JSON of chrome://tracing. */
    CHROME(new ChromeExport()),
    /** All profiles in one gzipped protobuf, for {@code go tool pprof} and its kin. */
    PPROF(new PprofExport()),
    /** All profiles in one file for speedscope.app. */
    SPEEDSCOPE(new SpeedscopeExport()),
    /** One profile, a line a stack, for flame graphs. */
    COLLAPSED(new CollapsedExport()),
    /** Every row. */
    CSV(new CsvExport());

    private final Exporter exporter;

    Export(Exporter exporter) {
        this.exporter = exporter;
    }

    /** Writes {@code trace} to {@code file}; what could not be read is in {@link TraceFile#damage} afterwards. */
    public void write(TraceFile trace, Path file) throws IOException {
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file), 1 << 16)) {
            exporter.write(trace, out);
        }
    }
}
