package dev.hazardmap.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** How many races each entry of the suppression file left out, added up over the JVMs of a run. */
final class SuppressionCounts {
    private static final String FIELD = "suppressed";

    private final Map<Integer, ObjectNode> byLine = new LinkedHashMap<>();

    /** Adds what one JVM counted. */
    void add(JsonNode counts) {
        for (JsonNode count : counts) {
            ObjectNode known = byLine.putIfAbsent(count.path("line").asInt(), count.deepCopy());
            if (known != null) {
                known.put(
                        "races",
                        known.path("races").asInt() + count.path("races").asInt());
            }
        }
    }

    void writeTo(ObjectNode document) {
        if (!byLine.isEmpty()) {
            document.putArray(FIELD).addAll(byLine.values());
        }
    }

    /** What is said of the counts in a report: the words are the agent's own. */
    static List<String> lines(JsonNode document) {
        List<String> lines = new ArrayList<>();
        for (JsonNode count : document.path(FIELD)) {
            String place =
                    count.path("file").asText() + ":" + count.path("line").asInt();
            int races = count.path("races").asInt();
            lines.add(
                    races == 0
                            ? "hazardmap: " + place + " suppressed nothing: "
                                    + count.path("entry").asText()
                            : "Suppressed " + races + " data race(s) by " + place + ": "
                                    + count.path("reason").asText());
        }
        return lines;
    }
}
