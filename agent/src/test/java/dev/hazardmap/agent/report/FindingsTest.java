package dev.hazardmap.agent.report;

import static dev.hazardmap.agent.report.Accesses.get;
import static dev.hazardmap.agent.report.Accesses.put;
import static dev.hazardmap.agent.report.Accesses.race;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hazardmap.detector.Access;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FindingsTest {
    private static final RaceView.Side GET = get(Access.STRUCTURE_READ, 55);
    private static final RaceView WEAK = race(put(Access.ENTRY_WRITE, 41), GET);
    private static final RaceView STRONG = race(put(Access.STRUCTURE_WRITE, 41), GET);
    private static final RaceView SWAPPED = race(GET, put(Access.STRUCTURE_WRITE, 41));
    private static final RaceView ELSEWHERE = race(put(Access.STRUCTURE_WRITE, 42), GET);

    private static final RaceView KNOWN = race(put(Access.STRUCTURE_WRITE, 43), GET);
    private static final RaceView HARMLESS = race(put(Access.STRUCTURE_WRITE, 45), GET);

    private enum Scenario {
        SAME_PAIR {
            @Override
            void run(Findings findings) {
                findings.add(WEAK);
                findings.add(STRONG);
                findings.add(WEAK);
                findings.add(SWAPPED);
            }
        },
        OTHER_PAIR {
            @Override
            void run(Findings findings) {
                findings.add(ELSEWHERE);
                findings.add(STRONG);
            }
        },
        STRONGER_AFTER_PRINTING {
            @Override
            void run(Findings findings) {
                findings.addAndPrint(WEAK);
                findings.add(STRONG);
            }
        },
        SUPPRESSED {
            @Override
            void run(Findings findings) {
                findings.add(ELSEWHERE);
                findings.add(KNOWN);
                findings.add(HARMLESS);
                findings.add(KNOWN);
            }
        },
        BENIGN_SHOWN {
            @Override
            void run(Findings findings) {
                findings.add(HARMLESS);
                findings.add(ELSEWHERE);
            }
        },
        SUPPRESSED_AT_ONCE {
            @Override
            void run(Findings findings) {
                System.out.println(findings.addAndPrint(KNOWN));
                System.out.println(findings.addAndPrint(HARMLESS));
                System.out.println(findings.addAndPrint(STRONG));
            }
        },
        WAITS {
            @Override
            void run(Findings findings) throws InterruptedException {
                findings.add(WEAK);
                findings.add(STRONG);
                Thread.sleep(2_000);
                System.err.println("after the wait");
                findings.add(ELSEWHERE);
                findings.printAll();
            }
        };

        abstract void run(Findings findings) throws InterruptedException;
    }

    private static final String EXISTING_41 = "put, existing key: entry com.acme.Sessions.add(Sessions.java:41)";
    private static final String NEW_41 = "put, new key: structural com.acme.Sessions.add(Sessions.java:41)";
    private static final String NEW_42 = "put, new key: structural com.acme.Sessions.add(Sessions.java:42)";

    @TempDir
    Path directory;

    @Test
    void printAll_samePair_onlyTheStrongest() throws Exception {
        Output output = run(Scenario.SAME_PAIR);

        assertThat(output.printed()).containsExactly(NEW_41);
        assertThat(output.kept()).isEqualTo(output.printed());
    }

    @Test
    void printAll_otherPair_bothInTheOrderFound() throws Exception {
        Output output = run(Scenario.OTHER_PAIR);

        assertThat(output.printed()).containsExactly(NEW_42, NEW_41);
        assertThat(output.kept()).isEqualTo(output.printed());
    }

    /** What was printed and what the file will say are the same. */
    @Test
    void add_strongerAfterPrinting_printedOneStays() throws Exception {
        Output output = run(Scenario.STRONGER_AFTER_PRINTING);

        assertThat(output.printed()).containsExactly(EXISTING_41);
        assertThat(output.kept()).isEqualTo(output.printed());
    }

    @Test
    void add_thenNothing_printedByItselfBeforeTheEnd() throws Exception {
        Output output = run(Scenario.WAITS);

        assertThat(output.printed()).containsExactly(NEW_41, NEW_42);
        assertThat(output.errors()).containsSubsequence("Sessions.java:41", "after the wait", "Sessions.java:42");
    }

    @Test
    void printAll_suppressedAndBenign_neitherPrintedNorKept() throws Exception {
        Output output = run(Scenario.SUPPRESSED);

        assertThat(output.printed()).containsExactly(NEW_42);
        assertThat(output.kept()).isEqualTo(output.printed());
        assertThat(output.lines())
                .startsWith(
                        "1 counted",
                        "Suppressed 1 data race(s) by s.txt:1: one",
                        "hazardmap: s.txt:4 suppressed nothing: top Sessions.java:44");
    }

    @Test
    void printAll_benignShown_printedAndNotCounted() throws Exception {
        Output output = run(Scenario.BENIGN_SHOWN);

        assertThat(output.errors())
                .contains("BENIGN: DATA RACE on java.util.HashMap", "Benign, not counted: harmless")
                .contains("WARNING: DATA RACE");
        assertThat(output.lines()).startsWith("1 counted");
        assertThat(output.kept()).hasSize(2);
    }

    /** What ends a program at its first race. */
    @Test
    void addAndPrint_suppressedOrBenign_doesNotCount() throws Exception {
        assertThat(run(Scenario.SUPPRESSED_AT_ONCE).lines()).startsWith("false", "false", "true", "1 counted");
    }

    /** Reports go to the process's own standard error: only another process can see what is printed. */
    static final class Program {
        private Program() {}

        public static void main(String[] scenario) throws InterruptedException {
            Suppressions user = new Suppressions(SuppressionFile.parse(
                    "s.txt", "top: Sessions.java:43\nreason: one\n\ntop: Sessions.java:44\nreason: other"));
            Suppressions benign =
                    new Suppressions(SuppressionFile.parse("b.txt", "top: Sessions.java:45\nreason: harmless"));
            Findings findings = new Findings(
                    user, benign, new Findings.Options(Scenario.valueOf(scenario[0]) == Scenario.BENIGN_SHOWN, null));
            Scenario.valueOf(scenario[0]).run(findings);
            findings.printAll();
            System.out.println(Findings.counted(findings.printAll()) + " counted");
            user.summary().forEach(System.out::println);
            for (Findings.Shown shown : findings.printAll()) {
                RaceView race = shown.view();
                RaceView.Side put = race.current().isWrite() ? race.current() : race.previous();
                System.out.println(put.words() + " " + Frames.text(put.stack().get(1)));
            }
        }
    }

    /** The races that were kept, on standard output, and the reports, on standard error. */
    private record Output(List<String> lines, String errors) {

        List<String> kept() {
            return lines.stream().filter(line -> line.contains("com.acme")).toList();
        }

        /** The put of each report, in the form of {@link #kept}. */
        List<String> printed() {
            List<String> puts = new ArrayList<>();
            List<String> lines = errors.lines().toList();
            for (int i = 0; i < lines.size(); i++) {
                Matcher put = Pattern.compile("(?:Write|Previous write) \\((put.*)\\) by thread \"http-7\" #41:")
                        .matcher(lines.get(i));
                if (put.matches()) {
                    puts.add(put.group(1) + lines.get(i + 2).substring(3));
                }
            }
            assertThat(errors.split("WARNING: DATA RACE", -1)).as(errors).hasSize(puts.size() + 1);
            return puts;
        }
    }

    private Output run(Scenario scenario) throws IOException, InterruptedException {
        Path kept = directory.resolve("stdout");
        Path errors = directory.resolve("stderr");
        Process process = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "--add-exports=java.base/jdk.internal.misc=ALL-UNNAMED",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Program.class.getName(),
                        scenario.name()))
                .redirectOutput(kept.toFile())
                .redirectError(errors.toFile())
                .start();
        boolean ended = process.waitFor(60, TimeUnit.SECONDS);
        process.destroyForcibly();
        String printed = Files.readString(errors);
        assertThat(ended).as(printed).isTrue();
        assertThat(process.exitValue()).as(printed).isZero();
        return new Output(Files.readAllLines(kept), printed);
    }
}
