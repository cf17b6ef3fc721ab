package dev.hazardmap.benchmarks.race;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.hazardmap.benchmarks.Main;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One tiny row from end to end, with the real agent: that it works, never how fast. */
class RaceBenchIT {
    @TempDir
    Path directory;

    @Test
    void race_tinyRow_measuresThreeKindsOfJvmAndKeepsTheSamples() throws IOException {
        Path json = directory.resolve("result.json");
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int code = Main.run(
                new PrintWriter(out, true),
                new PrintWriter(err, true),
                "race",
                "--rows=hashmap/joined,start-up",
                "--pairs=1",
                "--starts=1",
                "--warm=20",
                "--measure=10",
                "--json=" + json);
        assertThat(err.toString()).isEmpty();
        assertThat(code).isZero();
        assertThat(out.toString()).contains("| hashmap/joined | ", "start-up of hello world: ");
        JsonNode row = new ObjectMapper().readTree(json.toFile()).path("rows").path(0);
        for (String kind : new String[] {"plain", "agent", "control"}) {
            assertThat(row.path(kind).size()).as(kind).isEqualTo(1);
            assertThat(row.path(kind).path(0).path("nsPerOp").doubleValue())
                    .as(kind)
                    .isPositive();
        }
    }

    @Test
    void run_programThatFails_failsTheMeasurement() {
        Jvm jvm = jvm();
        assertThatThrownBy(() -> jvm.run(false, "no.such.Main"))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("exit code 1")
                .hasMessageContaining("no.such.Main");
    }

    @Test
    void run_programThatRaces_failsTheMeasurement() throws Exception {
        Jvm jvm = jvm();
        assertThat(jvm.run(false, Racy.class.getName())).isEqualTo("2" + System.lineSeparator());
        assertThatThrownBy(() -> jvm.run(true, Racy.class.getName()))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("DATA RACE");
    }

    private Jvm jvm() {
        return new Jvm(
                Path.of(System.getProperty("java.home")),
                System.getProperty("java.class.path"),
                Places.agent(),
                "maps",
                directory);
    }
}
