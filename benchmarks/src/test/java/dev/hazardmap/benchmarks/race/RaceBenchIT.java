package dev.hazardmap.benchmarks.race;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.hazardmap.benchmarks.Main;
import dev.hazardmap.benchmarks.race.workload.Racy;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
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
                "--rows=hashmap/beside,start-up",
                "--pairs=1",
                "--starts=1",
                "--warm=20",
                "--measure=10",
                "--json=" + json);
        assertThat(err.toString()).isEmpty();
        assertThat(code).isZero();
        assertThat(out.toString()).contains("| hashmap/beside | ", "start-up of hello world: ");
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
        assertThatThrownBy(() -> jvm.run(false, false, "no.such.Main"))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("exit code 1")
                .hasMessageContaining("no.such.Main");
    }

    @Test
    void run_programThatRaces_failsTheMeasurement() throws Exception {
        Jvm jvm = jvm();
        assertThat(jvm.run(false, false, Racy.class.getName()).text()).isEqualTo("2" + System.lineSeparator());
        assertThatThrownBy(() -> jvm.run(true, false, Racy.class.getName()))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("DATA RACE");
    }

    @Test
    void checkAgent_agentThatDoesNothing_failsTheMeasurement() throws Exception {
        jvm().checkAgent();
        Jvm idle = jvm(idleAgent());
        assertThatThrownBy(idle::checkAgent)
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith("the agent finds no race");
    }

    /** A jar with nothing but a manifest that names {@link IdleAgent}, which is on the class path. */
    private Path idleAgent() throws IOException {
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().putValue("Premain-Class", IdleAgent.class.getName());
        Path jar = directory.resolve("idle.jar");
        new JarOutputStream(Files.newOutputStream(jar), manifest).close();
        return jar;
    }

    /** An agent that loads and does nothing. */
    static final class IdleAgent {
        private IdleAgent() {}

        public static void premain(String options) {
            // idle
        }
    }

    private Jvm jvm() {
        return jvm(Places.agent());
    }

    private Jvm jvm(Path agent) {
        return new Jvm(
                Path.of(System.getProperty("java.home")),
                System.getProperty("java.class.path"),
                agent,
                "maps",
                directory);
    }
}
