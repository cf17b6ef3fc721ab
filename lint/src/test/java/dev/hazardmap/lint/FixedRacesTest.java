package dev.hazardmap.lint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Map races of released libraries that their authors have fixed since: the release before is flagged at the very container, the release
 * after is silent about it. The jars come from Maven Central through Maven itself (settings, mirrors and caches apply); without it the
 * tests are skipped and say so. {@code -Dhazardmap.fixed=all} adds the large jars.
 */
class FixedRacesTest {
    private static final Path JARS = Path.of("target", "fixed-races").toAbsolutePath();

    /** One fix: coordinates, the releases around it, the rule and container it is about, and where it was discussed. */
    record Fix(String group, String artifact, String before, String after, String rule, String subject, String source) {
        @Override
        public String toString() {
            return artifact + " " + before + " -> " + after + ": " + rule + " " + subject;
        }
    }

    private static final List<Fix> SMALL = List.of(
            new Fix(
                    "org.apache.commons",
                    "commons-pool2",
                    "2.12.0",
                    "2.13.0",
                    "HM-RACE-LOCK",
                    "EvictionTimer.TASK_MAP",
                    "POOL-424"),
            new Fix(
                    "org.apache.commons",
                    "commons-pool2",
                    "2.12.0",
                    "2.13.0",
                    "HM-ITER-MODIFY",
                    "EvictionTimer.TASK_MAP",
                    "POOL-424"),
            new Fix(
                    "cn.hutool",
                    "hutool-cache",
                    "5.7.14",
                    "5.7.15",
                    "HM-KIND-READ",
                    "AbstractCache.cacheMap",
                    "hutool issue 1895"),
            new Fix(
                    "tech.units",
                    "indriya",
                    "2.1.3",
                    "2.1.4",
                    "HM-RACE-WEAKLOCK",
                    "DefaultQuantityFactory.INSTANCES",
                    "indriya issue 371"),
            new Fix(
                    "org.twitter4j",
                    "twitter4j-core",
                    "4.0.1",
                    "4.0.2",
                    "HM-RACE-CACHE",
                    "TwitterImpl.implicitParamsMap",
                    "Twitter4J pull request 163"),
            new Fix(
                    "org.mvel",
                    "mvel2",
                    "2.1.5.Final",
                    "2.1.6.Final",
                    "HM-KIND-READ",
                    "PropertyAccessor.METHOD_PARMTYPES_CACHE",
                    "mvel pull request 50"));

    private static final List<Fix> LARGE = List.of(
            new Fix("org.jpos", "jpos", "2.1.2", "2.1.3", "HM-ITER-SYNC", "Context.map", "jPOS issue 212"),
            new Fix(
                    "org.vineflower",
                    "vineflower",
                    "1.9.3",
                    "1.10.0",
                    "HM-REENTRANT",
                    "StructContext.classes",
                    "vineflower pull request 325"),
            new Fix(
                    "org.apache.fory",
                    "fory-core",
                    "0.11.1",
                    "0.11.2",
                    "HM-RACE-WEAKLOCK",
                    "CodeGenerator.sourcePublicLevelAccessible",
                    "fory issue 2367"));

    static Stream<Fix> fixes() {
        boolean all = "all".equals(System.getProperty("hazardmap.fixed"));
        return all ? Stream.concat(SMALL.stream(), LARGE.stream()) : SMALL.stream();
    }

    @BeforeAll
    static void resolve() throws IOException, InterruptedException {
        List<Fix> missing = fixes().filter(
                        fix -> !Files.exists(jar(fix, fix.before)) || !Files.exists(jar(fix, fix.after)))
                .toList();
        if (!missing.isEmpty()) {
            copy(missing);
        }
    }

    /** One run of Maven for all jars. */
    private static void copy(List<Fix> fixes) throws IOException, InterruptedException {
        StringBuilder items = new StringBuilder();
        for (Fix fix : fixes) {
            for (String version : List.of(fix.before, fix.after)) {
                items.append(
                        "<artifactItem><groupId>%s</groupId><artifactId>%s</artifactId><version>%s</version></artifactItem>"
                                .formatted(fix.group, fix.artifact, version));
            }
        }
        Files.createDirectories(JARS);
        Path pom = JARS.resolve("pom.xml");
        Files.writeString(pom, """
                <project xmlns="http://maven.apache.org/POM/4.0.0"><modelVersion>4.0.0</modelVersion>
                <groupId>x</groupId><artifactId>fixed-races</artifactId><version>1</version><packaging>pom</packaging>
                <build><plugins><plugin><groupId>org.apache.maven.plugins</groupId>
                <artifactId>maven-dependency-plugin</artifactId><version>3.9.0</version>
                <configuration><outputDirectory>%s</outputDirectory><artifactItems>%s</artifactItems></configuration>
                </plugin></plugins></build></project>
                """.formatted(JARS, items));
        String mvn = File.separatorChar == '\\' ? "mvn.cmd" : "mvn";
        ProcessBuilder command = new ProcessBuilder(mvn, "-q", "-B", "-f", pom.toString(), "dependency:copy");
        // What the build around us was given (class path of the test JVM, debug options) is not this one's business.
        command.environment().remove("MAVEN_OPTS");
        command.redirectErrorStream(true)
                .redirectOutput(JARS.resolve("maven.log").toFile());
        Process process;
        try {
            process = command.start();
        } catch (IOException e) {
            assumeTrue(false, "no Maven to fetch the jars with: " + e.getMessage());
            return;
        }
        boolean done = process.waitFor(3, TimeUnit.MINUTES);
        if (!done) {
            process.destroyForcibly();
        }
        assumeTrue(
                done && process.exitValue() == 0,
                "the jars are not to be had (offline?): see " + JARS.resolve("maven.log"));
    }

    private static Path jar(Fix fix, String version) {
        return JARS.resolve(fix.artifact + "-" + version + ".jar");
    }

    @ParameterizedTest
    @MethodSource("fixes")
    void release_beforeTheFix_isFlagged_andAfterIt_isNot(Fix fix) throws IOException {
        assertThat(about(fix, fix.before)).as(fix.source).isNotEmpty();
        assertThat(about(fix, fix.after)).as(fix.source).isEmpty();
    }

    private static List<Finding> about(Fix fix, String version) throws IOException {
        return Lint.run(LintOptions.of(List.of(jar(fix, version)))).findings().stream()
                .filter(f -> f.rule().equals(fix.rule) && f.subject().equals(fix.subject))
                .toList();
    }
}
