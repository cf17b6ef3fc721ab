package dev.hazardmap.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is wrong before anything runs: one line on stderr that carries the value, exit code 2, nothing on stdout. */
class MainTest {
    @TempDir
    Path directory;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void run_noCommand_isAnError() {
        assertInputError("hazardmap: a command is missing (see: hazardmap --help)");
    }

    @Test
    void run_unknownOption_namesIt() {
        assertInputError("hazardmap: unknown option --bogus (see: hazardmap race --help)", "race", "--bogus", "X.java");
    }

    @Test
    void run_nothingToRun_saysWhatIsMissing() {
        String message = "hazardmap: what to run is missing: FILE.java, or -- COMMAND (see: hazardmap race --help)";
        assertInputError(message, "race");
        assertInputError(message, "race", "--");
    }

    @Test
    void run_badNumber_namesOptionAndValue() {
        assertThat(run("race", "--exit-code", "many", "X.java")).isEqualTo(ExitCodes.INPUT_ERROR);
        assertThat(err.toString()).contains("'--exit-code'").contains("'many'").hasLineCount(1);
    }

    @Test
    void run_unwritableReport_isFoundBeforeTheProgramRuns() {
        Path report = directory.resolve("no/such/directory/report.json");
        assertInputError(
                "hazardmap: --report " + report + " cannot be written: no directory " + report.getParent(),
                "race",
                "--report",
                report.toString(),
                "X.java");
        assertInputError(
                "hazardmap: --sarif " + directory + " cannot be written: it is a directory",
                "race",
                "--sarif",
                directory.toString(),
                "X.java");
    }

    @Test
    void run_missingSuppressions_namesTheFile() {
        Path file = directory.resolve("none.txt");
        assertInputError(
                "hazardmap: --suppress " + file + " cannot be read: no such file",
                "race",
                "--suppress",
                file.toString(),
                "X.java");
    }

    @Test
    void checkWritable_newFile_leavesNoneBehind() throws IOException {
        Path fresh = directory.resolve("fresh.json");
        Path old = Files.writeString(directory.resolve("old.json"), "kept");

        OutputFile.checkWritable("--report", fresh);
        OutputFile.checkWritable("--report", old);

        assertThat(fresh).doesNotExist();
        assertThat(old).hasContent("kept");
    }

    @Test
    void run_version_isOnStdout() {
        assertThat(run("--version")).isEqualTo(ExitCodes.OK);
        assertThat(out.toString()).startsWith("hazardmap ");
        assertThat(err.toString()).isEmpty();
    }

    @Test
    void run_raceHelp_namesEveryOption() {
        assertThat(run("race", "--help")).isEqualTo(ExitCodes.OK);
        assertThat(out.toString())
                .contains(List.of(
                        "--mode",
                        "--report",
                        "--sarif",
                        "--suppress",
                        "--exit-code",
                        "--halt-on-error",
                        "--strict",
                        "--perturb",
                        "--show-benign",
                        "--ignore-print-sync",
                        "--debug"));
    }

    private void assertInputError(String line, String... arguments) {
        assertThat(run(arguments)).isEqualTo(ExitCodes.INPUT_ERROR);
        assertThat(err.toString()).isEqualTo(line + System.lineSeparator());
        assertThat(out.toString()).isEmpty();
    }

    private int run(String... arguments) {
        out.getBuffer().setLength(0);
        err.getBuffer().setLength(0);
        return Main.run(new PrintWriter(out, true), new PrintWriter(err, true), arguments);
    }
}
