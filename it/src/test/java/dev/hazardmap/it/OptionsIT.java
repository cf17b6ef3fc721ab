package dev.hazardmap.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Options that change what is a race, or what follows from one. */
class OptionsIT {
    /** Both threads print, the writer surely first: the only edge between them is the stream's lock. */
    private static final String PRINTING = """
            import java.util.*;
            import java.util.concurrent.TimeUnit;

            class Printing {
                public static void main(String[] args) throws Exception {
                    Map<String, String> map = new HashMap<>();
                    Thread writer = new Thread(() -> { map.put("a", "b"); System.out.println("written"); });
                    Thread reader = new Thread(() -> { System.out.println("reading"); map.get("a"); });
                    writer.start();
                    TimeUnit.MILLISECONDS.sleep(500);
                    reader.start();
                    writer.join();
                    reader.join();
                }
            }
            """;

    /** Removes a key that is not there beside a reader. */
    private static final String ABSENT = """
            import java.util.*;

            class Absent {
                public static void main(String[] args) throws Exception {
                    Map<String, String> map = new TreeMap<>(Map.of("a", "b"));
                    Thread remover = new Thread(() -> map.remove("absent"));
                    Thread reader = new Thread(() -> map.get("a"));
                    remover.start();
                    reader.start();
                    remover.join();
                    reader.join();
                }
            }
            """;

    @TempDir
    Path directory;

    static List<Jdk> jdks() {
        return Jdk.all();
    }

    @ParameterizedTest
    @MethodSource("jdks")
    void ignorePrintSync_twoPrinters_theStreamsLockIsNoEdge(Jdk jdk) throws Exception {
        Path program = write("Printing", PRINTING);

        Run with = Run.hazardmap(jdk).with("race", program).assertExit(0);
        Run without =
                Run.hazardmap(jdk).with("race", "--ignore-print-sync", program).assertExit(66);

        assertThat(with.err()).isEmpty();
        assertThat(without.out()).isEqualTo(with.out()).isEqualTo("written\nreading\n");
        assertThat(without.err()).contains("WARNING: DATA RACE on java.util.HashMap");
    }

    @ParameterizedTest
    @MethodSource("jdks")
    void strict_removalThatFoundNothing_isAWrite(Jdk jdk) throws Exception {
        Path program = write("Absent", ABSENT);

        Run.hazardmap(jdk).with("race", program).assertExit(0);
        Run strict = Run.hazardmap(jdk).with("race", "--strict", program).assertExit(66);

        assertThat(strict.err()).containsIgnoringCase("write (remove: structural)");
    }

    @ParameterizedTest
    @MethodSource("jdks")
    void haltOnError_race_endsTheProgramThere(Jdk jdk) throws Exception {
        Path report = directory.resolve("report.json");

        Run run = Run.hazardmap(jdk)
                .with("race", "--halt-on-error", "--report", report, Programs.RACY.write(directory), "argument");

        run.assertExit(66);
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).containsOnlyOnce("WARNING: DATA RACE").endsWith("Found 1 data race(s)\n");
        assertThat(RaceReports.read(report).path("races")).hasSize(1);
    }

    private Path write(String name, String text) throws Exception {
        return Files.writeString(directory.resolve(name + ".java"), text);
    }
}
