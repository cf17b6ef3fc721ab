package dev.hazardmap.it.corpus;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One race of the agent's JSON report, as far as the oracle needs it. */
record RaceReport(String type, Side current, Side previous) {
    private static final Pattern CASE = Pattern.compile("(?:lambda\\$)?((?:race|noRace)_\\w+?)(?:\\$\\d+)?");

    /** One of the two accesses. */
    record Side(String op, List<Frame> stack) {
        /** Whether this side is one of the operations {@code "a|b|c"}. */
        boolean does(String operations) {
            for (String operation : operations.split("\\|")) {
                if (op.startsWith(operation)
                        || stack.stream().anyMatch(f -> f.method().equals(operation))) {
                    return true;
                }
            }
            return false;
        }

        /** The cases ({@code class#method}) on the stack: one, unless cases were mixed up. */
        Set<String> cases() {
            Set<String> ids = new LinkedHashSet<>();
            for (Frame frame : stack) {
                Matcher name = CASE.matcher(frame.method());
                if (frame.type().startsWith(Corpus.class.getPackageName()) && name.matches()) {
                    ids.add(frame.type().replaceFirst("\\$.*", "") + '#' + name.group(1));
                }
            }
            return ids;
        }
    }

    record Frame(String type, String method, int line) {}

    /** All cases that either side names. */
    Set<String> cases() {
        Set<String> ids = new LinkedHashSet<>(current.cases());
        ids.addAll(previous.cases());
        return ids;
    }

    String summary() {
        return type + ": " + current.op() + " / " + previous.op() + " | " + top(current) + " | " + top(previous);
    }

    private static String top(Side side) {
        List<String> frames = side.stack().stream()
                .limit(6)
                .map(f -> f.type().replaceFirst(".*\\.", "") + '.' + f.method() + ':' + f.line())
                .toList();
        return String.join(" < ", frames);
    }

    /** Reads every {@code *.json} of a directory: one per JVM that the agent was in. */
    static List<RaceReport> readAll(Path directory) throws IOException {
        List<RaceReport> reports = new ArrayList<>();
        try (var files = Files.newDirectoryStream(directory, "*.json")) {
            for (Path file : files) {
                for (JsonNode race : new ObjectMapper().readTree(file.toFile()).path("races")) {
                    reports.add(new RaceReport(
                            race.path("location").path("type").asText(),
                            side(race.path("current")),
                            side(race.path("previous"))));
                }
            }
        }
        return reports;
    }

    private static Side side(JsonNode side) {
        List<Frame> stack = new ArrayList<>();
        for (JsonNode f : side.path("stack")) {
            stack.add(new Frame(
                    f.path("class").asText(),
                    f.path("method").asText(),
                    f.path("line").asInt()));
        }
        return new Side(side.path("op").asText(), stack);
    }
}
