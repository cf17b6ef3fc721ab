package dev.hazardmap.agent.report;

import static dev.hazardmap.agent.report.Accesses.get;
import static dev.hazardmap.agent.report.Accesses.put;
import static dev.hazardmap.agent.report.Accesses.race;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hazardmap.detector.Access;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FindingsTest {
    private static final RaceView.Side GET = get(Access.STRUCTURE_READ, 55);
    private static final RaceView WEAK = race(put(Access.ENTRY_WRITE, 41), GET);
    private static final RaceView STRONG = race(put(Access.STRUCTURE_WRITE, 41), GET);
    private static final RaceView SWAPPED = race(GET, put(Access.STRUCTURE_WRITE, 41));
    private static final RaceView ELSEWHERE = race(put(Access.STRUCTURE_WRITE, 42), GET);

    @Test
    void printAll_samePair_onlyTheStrongest() {
        Findings findings = new Findings();
        findings.add(WEAK);
        findings.add(STRONG);
        findings.add(WEAK);
        findings.add(SWAPPED);

        assertThat(findings.printAll()).containsExactly(STRONG);
    }

    @Test
    void printAll_otherPair_bothInTheOrderFound() {
        Findings findings = new Findings();
        findings.add(ELSEWHERE);
        findings.add(STRONG);

        assertThat(findings.printAll()).containsExactly(ELSEWHERE, STRONG);
    }

    /** What was printed and what the file says are the same. */
    @Test
    void add_strongerAfterPrinting_printedOneStays() {
        Findings findings = new Findings();
        findings.addAndPrint(WEAK);
        findings.add(STRONG);

        assertThat(findings.printAll()).containsExactly(WEAK);
    }

    /** Reports go to the process's own standard error: only another process can see what is printed. */
    @Test
    void print_byItselfAndAtTheEnd_eachPairOnce(@TempDir Path directory) throws Exception {
        String printed = run(Program.class, directory);

        assertThat(printed.split("WARNING: DATA RACE", -1)).as(printed).hasSize(3);
        assertThat(printed)
                .containsOnlyOnce("Write (put, new key: structural) by thread \"http-7\" #41:\n"
                        + "    java.util.HashMap.put(HashMap.java)\n"
                        + "    com.acme.Sessions.add(Sessions.java:41)\n")
                .containsOnlyOnce("com.acme.Sessions.add(Sessions.java:42)")
                .doesNotContain("existing key")
                .containsSubsequence("Sessions.java:41", "after the wait", "Sessions.java:42");
    }

    static final class Program {
        private Program() {}

        public static void main(String[] arguments) throws InterruptedException {
            Findings findings = new Findings();
            findings.add(WEAK);
            findings.add(STRONG);
            Thread.sleep(2_000);
            System.err.println("after the wait");
            findings.add(ELSEWHERE);
            findings.printAll();
            findings.printAll();
        }
    }

    private static String run(Class<?> main, Path directory) throws IOException, InterruptedException {
        Path errors = directory.resolve("stderr");
        Process process = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "--add-exports=java.base/jdk.internal.misc=ALL-UNNAMED",
                        "-cp",
                        System.getProperty("java.class.path"),
                        main.getName()))
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(errors.toFile())
                .start();
        if (!process.waitFor(60, TimeUnit.SECONDS)) {
            process.destroyForcibly();
        }
        String printed = Files.readString(errors, StandardCharsets.UTF_8).replace(System.lineSeparator(), "\n");
        assertThat(process.exitValue()).as(printed).isZero();
        return printed;
    }
}
