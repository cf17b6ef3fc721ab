package dev.hazardmap.maven;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The reports that the test JVMs left in a directory: one file each. */
final class Parts {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path directory;

    private Parts(Path directory) {
        this.directory = directory;
    }

    static Parts in(Path directory) {
        return new Parts(directory);
    }

    private List<Path> files() throws IOException {
        if (!Files.isDirectory(directory)) {
            return List.of();
        }
        try (Stream<Path> all = Files.list(directory)) {
            return all.filter(file -> file.getFileName().toString().matches("\\d+-\\d+\\.json"))
                    .sorted()
                    .toList();
        }
    }

    void deleteOlderThan(Instant start) throws IOException {
        for (Path file : files()) {
            if (Files.getLastModifiedTime(file).toInstant().isBefore(start)) {
                Files.delete(file);
            }
        }
    }

    /** How many JVMs left a report. */
    int count() throws IOException {
        return files().size();
    }

    /** One line for each race that counts. */
    List<String> races() throws IOException {
        List<String> lines = new ArrayList<>();
        for (Path file : files()) {
            for (JsonNode race : read(file).path("races")) {
                if (!race.has("benign")) {
                    lines.add(line(race));
                }
            }
        }
        return lines;
    }

    private static JsonNode read(Path file) throws IOException {
        JsonNode report = JSON.readTree(file.toFile());
        if (report == null || !report.has("races")) {
            throw new IOException(file + " is no race report: its JVM was killed while it wrote it");
        }
        return report;
    }

    private static String line(JsonNode race) {
        JsonNode location = race.path("location");
        JsonNode label = location.path("label");
        return location.path("type").asText("?") + (label.isTextual() ? " \"" + label.asText() + "\"" : "") + ": "
                + side(race.path("current")) + ", previously " + side(race.path("previous"));
    }

    private static String side(JsonNode side) {
        String place = "?";
        for (JsonNode frame : side.path("stack")) {
            place = frame.path("class").asText() + "." + frame.path("method").asText() + "("
                    + frame.path("file").asText("?") + ":" + frame.path("line").asText("?") + ")";
            if (!place.startsWith("java.")) {
                break;
            }
        }
        return side.path("op").asText("access") + " at " + place;
    }
}
