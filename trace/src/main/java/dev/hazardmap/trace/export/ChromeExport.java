package dev.hazardmap.trace.export;

import dev.hazardmap.trace.format.TraceFile;
import dev.hazardmap.trace.format.TraceRow;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Set;

/** The Trace Event Format in JSON: complete events (X), instants (i), thread names (M); times in microseconds. */
final class ChromeExport implements Exporter {
    @Override
    public void write(TraceFile trace, OutputStream to) throws IOException {
        Writer out = new OutputStreamWriter(to, StandardCharsets.UTF_8);
        String pid = trace.meta().getOrDefault("pid", "1");
        Set<Long> named = new HashSet<>();
        out.write("{\"displayTimeUnit\":\"ns\",\"traceEvents\":[\n");
        out.write("{\"ph\":\"M\",\"pid\":" + pid + ",\"tid\":0,\"name\":\"process_name\",\"args\":{\"name\":"
                + Json.string(trace.meta().getOrDefault("command", "java")) + "}}");
        try {
            TraceRow.each(trace, row -> row(row, pid, named, out));
        } catch (UncheckedIOException failed) {
            throw failed.getCause();
        }
        out.write("\n]}\n");
        out.flush();
    }

    private static void row(TraceRow row, String pid, Set<Long> named, Writer out) {
        if (!Spans.isShown(row.kind())) {
            return;
        }
        try {
            String of = ",\"pid\":" + pid + ",\"tid\":" + row.thread();
            if (named.add(row.thread())) {
                out.write(",\n{\"ph\":\"M\"" + of + ",\"name\":\"thread_name\",\"args\":{\"name\":"
                        + Json.string(row.threadName(row.thread())) + "}}");
            }
            boolean slice = row.duration() >= 0;
            long start = slice ? row.time() - row.duration() : row.time();
            out.write(",\n{\"ph\":" + (slice ? "\"X\"" : "\"i\",\"s\":\"t\"") + of + ",\"ts\":" + micros(start)
                    + (slice ? ",\"dur\":" + micros(row.duration()) : "") + ",\"cat\":\"" + Spans.category(row)
                    + "\",\"name\":" + Json.string(Spans.name(row)) + ",\"args\":{\"value\":" + row.value() + "}}");
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static String micros(long nanos) {
        return nanos / 1000 + "." + String.format("%03d", Math.abs(nanos % 1000));
    }
}
