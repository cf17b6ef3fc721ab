package dev.hazardmap.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The JUnit extension and the Maven goals, as users have them: a real Maven on a copy of a project. */
class MavenPluginIT {
    private static final String GOAL = "dev.hazardmap:hazardmap-maven-plugin:" + StagedRepository.VERSION + ":";
    private static final String REPORTED = "WARNING: DATA RACE on java.util.HashMap \"Sessions.userByToken\"";

    private static Path settings;

    @TempDir
    Path directory;

    static List<Jdk> jdks() {
        return Jdk.all();
    }

    @BeforeAll
    static void stage() throws IOException {
        settings = StagedRepository.settings();
    }

    @ParameterizedTest
    @MethodSource("jdks")
    void example_racyTestFailsWithTheReport_fixedTestPasses(Jdk jdk) throws Exception {
        Path project = copy("junit-maven-project");

        Run run = mvn(jdk, project, "test");

        run.assertExit(1);
        assertThat(run.out())
                .contains("Tests run: 2, Failures: 1, Errors: 0")
                .contains("SessionsTest.loginWhileOthersLookUp")
                .contains("a data race during this test")
                .contains(REPORTED)
                .contains("There are test failures")
                .doesNotContain("crash", "The forked VM terminated");
        assertThat(reports(project)).hasSize(1);
    }

    @Test
    void example_fixedTestAlone_passes() throws Exception {
        Path project = copy("junit-maven-project");

        Run run = mvn(Jdk.current(), project, "-Dtest=FixedSessionsTest", "test", GOAL + "check");

        run.assertExit(0);
        assertThat(run.out()).contains("hazardmap: no data races").doesNotContain("DATA RACE");
    }

    @Test
    void example_withoutTheAgent_failsAndSaysSo() throws Exception {
        Run run =
                mvn(Jdk.current(), copy("junit-maven-project"), "-Dhazardmap.skip", "-Dtest=FixedSessionsTest", "test");

        run.assertExit(1);
        assertThat(run.out()).contains("the race detector's agent is not in this JVM");
    }

    /** No extension, nothing in the pom: the goals on the command line. */
    @Test
    void check_projectWithoutTheExtension_failsTheBuild_lintFindsTheSame() throws Exception {
        Path project = copy("racy-maven-project");

        Run run = mvn(Jdk.current(), project, "--fail-at-end", GOAL + "prepare-agent", "test", GOAL + "check");

        run.assertExit(1);
        assertThat(run.out())
                .contains("Tests run: 1, Failures: 0")
                .contains("data race on java.util.HashMap \"Sessions.userByToken\"")
                .containsPattern("hazardmap: \\d+ data race\\(s\\)");
    }

    @Test
    void lint_racyProject_failsTheBuildAndWritesSarif() throws Exception {
        Path project = copy("racy-maven-project");

        Run run = mvn(Jdk.current(), project, "compile", GOAL + "lint");

        run.assertExit(1);
        assertThat(run.out()).contains("HM-RACE").contains("userByToken").contains("hazardmap: lint has");
        assertThat(project.resolve("target/hazardmap/lint.sarif")).content().contains("\"2.1.0\"");
    }

    /** All tests by automatic detection; a race in a class's set-up, one in a lambda, tests in parallel. */
    @Test
    void wholeProject_racesOutsideOfTestsAndInParallel_failWhatTheyBelongTo() throws Exception {
        Path project = copy("junit-maven-project");
        Path tests = project.resolve("src/test/java/com/example");
        Files.delete(tests.resolve("SessionsTest.java"));
        Files.delete(tests.resolve("FixedSessionsTest.java"));
        Files.writeString(tests.resolve("SetUpTest.java"), OutsideTests.IN_BEFORE_ALL);
        Files.writeString(tests.resolve("ParallelTest.java"), OutsideTests.IN_PARALLEL);
        Path resources = Files.createDirectories(project.resolve("src/test/resources"));
        Files.writeString(resources.resolve("junit-platform.properties"), OutsideTests.PROPERTIES);

        Run run = mvn(Jdk.current(), project, "test");

        run.assertExit(1);
        assertThat(run.out())
                .contains("a data race outside of the tests")
                .contains("created at SetUpTest.fill")
                .contains("a data race during this test")
                .contains("created at ParallelTest.racy")
                .contains("ParallelTest.racy a data race during this test")
                .doesNotContain(
                        "data races", "innocent a data", "innocentToo a data", "DATA RACE on java.util.LinkedHashMap");
    }

    private static Run mvn(Jdk jdk, Path project, Object... arguments) throws Exception {
        List<Object> all = new ArrayList<>(List.of("-B", "-Dstyle.color=never", "-s", settings));
        all.addAll(List.of(arguments));
        return Run.command("mvn")
                .in(project)
                .env("JAVA_HOME", jdk.home().toString())
                .with(all.toArray());
    }

    private Path copy(String example) throws IOException {
        Path from = Checkout.EXAMPLES.resolve(example);
        Path to = directory.resolve("a project"); // the agent's argument goes through two command lines
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.filter(file -> !file.startsWith(from.resolve("target")))
                    .toList()) {
                Files.copy(file, to.resolve(from.relativize(file).toString()));
            }
        }
        return to;
    }

    private static List<Path> reports(Path project) throws IOException {
        try (Stream<Path> files = Files.list(project.resolve("target/hazardmap"))) {
            return files.toList();
        }
    }
}
