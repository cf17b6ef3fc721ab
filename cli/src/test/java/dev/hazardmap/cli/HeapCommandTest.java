package dev.hazardmap.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import com.sun.management.HotSpotDiagnosticMXBean;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code hazardmap heap} on a dump of this JVM. */
class HeapCommandTest {
    private static final Map<Integer, Integer> PLANTED = new HashMap<>();

    @TempDir
    Path directory;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int run(String... args) {
        return Main.run(new PrintWriter(out, true), new PrintWriter(err, true), args);
    }

    @Test
    void heap_aDump_isReportedAsTextJsonAndHtml() throws Exception {
        for (int i = 0; i < 5000; i++) {
            PLANTED.put(i, i);
        }
        PLANTED.clear();
        Path dump = directory.resolve("this.hprof");
        ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class).dumpHeap(dump.toString(), true);
        Path json = directory.resolve("heap.json");
        Path html = directory.resolve("heap.html");
        assertThat(run("heap", dump.toString(), "--top", "3", "--json", json.toString(), "--html", html.toString()))
                .as(err.toString())
                .isZero();
        String holder = "static dev.hazardmap.cli.HeapCommandTest.PLANTED";
        assertThat(out.toString()).contains("maps keep", "Grown and emptied", holder);
        JsonNode report = new ObjectMapper().readTree(json.toFile());
        JsonSchema schema = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
                .getSchema(Files.readString(Path.of("../docs/schema/heap-report-1.json")));
        assertThat(schema.validate(report)).isEmpty();
        assertThat(report.findValuesAsText("heldBy")).contains(holder);
        assertThat(Files.readString(html))
                .startsWith("<!doctype html>")
                .contains(holder)
                .doesNotContain("<script", "http");
    }

    @Test
    void heap_ofARunningJvm_isDumpedFirstAndOverwritesNothing() throws Exception {
        Path dump = directory.resolve("live.hprof");
        String me = Long.toString(ProcessHandle.current().pid());
        assertThat(run("heap", dump.toString(), "--pid", me)).as(err.toString()).isZero();
        assertThat(out.toString()).contains("maps keep");
        assertThat(run("heap", dump.toString(), "--pid", me)).isEqualTo(ExitCodes.INPUT_ERROR);
        assertThat(err.toString()).contains("live.hprof exists already").hasLineCount(1);
    }

    @Test
    void heap_noSuchProcess_isOneLine() {
        Path dump = directory.resolve("none.hprof");
        assertThat(run("heap", dump.toString(), "--pid", "999999999")).isEqualTo(ExitCodes.INPUT_ERROR);
        assertThat(err.toString())
                .contains("process 999999999 wrote no heap dump")
                .hasLineCount(1);
        assertThat(dump).doesNotExist();
    }

    @Test
    void heap_noDump_isOneLineAndExitCode2() throws Exception {
        Path file = Files.writeString(directory.resolve("notes.txt"), "not a heap dump at all");
        assertThat(run("heap", file.toString())).isEqualTo(ExitCodes.INPUT_ERROR);
        assertThat(err.toString())
                .isEqualToIgnoringNewLines("hazardmap: " + file
                        + " is no heap dump: it begins with \"not a heap dump a\", not with \"JAVA PROFILE 1.0.\"");
        assertThat(out.toString()).isEmpty();
    }

    @Test
    void heap_nothingGiven_saysSo() {
        assertThat(run("heap")).isEqualTo(ExitCodes.INPUT_ERROR);
        assertThat(err.toString()).contains("DUMP.hprof").hasLineCount(1);
    }
}
