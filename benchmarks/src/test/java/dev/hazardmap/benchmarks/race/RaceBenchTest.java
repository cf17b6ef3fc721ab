package dev.hazardmap.benchmarks.race;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hazardmap.benchmarks.Main;
import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

/** Wrong input: one line that carries the value, exit code 2, nothing measured. */
class RaceBenchTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void race_unknownRow_namesItAndTheKnownOnes() {
        assertInputError("unknown row 'hashmop'", "--rows", "hashmap,hashmop");
        assertThat(err.toString()).contains("go-channel/threads");
    }

    @Test
    void race_noSuchJdk_namesIt() {
        assertInputError("--java /no/such/jdk has no bin/java", "--java", "/no/such/jdk");
    }

    @Test
    void race_noAgent_saysHowToBuildIt() {
        assertInputError("no agent at /no/agent.jar: build it", "--agent", "/no/agent.jar");
    }

    @Test
    void race_noPairs_isRefused() {
        assertInputError("must be at least 1", "--pairs", "0");
    }

    @Test
    void list_namesEveryRow() {
        assertThat(run("--list")).isZero();
        assertThat(out.toString()).hasLineCount(Rows.list().size() + 1).contains("hashmap/beside", "start-up");
    }

    private void assertInputError(String message, String... arguments) {
        assertThat(run(arguments)).isEqualTo(2);
        assertThat(err.toString())
                .startsWith("hazardmap bench: ")
                .contains(message)
                .hasLineCount(1);
        assertThat(out.toString()).isEmpty();
    }

    private int run(String... arguments) {
        String[] all = new String[arguments.length + 1];
        all[0] = "race";
        System.arraycopy(arguments, 0, all, 1, arguments.length);
        return Main.run(new PrintWriter(out, true), new PrintWriter(err, true), all);
    }
}
