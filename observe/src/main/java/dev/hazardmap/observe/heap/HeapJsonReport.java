package dev.hazardmap.observe.heap;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.Writer;
import java.util.List;

/** The report as JSON: every map, every finding. Schema: {@code docs/schema/heap-report-1.json}. */
public final class HeapJsonReport {
    private HeapJsonReport() {}

    /** Writes it; the writer stays open. */
    public static void write(HeapReport report, Writer out) throws IOException {
        JsonGenerator json = new JsonFactory().createGenerator(out).useDefaultPrettyPrinter();
        json.disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
        json.writeStartObject();
        json.writeNumberField("version", 1);
        json.writeStringField("file", report.file());
        json.writeNumberField("objects", report.objects());
        json.writeNumberField("reachableBytes", report.reachableBytes());
        json.writeNumberField("retainedByMaps", report.retainedByMaps());
        json.writeNumberField("deadWeight", report.deadWeight());
        json.writeArrayFieldStart("maps");
        for (HeapMap map : report.maps()) {
            write(map, json);
        }
        json.writeEndArray();
        json.writeArrayFieldStart("findings");
        for (HeapFinding finding : report.findings()) {
            json.writeStartObject();
            json.writeStringField("kind", finding.kind().name());
            json.writeStringField("map", address(finding.map()));
            json.writeNumberField("bytes", finding.bytes());
            json.writeStringField("text", finding.text());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
        json.close();
    }

    private static String address(HeapMap map) {
        return "0x" + Long.toHexString(map.address());
    }

    private static void write(HeapMap map, JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeStringField("address", address(map));
        json.writeStringField("type", map.type());
        json.writeBooleanField("reachable", map.isReachable());
        json.writeNumberField("retained", map.retained());
        json.writeNumberField("deadWeight", map.deadWeight());
        writeIfKnown(json, "entries", map.entries());
        writeIfKnown(json, "slots", map.slots());
        json.writeNumberField("deadEntries", map.deadEntries());
        json.writeStringField("heldBy", map.heldBy());
        writeAll(json, "path", map.path());
        writeAll(json, "cycleThrough", map.cycleThrough());
        json.writeEndObject();
    }

    private static void writeIfKnown(JsonGenerator json, String field, long number) throws IOException {
        if (number >= 0) {
            json.writeNumberField(field, number);
        }
    }

    private static void writeAll(JsonGenerator json, String field, List<String> items) throws IOException {
        json.writeArrayFieldStart(field);
        for (String item : items) {
            json.writeString(item);
        }
        json.writeEndArray();
    }
}
