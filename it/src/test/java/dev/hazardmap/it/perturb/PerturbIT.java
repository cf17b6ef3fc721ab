package dev.hazardmap.it.perturb;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hazardmap.it.Checkout;
import dev.hazardmap.it.Jdk;
import dev.hazardmap.it.RaceReports;
import dev.hazardmap.it.Run;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * {@code --perturb} finds what plain runs hide. {@code -Dperturb.runs=20} runs each side that often and prints how many
 * of the programs of {@link HiddenRaces} each run found racing (docs/race-perturb.md has the figures).
 */
class PerturbIT {
    private static final int RUNS = Integer.getInteger("perturb.runs", 4);
    private static final int PROGRAMS = 12;

    @TempDir
    Path directory;

    static List<Jdk> jdks() {
        return Jdk.all();
    }

    @ParameterizedTest
    @MethodSource("jdks")
    void perturb_hiddenRaces_findsFarMore(Jdk jdk) throws Exception {
        List<Integer> plain = new ArrayList<>();
        List<Integer> perturbed = new ArrayList<>();
        Set<String> together = new TreeSet<>();
        for (int run = 1; run <= RUNS; run++) {
            plain.add(found(jdk, "").size());
            Set<String> found = found(jdk, ",perturb=" + run);
            perturbed.add(found.size());
            together.addAll(found);
        }
        System.out.println(jdk + ": of " + PROGRAMS + " hidden races, plain runs found " + plain
                + ", --perturb 1, 2, ... " + perturbed + ", together " + together.size() + " " + together);

        assertThat(sum(perturbed)).as("plain %s", plain).isGreaterThanOrEqualTo(sum(plain) + RUNS);
        assertThat(together).hasSizeGreaterThanOrEqualTo(PROGRAMS / 2);
    }

    private static int sum(List<Integer> counts) {
        return counts.stream().mapToInt(Integer::intValue).sum();
    }

    /** The names of the programs whose race was found. */
    private Set<String> found(Jdk jdk, String option) throws Exception {
        Path report = directory.resolve("report.json");
        Run.java(jdk)
                .with(
                        "-javaagent:" + Checkout.AGENT + "=exitcode=0,report=" + report + option,
                        "-cp",
                        Checkout.ROOT.resolve("it/target/test-classes"),
                        HiddenRaces.class.getName())
                .assertExit(0);
        Set<String> names = new TreeSet<>();
        for (JsonNode race : RaceReports.read(report).path("races")) {
            names.add(program(race));
        }
        return names;
    }

    private static String program(JsonNode race) {
        Matcher name = Pattern.compile("HiddenRaces\",\"method\":\"(?:lambda\\$)?([a-zA-Z]+)")
                .matcher(race.path("current").path("stack").toString());
        assertThat(name.find()).as(race.toString()).isTrue();
        return name.group(1);
    }

    @Test
    void perturb_seed_isInEveryReportAndInTheJson() throws Exception {
        Path report = directory.resolve("report.json");

        Run run = Run.hazardmap(Jdk.current())
                .with("race", "--perturb", "-42", "--report", report, Checkout.EXAMPLES.resolve("IpCache.java"));

        run.assertExit(66);
        assertThat(run.err()).contains("Schedule varied with --perturb -42");
        assertThat(RaceReports.read(report).path("perturb").longValue()).isEqualTo(-42);
    }
}
