package dev.hazardmap.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A source file, a java command, any command, and the bare agent: the same race, reported once each. */
class ThreeWaysInIT {
    private static final String REPORTED = "WARNING: DATA RACE on java.util.HashMap";

    @TempDir
    Path directory;

    static List<Jdk> jdks() {
        return Jdk.all();
    }

    @ParameterizedTest
    @MethodSource("jdks")
    void sourceFile_race_isReported(Jdk jdk) throws Exception {
        Run run = Run.hazardmap(jdk).with("race", Programs.RACY.write(directory), "argument");

        run.assertExit(66);
        assertThat(run.err()).contains(REPORTED).contains("Racy.java:").doesNotContain("JVMs");
        assertThat(run.out()).isEqualTo("argument" + System.lineSeparator());
    }

    @ParameterizedTest
    @MethodSource("jdks")
    void javaCommand_race_isReportedWithoutToolOptions(Jdk jdk) throws Exception {
        Run run = Run.hazardmap(jdk).with("race", "--", jdk.java(), Programs.RACY.write(directory), "argument");

        run.assertExit(66);
        assertThat(run.err()).contains(REPORTED).doesNotContain("JAVA_TOOL_OPTIONS");
        assertThat(run.out()).isEqualTo("argument" + System.lineSeparator());
    }

    @ParameterizedTest
    @MethodSource("jdks")
    void anyCommand_twoJvms_eachReportsAndTheReportHoldsBoth(Jdk jdk) throws Exception {
        Path racy = Programs.RACY.write(directory);
        Path report = directory.resolve("report.json");
        String twice = "'%1$s' '%2$s' one && '%1$s' '%2$s' two && echo done".formatted(jdk.java(), racy);

        Run run = Run.hazardmap(jdk).with("race", "--report", report, "--", "sh", "-c", twice);

        run.assertExit(66);
        assertThat(run.out().lines()).containsExactly("one", "two", "done");
        JsonNode document = RaceReports.read(report);
        assertThat(document.path("processes")).hasSize(2);
        assertThat(document.findValuesAsText("pid").stream().distinct()).hasSize(2);
        int races = document.path("races").size();
        assertThat(races).isGreaterThanOrEqualTo(2);
        assertThat(run.err().lines()).endsWith("Found " + races + " data race(s) in 2 JVMs");
    }

    @ParameterizedTest
    @MethodSource("jdks")
    void bareAgent_race_exitsWith66AndWritesTheReport(Jdk jdk) throws Exception {
        Path report = directory.resolve("report.json");

        Run run = Run.java(jdk)
                .with(
                        "-javaagent:" + Checkout.AGENT + "=mode=maps,report=" + report,
                        Programs.RACY.write(directory),
                        "argument");

        run.assertExit(66);
        assertThat(run.err()).contains(REPORTED).containsPattern("Found \\d+ data race\\(s\\)");
        assertThat(RaceReports.read(report).path("races")).isNotEmpty();
    }

    @ParameterizedTest
    @MethodSource("jdks")
    void mavenProject_passingTestThatRaces_isReported(Jdk jdk) throws Exception {
        Path report = directory.resolve("report.json");
        Path project = Checkout.EXAMPLES.resolve("racy-maven-project");

        Run run = Run.hazardmap(jdk).with("race", "--report", report, "--", "mvn", "-q", "-B", "-f", project, "test");

        run.assertExit(66);
        assertThat(run.out() + run.err()).doesNotContain("BUILD FAILURE");
        JsonNode races = RaceReports.read(report).path("races");
        assertThat(races.findValuesAsText("class")).contains("com.example.Sessions", "com.example.SessionsTest");
    }

    @Test
    void sourceFile_programsOwnExitCode_isPassedOn() throws Exception {
        Run run = Run.hazardmap(Jdk.current()).with("race", Programs.EXIT_7.write(directory));

        run.assertExit(7);
        assertThat(run.out()).isEqualTo("out\n");
        assertThat(run.err()).isEqualTo("err\n");
    }

    @Test
    void exitCode_option_replaces66() throws Exception {
        Path racy = Programs.RACY.write(directory);

        Run.hazardmap(Jdk.current()).with("race", "--exit-code", "99", racy).assertExit(99);
        Run.hazardmap(Jdk.current()).with("race", "--exit-code", "0", racy).assertExit(0);
    }

    @Test
    void exitCode_zero_leavesTheProgramItsOwn() throws Exception {
        Run.hazardmap(Jdk.current())
                .with(
                        "race",
                        "--exit-code",
                        "0",
                        "--",
                        Jdk.current().java(),
                        "-Dcode=7",
                        Programs.RACY.write(directory))
                .assertExit(7);
    }

    @Test
    void anyCommand_endedBySignal_is128PlusItsNumber() throws Exception {
        Run.hazardmap(Jdk.current())
                .with("race", "--", "sh", "-c", "kill -9 $$")
                .assertExit(137);
    }

    @Test
    void anyCommand_existingToolOptions_areKept() throws Exception {
        Run run = Run.hazardmap(Jdk.current())
                .env("JAVA_TOOL_OPTIONS", "-Dkept=yes")
                .with("race", "--", "sh", "-c", "echo $JAVA_TOOL_OPTIONS");

        assertThat(run.out()).startsWith("-Dkept=yes -javaagent:");
    }

    @Test
    void anyCommand_standardInput_isThePrograms() throws Exception {
        Path input = Files.writeString(directory.resolve("in"), "one\ntwo\n");

        Run run = Run.hazardmap(Jdk.current()).input(input).with("race", "--", "cat");

        assertThat(run.out()).isEqualTo("one\ntwo\n");
    }

    @Test
    void anyCommand_noJvm_isSaid() throws Exception {
        Run run = Run.hazardmap(Jdk.current()).with("race", "--", "true");

        run.assertExit(0);
        assertThat(run.err()).startsWith("hazardmap: no JVM left a report").hasLineCount(1);
    }

    @Test
    void terminated_program_isEndedAndItsRacesAreReported() throws Exception {
        Path report = directory.resolve("report.json");
        Path out = directory.resolve("out");
        Process process = Run.hazardmap(Jdk.current())
                .start(
                        out,
                        directory.resolve("err"),
                        "race",
                        "--report",
                        report,
                        Programs.RACY_THEN_WAITS.write(directory));
        awaitText(out, "waiting");

        process.destroy();

        assertThat(process.waitFor()).isEqualTo(66);
        assertThat(RaceReports.read(report).path("races")).isNotEmpty();
        assertThat(out).content().contains("hook ran");
    }

    /** The file is written by another process: there is nothing to wait on but its content. */
    private static void awaitText(Path file, String text) throws IOException, InterruptedException {
        for (int tries = 0; tries < 600; tries++) {
            if (Files.readString(file).contains(text)) {
                return;
            }
            Thread.sleep(50);
        }
        throw new AssertionError(file + " never holds: " + text);
    }
}
