package dev.hazardmap.lint.report;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hazardmap.lint.Finding;
import dev.hazardmap.lint.LintResult;
import dev.hazardmap.lint.rules.Rules;
import java.io.IOException;
import java.io.Writer;

/** SARIF 2.1.0, as code scanning services read it: one run, all rules, partial fingerprints, traces as code flows. */
public final class SarifWriter {
    private static final String SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json";
    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    private SarifWriter() {}

    /** Writes {@code result} to {@code out}, which stays open. */
    public static void write(LintResult result, Writer out) throws IOException {
        ObjectNode root = JSON.createObjectNode();
        root.put("$schema", SCHEMA).put("version", "2.1.0");
        ObjectNode run = root.putArray("runs").addObject();
        ObjectNode driver = run.putObject("tool").putObject("driver");
        driver.put("name", "hazardmap-lint").put("informationUri", "https://hazardmap.dev/docs/lint");
        ArrayNode rules = driver.putArray("rules");
        for (String id : Rules.ids()) {
            rules.addObject().put("id", id).put("helpUri", "https://hazardmap.dev/docs/lint/" + id + ".html");
        }
        ArrayNode results = run.putArray("results");
        result.findings().forEach(finding -> result(results.addObject(), finding));
        out.write(JSON.writeValueAsString(root));
        out.flush();
    }

    private static void result(ObjectNode node, Finding finding) {
        node.put("ruleId", finding.rule()).put("level", "warning");
        node.putObject("message").put("text", finding.message() + ". " + finding.advice());
        location(node.putArray("locations").addObject(), finding.where());
        if (!finding.also().isEmpty()) {
            ArrayNode related = node.putArray("relatedLocations");
            finding.also().forEach(place -> location(related.addObject(), place));
        }
        node.putObject("partialFingerprints").put("hazardmap/v1", finding.fingerprint());
        ArrayNode flows = node.putArray("codeFlows");
        for (Finding.Trace trace : finding.traces()) {
            ObjectNode flow = flows.addObject();
            flow.putObject("message").put("text", trace.title() + "; locks held: " + trace.locks());
            ArrayNode steps = flow.putArray("threadFlows").addObject().putArray("locations");
            trace.frames().forEach(frame -> location(steps.addObject().putObject("location"), frame));
        }
        ObjectNode properties = node.putObject("properties");
        properties
                .put("subject", finding.subject())
                .put("group", finding.group().name())
                .put("confirmed", finding.confirmed());
    }

    private static void location(ObjectNode node, Finding.Frame frame) {
        ObjectNode physical = node.putObject("physicalLocation");
        physical.putObject("artifactLocation").put("uri", frame.sourcePath().replace(" ", "%20"));
        physical.putObject("region").put("startLine", Math.max(1, frame.line()));
        node.putArray("logicalLocations")
                .addObject()
                .put("fullyQualifiedName", frame.className() + "." + frame.method())
                .put("kind", "function");
    }
}
