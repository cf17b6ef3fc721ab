package dev.hazardmap.agent.report;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.hazardmap.agent.trace.RaceMarks;
import dev.hazardmap.trace.drain.RaceMark;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** All races of a JVM as JSON; the schema is docs/schema/race-report-1.json. */
final class JsonReport {
    private static final int VERSION = 1;

    private JsonReport() {}

    /**
     * What a report holds beside the races.
     *
     * @param dropped races that were not kept
     * @param perturb the seed that varied the schedule; null when none did
     * @param suppressed the entries of the suppression file
     */
    record Extras(int dropped, @Nullable Long perturb, List<Suppressions.Count> suppressed) {}

    static byte[] of(List<Findings.Shown> races, Extras extras) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JsonGenerator json = new JsonFactory().createGenerator(bytes)) {
            json.useDefaultPrettyPrinter();
            json.writeStartObject();
            json.writeNumberField("version", VERSION);
            json.writeArrayFieldStart("races");
            for (Findings.Shown race : races) {
                race(json, race);
            }
            json.writeEndArray();
            json.writeNumberField("dropped", extras.dropped());
            if (extras.perturb() != null) {
                json.writeNumberField("perturb", extras.perturb());
            }
            suppressed(json, extras.suppressed());
            process(json);
            json.writeEndObject();
        }
        return bytes.toByteArray();
    }

    private static void process(JsonGenerator json) throws IOException {
        json.writeObjectFieldStart("process");
        json.writeNumberField("pid", ProcessHandle.current().pid());
        json.writeStringField("command", System.getProperty("sun.java.command", ""));
        json.writeStringField("java", System.getProperty("java.version", ""));
        json.writeEndObject();
    }

    private static void suppressed(JsonGenerator json, List<Suppressions.Count> counts) throws IOException {
        if (counts.isEmpty()) {
            return;
        }
        json.writeArrayFieldStart("suppressed");
        for (Suppressions.Count count : counts) {
            json.writeStartObject();
            json.writeStringField("file", count.entry().file());
            json.writeNumberField("line", count.entry().line());
            json.writeStringField("entry", count.entry().text());
            json.writeStringField("reason", count.entry().reason());
            json.writeNumberField("races", count.races());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static void race(JsonGenerator json, Findings.Shown shown) throws IOException {
        RaceView race = shown.view();
        json.writeStartObject();
        json.writeStringField("kind", race.kind());
        inTrace(json, RaceMarks.of(race.race()));
        if (shown.benign() != null) {
            json.writeStringField("benign", shown.benign());
        }
        json.writeObjectFieldStart("location");
        json.writeStringField("type", race.type());
        optional(json, "label", race.label());
        json.writeNumberField("size", race.size());
        optional(json, "createdAt", race.createdAt());
        json.writeEndObject();
        side(json, "current", race.current());
        side(json, "previous", race.previous());
        json.writeStringField("edge", race.edge());
        json.writeNumberField("count", race.race().count);
        json.writeEndObject();
    }

    /** Where the race is in the trace that was recorded beside the report. */
    private static void inTrace(JsonGenerator json, @Nullable RaceMark mark) throws IOException {
        if (mark == null) {
            return;
        }
        json.writeObjectFieldStart("trace");
        json.writeStringField("id", mark.id());
        json.writeNumberField("at", mark.at());
        json.writeNumberField("previousAt", mark.previousAt());
        json.writeEndObject();
    }

    private static void side(JsonGenerator json, String name, RaceView.Side side) throws IOException {
        json.writeObjectFieldStart(name);
        json.writeStringField("op", side.operation());
        json.writeStringField("access", side.isWrite() ? "write" : "read");
        json.writeStringField("detail", side.words());
        json.writeObjectFieldStart("thread");
        json.writeStringField("name", side.threadName());
        json.writeNumberField("id", side.threadId());
        stack(json, "startedAt", side.startedAt());
        json.writeEndObject();
        stack(json, "stack", side.stack());
        json.writeArrayFieldStart("locks");
        for (String lock : side.locks()) {
            json.writeString(lock);
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private static void stack(JsonGenerator json, String name, List<StackTraceElement> stack) throws IOException {
        json.writeArrayFieldStart(name);
        for (StackTraceElement frame : stack) {
            json.writeStartObject();
            json.writeStringField("class", frame.getClassName());
            json.writeStringField("method", frame.getMethodName());
            optional(json, "file", frame.getFileName());
            json.writeNumberField("line", frame.getLineNumber());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static void optional(JsonGenerator json, String name, @Nullable String value) throws IOException {
        if (value == null) {
            json.writeNullField(name);
        } else {
            json.writeStringField(name, value);
        }
    }
}
