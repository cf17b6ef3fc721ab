package dev.hazardmap.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RaceReportTest {
    @TempDir
    Path parts;

    private final StringWriter err = new StringWriter();

    @Test
    void merge_twoProcesses_keepsTheirRacesApart() throws IOException {
        part(10, 1, "{\"kind\":\"write-read\",\"count\":3}");
        part(20, 2, "{\"kind\":\"write-read\",\"count\":3}");

        RaceReport report = merge();

        assertThat(report.races()).isEqualTo(2);
        assertThat(report.processesWithRaces()).isEqualTo(2);
        JsonNode document = report.document();
        assertThat(document.at("/version").asInt()).isEqualTo(1);
        assertThat(document.at("/dropped").asInt()).isEqualTo(3);
        assertThat(document.at("/races/0/pid").asInt()).isEqualTo(10);
        assertThat(document.at("/races/0/count").asInt()).isEqualTo(3);
        assertThat(document.at("/races/1/pid").asInt()).isEqualTo(20);
        assertThat(document.at("/processes/1").toString())
                .isEqualTo("{\"pid\":20,\"command\":\"Main\",\"java\":\"17.0.15\",\"races\":1}");
    }

    @Test
    void merge_processWithoutRaces_isListed() throws IOException {
        part(10, 0, "");

        RaceReport report = merge();

        assertThat(report.races()).isZero();
        assertThat(report.processes()).isEqualTo(1);
        assertThat(report.processesWithRaces()).isZero();
    }

    @Test
    void merge_partCutShort_isSaidAndLeavesTheOthers() throws IOException {
        part(10, 0, "{\"kind\":\"x\"}");
        Files.writeString(parts.resolve("30-1.json"), "{\"version\":1,\"races\":[{\"ki");
        Files.writeString(parts.resolve("40-1.json"), "");
        Files.writeString(parts.resolve("50-1.json"), "{}");

        assertThat(merge().races()).isEqualTo(1);
        assertThat(err.toString().lines())
                .containsExactly(
                        "hazardmap: the report of a JVM is cut short, its races are left out: 30-1.json",
                        "hazardmap: the report of a JVM is cut short, its races are left out: 40-1.json",
                        "hazardmap: the report of a JVM is cut short, its races are left out: 50-1.json");
    }

    @Test
    void merge_suppressed_countsAddUpAndUnusedAreSaid() throws IOException {
        String counts = """
                {"version":1,"races":[],"dropped":0,"perturb":9,"suppressed":[
                 {"file":"s.txt","line":1,"entry":"frame a","reason":"known","races":%d},
                 {"file":"s.txt","line":4,"entry":"top b","reason":"gone","races":0}],
                 "process":{"pid":%d,"command":"Main","java":"17"}}""";
        Files.writeString(parts.resolve("1-1.json"), counts.formatted(2, 1));
        Files.writeString(parts.resolve("2-1.json"), counts.formatted(3, 2));

        RaceReport report = merge();

        assertThat(report.suppressions())
                .containsExactly(
                        "Suppressed 5 data race(s) by s.txt:1: known", "hazardmap: s.txt:4 suppressed nothing: top b");
        assertThat(report.document().at("/suppressed/0/races").asInt()).isEqualTo(5);
        assertThat(report.document().at("/perturb").asInt()).isEqualTo(9);
    }

    @Test
    void merge_benignRaces_areListedAndDoNotCount() throws IOException {
        part(10, 0, "{\"kind\":\"x\",\"benign\":\"why\"},{\"kind\":\"y\"}");
        part(20, 0, "{\"kind\":\"x\",\"benign\":\"why\"}");

        RaceReport report = merge();

        assertThat(report.races()).isEqualTo(1);
        assertThat(report.processesWithRaces()).isEqualTo(1);
        assertThat(report.document().path("races")).hasSize(3);
    }

    @Test
    void writeTo_file_holdsTheDocument() throws IOException {
        part(10, 0, "{\"kind\":\"x\"}");
        Path file = parts.resolve("out.txt");

        merge().writeTo(file);

        assertThat(file).content().contains("\"kind\" : \"x\"").endsWith("}\n");
    }

    private RaceReport merge() {
        return RaceReport.merge(parts, new PrintWriter(err, true));
    }

    private void part(int pid, int dropped, String races) throws IOException {
        Files.writeString(parts.resolve(pid + "-1000.json"), """
                {"version":1,"races":[%s],"dropped":%d,"process":{"pid":%d,"command":"Main","java":"17.0.15"}}
                """.formatted(races, dropped, pid));
    }
}
