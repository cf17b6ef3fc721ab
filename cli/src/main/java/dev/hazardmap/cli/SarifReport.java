package dev.hazardmap.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.stream.StreamSupport;

/**
 * A race report as <a href="https://docs.oasis-open.org/sarif/sarif/v2.1.0/">SARIF 2.1.0</a>, for code-scanning sites:
 * one result per race, at the application's line of the current access, the previous access as a related location, both
 * stacks in full. Source files are named by their package, below the base {@code SRCROOT}.
 */
final class SarifReport {
    private static final String SCHEMA =
            "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

    private static final String RULE = "data-race";
    private static final List<String> JDK = List.of("java.", "javax.", "jdk.", "sun.");

    private SarifReport() {}

    static ObjectNode of(JsonNode report) {
        ObjectNode sarif = object().put("$schema", SCHEMA).put("version", "2.1.0");
        ObjectNode run = sarif.putArray("runs").addObject();
        ObjectNode driver = run.putObject("tool").putObject("driver").put("name", "hazardmap");
        String version = SarifReport.class.getPackage().getImplementationVersion();
        if (version != null) {
            driver.put("version", version);
        }
        ObjectNode rule = driver.putArray("rules").addObject().put("id", RULE).put("name", "DataRace");
        rule.set("shortDescription", text("Two threads access a collection, one writes, and nothing orders them."));
        ArrayNode results = run.putArray("results");
        report.path("races").forEach(race -> results.add(result(race)));
        return sarif;
    }

    private static ObjectNode result(JsonNode race) {
        JsonNode current = race.path("current");
        JsonNode previous = race.path("previous");
        ObjectNode result = object().put("ruleId", RULE).put("ruleIndex", 0).put("level", "error");
        result.set("message", text(message(race)));
        result.putArray("locations").add(location(applicationFrame(current.path("stack"))));
        result.putArray("relatedLocations")
                .add(location(applicationFrame(previous.path("stack")))
                        .<ObjectNode>set("message", text("Previous " + access(previous))));
        result.putArray("stacks")
                .add(stack("Current " + access(current), current))
                .add(stack("Previous " + access(previous), previous));
        result.putObject("partialFingerprints").put("sites/v1", site(current) + " | " + site(previous));
        result.putObject("properties")
                .put("count", race.path("count").asLong())
                .put("pid", race.path("pid").asLong());
        return result;
    }

    private static String message(JsonNode race) {
        JsonNode location = race.path("location");
        String label = location.path("label").isTextual()
                ? " \"" + location.path("label").asText() + "\""
                : "";
        return "Data race on " + location.path("type").asText() + label + ": " + access(race.path("current"))
                + ", after " + access(race.path("previous")) + ". "
                + race.path("edge").asText();
    }

    private static String access(JsonNode access) {
        return access.path("access").asText() + " (" + access.path("op").asText() + ") by thread \""
                + access.at("/thread/name").asText() + "\"";
    }

    private static ObjectNode stack(String message, JsonNode access) {
        ObjectNode stack = object();
        stack.set("message", text(message));
        ArrayNode frames = stack.putArray("frames");
        access.path("stack").forEach(frame -> frames.addObject().set("location", location(frame)));
        return stack;
    }

    private static ObjectNode location(JsonNode frame) {
        ObjectNode location = object();
        String type = frame.path("class").asText();
        if (frame.path("file").isTextual()) {
            String directory = type.substring(0, type.lastIndexOf('.') + 1).replace('.', '/');
            ObjectNode physical = location.putObject("physicalLocation");
            physical.putObject("artifactLocation")
                    .put("uri", directory + frame.path("file").asText())
                    .put("uriBaseId", "SRCROOT");
            if (frame.path("line").asInt() > 0) {
                physical.putObject("region").put("startLine", frame.path("line").asInt());
            }
        }
        location.putArray("logicalLocations")
                .addObject()
                .put("fullyQualifiedName", method(frame))
                .put("kind", "function");
        return location;
    }

    /** Where the application enters the JDK; the innermost frame when it is nowhere on the stack. */
    private static JsonNode applicationFrame(JsonNode stack) {
        return StreamSupport.stream(stack.spliterator(), false)
                .filter(frame -> JDK.stream().noneMatch(frame.path("class").asText()::startsWith))
                .findFirst()
                .orElse(stack.path(0));
    }

    /** The method without its line: the fingerprint outlives edits above it. */
    private static String site(JsonNode access) {
        return access.path("op").asText() + " in " + method(applicationFrame(access.path("stack")));
    }

    private static String method(JsonNode frame) {
        return frame.path("class").asText() + "." + frame.path("method").asText();
    }

    private static ObjectNode text(String text) {
        return object().put("text", text);
    }

    private static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }
}
