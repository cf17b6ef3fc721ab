package dev.hazardmap.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** {@code --suppress}: races left out, counted, explained, and never part of the exit code. */
class SuppressIT {
    private static final String BOTH = """
            # known
            frame: Racy\\.lambda
            reason: a demonstration

            top: Gone\\.gone
            reason: was mended
            """;

    @TempDir
    Path directory;

    static List<Jdk> jdks() {
        return Jdk.all();
    }

    @ParameterizedTest
    @MethodSource("jdks")
    void suppressed_command_isCountedAndNotReported(Jdk jdk) throws Exception {
        Path file = Files.writeString(directory.resolve("s.txt"), BOTH);
        Path report = directory.resolve("report.json");

        Run run = Run.hazardmap(jdk)
                .with("race", "--suppress", file, "--report", report, Programs.RACY.write(directory), "argument");

        run.assertExit(0);
        assertThat(run.out()).isEqualTo("argument\n");
        JsonNode document = RaceReports.read(report);
        assertThat(document.path("races")).isEmpty();
        int races = document.at("/suppressed/0/races").intValue();
        assertThat(races).isPositive();
        assertThat(document.at("/suppressed/1/races").intValue()).isZero();
        assertThat(run.err().lines())
                .containsExactly(
                        "Suppressed " + races + " data race(s) by " + file + ":2: a demonstration",
                        "hazardmap: " + file + ":5 suppressed nothing: top Gone\\.gone");
    }

    @ParameterizedTest
    @MethodSource("jdks")
    void suppressed_bareAgent_saysTheSame(Jdk jdk) throws Exception {
        Path file = Files.writeString(directory.resolve("s.txt"), BOTH);
        Path report = directory.resolve("report.json");

        Run run = Run.java(jdk)
                .with(
                        "-javaagent:" + Checkout.AGENT + "=halt=true,suppress=" + file + ",report=" + report,
                        "-Dcode=7",
                        Programs.RACY.write(directory));

        run.assertExit(7);
        int races = RaceReports.read(report).at("/suppressed/0/races").intValue();
        assertThat(run.err().lines())
                .containsExactly(
                        "Suppressed " + races + " data race(s) by " + file + ":2: a demonstration",
                        "hazardmap: " + file + ":5 suppressed nothing: top Gone\\.gone");
    }

    @Test
    void suppressed_twoJvms_countsAddUp() throws Exception {
        Path file = Files.writeString(directory.resolve("s.txt"), BOTH);
        Path racy = Programs.RACY.write(directory);
        Path report = directory.resolve("report.json");
        String twice = "'%1$s' '%2$s' && '%1$s' '%2$s'".formatted(Jdk.current().java(), racy);

        Run run = Run.hazardmap(Jdk.current())
                .with("race", "--suppress", file, "--report", report, "--", "sh", "-c", twice);

        run.assertExit(0);
        JsonNode document = RaceReports.read(report);
        assertThat(document.at("/suppressed/0/races").intValue()).isGreaterThanOrEqualTo(2);
        assertThat(document.path("processes")).hasSize(2);
        assertThat(run.err()).containsOnlyOnce("data race(s) by " + file + ":2").containsOnlyOnce("suppressed nothing");
    }

    @Test
    void suppressed_oneOfTwo_theOtherIsReported() throws Exception {
        Path file = Files.writeString(directory.resolve("s.txt"), "label: Sessions\nreason: of another map\n");

        Run run = Run.hazardmap(Jdk.current()).with("race", "--suppress", file, Programs.RACY.write(directory));

        run.assertExit(66);
        assertThat(run.err())
                .contains("WARNING: DATA RACE", "data race(s)\nhazardmap: " + file + ":1 suppressed nothing");
    }

    @Test
    void badEntry_command_isFoundBeforeTheProgramRuns() throws Exception {
        Path file = Files.writeString(directory.resolve("s.txt"), "\nframe: [\nreason: x\n");

        Run.hazardmap(Jdk.current())
                .with("race", "--suppress", file, Programs.HELLO.write(directory))
                .assertInputError("--suppress: " + file + ":2: bad regex '['");
    }

    @ParameterizedTest
    @MethodSource("jdks")
    void badEntry_bareAgent_isOneLine(Jdk jdk) throws Exception {
        Path file = Files.writeString(directory.resolve("s.txt"), "frame: com.acme\n");

        Run.java(jdk)
                .with("-javaagent:" + Checkout.AGENT + "=suppress=" + file, Programs.HELLO.write(directory))
                .assertInputError("suppress: " + file + ":1: no reason in the entry 'frame com.acme'");
    }
}
