package dev.hazardmap.trace.export;

import dev.hazardmap.trace.format.EventKind;
import dev.hazardmap.trace.format.FieldType;
import dev.hazardmap.trace.format.Frame;
import dev.hazardmap.trace.format.Stack;
import dev.hazardmap.trace.format.TraceFile;
import dev.hazardmap.trace.format.TraceRow;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Every row as a line, RFC 4180; ids are resolved to names, stacks go from the innermost frame outwards. */
final class CsvExport implements Exporter {
    private static final String HEAD =
            "end_ns,duration_ns,thread_id,thread,source,event,object_id,object,value,other,text,stack\r\n";

    @Override
    public void write(TraceFile trace, OutputStream to) throws IOException {
        Writer out = new OutputStreamWriter(to, StandardCharsets.UTF_8);
        out.write(HEAD);
        try {
            TraceRow.each(trace, row -> line(row, out));
        } catch (UncheckedIOException failed) {
            throw failed.getCause();
        }
        out.flush();
    }

    private static void line(TraceRow row, Writer out) {
        boolean object = has(row.kind(), FieldType.OBJECT);
        try {
            out.write(row.time() + "," + (row.duration() < 0 ? "" : row.duration()) + "," + row.thread() + ","
                    + quoted(row.threadName(row.thread())) + "," + row.source() + "," + row.kind() + ","
                    + (row.object() == 0 ? "" : row.object()) + ","
                    + (object ? quoted(row.objectName(row.object())) : "") + "," + row.value() + "," + row.other() + ","
                    + quoted(row.text()) + "," + quoted(frames(row.stack())) + "\r\n");
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static boolean has(EventKind kind, FieldType type) {
        return kind.fields().stream().anyMatch(field -> field.type() == type);
    }

    private static String frames(@Nullable Stack stack) {
        return stack == null ? "" : stack.frames().stream().map(Frame::toString).collect(Collectors.joining(";"));
    }

    private static String quoted(String text) {
        boolean plain = text.chars().noneMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
        return plain ? text : '"' + text.replace("\"", "\"\"") + '"';
    }
}
