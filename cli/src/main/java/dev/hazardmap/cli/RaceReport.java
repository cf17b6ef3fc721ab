package dev.hazardmap.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * The report of one run: what each JVM of it wrote at its end, side by side. The same pair of sites in two processes
 * stays two races, each with the process it happened in. The form is {@code docs/schema/race-report-1.json}.
 */
final class RaceReport {
    private static final int VERSION = 1;
    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    private final ObjectNode document;

    private RaceReport(ObjectNode document) {
        this.document = document;
    }

    /** Reads all parts in the order of their names; one that is cut short (its JVM was killed) is said and left out. */
    static RaceReport merge(Path parts, PrintWriter err) {
        ObjectNode document = JSON.createObjectNode().put("version", VERSION);
        ArrayNode races = document.putArray("races");
        long dropped = 0;
        ArrayNode processes = JSON.createArrayNode();
        SuppressionCounts suppressed = new SuppressionCounts();
        for (Path file : partsIn(parts)) {
            JsonNode part = read(file);
            JsonNode process = part.path("process");
            if (!(process instanceof ObjectNode origin && process.has("pid"))) {
                err.println(
                        "hazardmap: the report of a JVM is cut short, its races are left out: " + file.getFileName());
                continue;
            }
            dropped += part.path("dropped").asLong();
            processes.add(origin.put("races", counted(part)));
            suppressed.add(part.path("suppressed"));
            if (part.has("perturb")) {
                document.set("perturb", part.get("perturb"));
            }
            part.path("races").forEach(race -> races.add(((ObjectNode) race).set("pid", origin.get("pid"))));
        }
        document.put("dropped", dropped);
        suppressed.writeTo(document);
        document.set("processes", processes);
        return new RaceReport(document);
    }

    private static List<Path> partsIn(Path directory) {
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(file -> file.toString().endsWith(".json"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The part's content; nothing of it when it is no whole document. */
    private static JsonNode read(Path file) {
        try {
            return JSON.readTree(file.toFile());
        } catch (IOException ignored) {
            // The caller says so: it tells a part without its process from a good one.
            return JSON.missingNode();
        }
    }

    JsonNode document() {
        return document;
    }

    /** The races that count: those known to be benign are listed, and do not. */
    int races() {
        return counted(document);
    }

    private static int counted(JsonNode report) {
        int counted = 0;
        for (JsonNode race : report.path("races")) {
            counted += race.has("benign") ? 0 : 1;
        }
        return counted;
    }

    /** A line for each entry of the suppression file: how many races of all JVMs it left out. */
    List<String> suppressions() {
        return SuppressionCounts.lines(document);
    }

    /** JVMs that left a report, with or without races. */
    int processes() {
        return document.path("processes").size();
    }

    int processesWithRaces() {
        return (int) StreamSupport.stream(document.path("processes").spliterator(), false)
                .filter(process -> process.path("races").asInt() > 0)
                .count();
    }

    void writeTo(Path file) {
        write(file, document);
    }

    static void write(Path file, JsonNode document) {
        try {
            Files.writeString(file, JSON.writeValueAsString(document) + "\n");
        } catch (IOException e) {
            throw new InputError("cannot write " + file + ": " + e, e);
        }
    }
}
