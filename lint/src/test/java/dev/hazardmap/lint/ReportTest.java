package dev.hazardmap.lint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import dev.hazardmap.lint.report.Baseline;
import dev.hazardmap.lint.report.Confirmation;
import dev.hazardmap.lint.report.JUnitWriter;
import dev.hazardmap.lint.report.SarifWriter;
import dev.hazardmap.lint.report.Sources;
import dev.hazardmap.lint.report.TextWriter;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;
import org.xml.sax.InputSource;

/** Text, SARIF, JUnit XML, baselines, confirmation and suppression, all on one small class with one race. */
class ReportTest {
    private static final String CODE = """
            import java.util.HashMap;
            import java.util.Map;
            class Sessions {
                private final Map<String, String> live = new HashMap<>();
                synchronized void add(String k) {
                    live.put(k, k);
                }
                public String find(String k) {
                    return live.get(k);
                }
            }
            """;

    @TempDir
    private Path dir;

    private LintResult lint(String code) throws IOException {
        return Lint.run(LintOptions.of(List.of(Compiled.source(dir, "Sessions", code))));
    }

    @Test
    void text_showsTheSourceLineACaretAndBothTraces() throws IOException {
        StringWriter out = new StringWriter();
        new TextWriter(new PrintWriter(out), new Sources(List.of(dir))).write(lint(CODE));
        assertThat(out.toString())
                .contains("Sessions.java:9: HM-RACE-LOCK: Sessions.live is guarded by a lock")
                .contains("            return live.get(k);\n                   ^\n")
                .contains("Sessions.add(Sessions.java:6)")
                .contains("Locks held: monitor of Sessions.this")
                .contains("Locks held: none")
                .endsWith("1 finding in 1 classes\n");
    }

    @Test
    void sarif_isValidAgainstTheOfficialSchema() throws IOException {
        StringWriter out = new StringWriter();
        SarifWriter.write(lint(CODE), out);
        JsonNode sarif = new ObjectMapper().readTree(out.toString());
        try (InputStream schema = getClass().getResourceAsStream("/schema/sarif-schema-2.1.0.json")) {
            JsonNode node = new ObjectMapper().readTree(schema);
            assertThat(JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V7)
                            .getSchema(node)
                            .validate(sarif))
                    .isEmpty();
        }
        assertThat(sarif.at("/runs/0/results")).hasSize(1);
        assertThat(sarif.at("/runs/0/results/0/locations/0/physicalLocation/region/startLine")
                        .asInt())
                .isEqualTo(9);
    }

    @Test
    void junit_hasAFailurePerFinding() throws Exception {
        StringWriter out = new StringWriter();
        JUnitWriter.write(lint(CODE), out);
        Document xml = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new InputSource(new StringReader(out.toString())));
        assertThat(xml.getDocumentElement().getAttribute("failures")).isEqualTo("1");
        assertThat(xml.getElementsByTagName("failure").getLength()).isEqualTo(1);
    }

    @Test
    void baseline_acceptsAMovedFinding_notANewOne() throws IOException {
        Path file = dir.resolve("baseline.txt");
        Baseline.write(lint(CODE).findings(), file);
        LintResult moved = lint("\n\n\n" + CODE);
        assertThat(moved.findings()).hasSize(1);
        assertThat(Baseline.read(file).newOnes(moved.findings())).isEmpty();
        LintResult another = lint(CODE.replace("find(", "seek("));
        assertThat(Baseline.read(file).newOnes(another.findings())).hasSize(1);
    }

    @Test
    void baseline_thatIsNone_saysSo() throws IOException {
        Path file = Files.writeString(dir.resolve("x.txt"), "hello\n");
        assertThatThrownBy(() -> Baseline.read(file))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("x.txt");
    }

    @Test
    void confirmation_marksWhatARunHasShown() throws IOException {
        String frame = "{\"class\":\"Sessions\",\"method\":\"%s\",\"file\":\"Sessions.java\",\"line\":%d}";
        String json = "{\"version\":1,\"races\":[{\"current\":{\"stack\":[" + frame.formatted("add", 6)
                + "]},\"previous\":{\"stack\":[" + frame.formatted("find", 9) + "]}}],\"dropped\":0}";
        Path report = Files.writeString(dir.resolve("r.json"), json);
        List<Finding> findings = lint(CODE).findings();
        assertThat(Confirmation.read(report).mark(findings)).allMatch(Finding::confirmed);
        Files.writeString(report, json.replace(":6}", ":60}").replace(":9}", ":90}"));
        assertThat(Confirmation.read(report).mark(findings)).noneMatch(Finding::confirmed);
    }

    @Test
    void suppression_worksOnlyWithAReason() throws IOException {
        String field = "    private final Map";
        String with = "    @dev.hazardmap.lint.SuppressMapLint(value = \"RACE\", reason = \"%s\")\n" + field;
        assertThat(lint(CODE.replace(field, with.formatted("benign: a cache"))).findings())
                .isEmpty();
        assertThat(lint(CODE.replace(field, with.formatted("benign: a cache"))).suppressed())
                .isEqualTo(1);
        assertThat(lint(CODE.replace(field, with.formatted(" "))).findings()).hasSize(1);
    }
}
