package dev.hazardmap.trace.export;

import dev.hazardmap.trace.format.TraceFile;
import java.io.IOException;
import java.io.OutputStream;

/** Writes a trace in another form. */
interface Exporter {
    void write(TraceFile trace, OutputStream out) throws IOException;
}
