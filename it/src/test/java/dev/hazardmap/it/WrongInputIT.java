package dev.hazardmap.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Wrong input through the real command: one line that carries the value, exit code 2 where nothing ran. */
class WrongInputIT {
    private static final Jdk JDK = Jdk.current();

    @TempDir
    Path directory;

    static List<Jdk> jdks() {
        return Jdk.all();
    }

    @Test
    void missingFile_isNamed() throws Exception {
        Run.hazardmap(JDK).with("race", "no/such/File.java").assertInputError("no such file: no/such/File.java");
    }

    @Test
    void directory_isNamed() throws Exception {
        Path odd = Files.createDirectory(directory.resolve("Dir.java"));
        Run.hazardmap(JDK).with("race", odd).assertInputError(odd + " is a directory");
    }

    @Test
    void notJava_hintsAtTheOtherForm() throws Exception {
        Run.hazardmap(JDK)
                .with("race", "mvn", "test")
                .assertInputError("mvn is no .java file", "hazardmap race -- mvn");
    }

    @ParameterizedTest
    @MethodSource("jdks")
    void doesNotCompile_showsJavacsErrorsAndOneLine(Jdk jdk) throws Exception {
        Path file = Files.writeString(directory.resolve("Bad.java"), "class Bad { int f() { return missing; } }");

        Run run = Run.hazardmap(jdk).with("race", file);

        run.assertExit(2);
        assertThat(run.err())
                .contains("Bad.java:1: error: cannot find symbol")
                .endsWith(file + " does not compile: 1 error\n");
        assertThat(run.out()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("jdks")
    void noMain_isSaidAsJavaDoes(Jdk jdk) throws Exception {
        Path file = Files.writeString(directory.resolve("NoMain.java"), "class NoMain {}");
        Run.hazardmap(jdk).with("race", file).assertInputError("can't find main(String[]) method in class: NoMain");
    }

    @Test
    void malformedDependency_isNamed() throws Exception {
        Path file = Files.writeString(directory.resolve("Dep.java"), "//DEPS just-a-name\nclass Dep {}");
        Run.hazardmap(JDK).with("race", file).assertInputError("//DEPS just-a-name");
    }

    @Test
    void unknownDependency_namesItsCoordinate() throws Exception {
        assertUnresolved(Run.hazardmap(JDK), "dev.hazardmap.nowhere:nothing:0.0.1");
    }

    @Test
    void noNetwork_namesTheCoordinate() throws Exception {
        String nobodyListens = "-Dhttps.proxyHost=localhost -Dhttps.proxyPort=9";
        assertUnresolved(Run.hazardmap(JDK).env("MAVEN_OPTS", nobodyListens), "dev.hazardmap.offline:nothing:0.0.1");
    }

    private void assertUnresolved(Run.Builder hazardmap, String coordinate) throws IOException, InterruptedException {
        Path file = Files.writeString(directory.resolve("Dep.java"), "//DEPS " + coordinate + "\nclass Dep {}");

        Run run = hazardmap.env("XDG_CACHE_HOME", directory.toString()).with("race", file);

        run.assertExit(2);
        assertThat(run.err().lines())
                .satisfiesExactly(
                        progress ->
                                assertThat(progress).isEqualTo("hazardmap: asking Maven for " + coordinate + " (once)"),
                        error -> assertThat(error)
                                .startsWith("hazardmap: //DEPS " + coordinate + ": Maven cannot resolve it: "));
        assertThat(run.out()).isEmpty();
    }

    @Test
    void resolvedOnce_needsNoNetworkAgain() throws Exception {
        Path file = Checkout.EXAMPLES.resolve("LruReadsFixed.java");
        Run.hazardmap(JDK)
                .env("XDG_CACHE_HOME", directory.toString())
                .with("race", file)
                .assertExit(0);

        Run offline = Run.hazardmap(JDK)
                .env("XDG_CACHE_HOME", directory.toString())
                .env("PATH", directory.toString())
                .with("race", file);

        offline.assertExit(0);
        assertThat(offline.out()).isEqualTo("100 entries in the cache\n");
        assertThat(offline.err()).isEmpty();
    }

    @Test
    void unwritableReport_isFoundBeforeTheProgramRuns() throws Exception {
        Path report = directory.resolve("no/directory/report.json");
        Run.hazardmap(JDK)
                .with("race", "--report", report, Programs.HELLO.write(directory))
                .assertInputError("--report " + report + " cannot be written");
    }

    @Test
    void unknownOption_isNamedWithAHint() throws Exception {
        Run.hazardmap(JDK)
                .with("race", "--bogus", Programs.HELLO.write(directory))
                .assertInputError("unknown option --bogus", "hazardmap race --help");
    }

    @Test
    void unknownMode_isNamedWithTheModesThereAre() throws Exception {
        Run.hazardmap(JDK)
                .with("race", "--mode", "everything", Programs.HELLO.write(directory))
                .assertInputError("everything", "maps", "fields", "full");
    }

    @Test
    void unreadableSuppressions_areNamed() throws Exception {
        Path file = directory.resolve("none.txt");
        Run.hazardmap(JDK)
                .with("race", "--suppress", file, Programs.HELLO.write(directory))
                .assertInputError("--suppress " + file);
    }

    @Test
    void commandNotFound_isNamed() throws Exception {
        Run.hazardmap(JDK).with("race", "--", "no-such-program").assertInputError("command not found: no-such-program");
    }

    @Test
    void olderJvm_isNamedWithItsVersion() throws Exception {
        Path java = Files.createDirectories(directory.resolve("jdk-11/bin")).resolve("java");
        Files.writeString(java, "#!/bin/sh\nexit 99\n");
        assertThat(java.toFile().setExecutable(true)).isTrue();
        Files.writeString(directory.resolve("jdk-11/release"), "JAVA_VERSION=\"11.0.23\"\n");

        Run.hazardmap(JDK)
                .with("race", "--", java, "Main")
                .assertInputError(java.toString(), "is Java 11", "17 or newer");
    }

    @ParameterizedTest
    @MethodSource("jdks")
    void jacocoBesideUs_bothWork(Jdk jdk) throws Exception {
        Path coverage = directory.resolve("jacoco.exec");

        Run run = Run.hazardmap(jdk)
                .with(
                        "race",
                        "--",
                        jdk.java(),
                        "-javaagent:" + jacoco() + "=destfile=" + coverage,
                        Programs.RACY.write(directory));

        run.assertExit(66);
        assertThat(run.err())
                .contains("WARNING: DATA RACE on java.util.HashMap")
                .doesNotContain("Exception");
        assertThat(coverage).isNotEmptyFile();
    }

    @ParameterizedTest
    @MethodSource("jdks")
    void classFileNewerThanAsm_isLeftAloneAndSaidOnce(Jdk jdk) throws Exception {
        Path classes = compileHello();
        byte[] bytes = Files.readAllBytes(classes.resolve("Hello.class"));
        bytes[6] = 3; // major version 0x3NN: hundreds of releases from now
        Files.write(classes.resolve("Hello.class"), bytes);

        Run plain = Run.java(jdk).with("-cp", classes, "Hello");
        Run run = Run.hazardmap(jdk).with("race", "--", jdk.java(), "-cp", classes, "Hello");

        run.assertExit(plain.code());
        assertThat(run.err()).contains("UnsupportedClassVersionError");
        assertThat(run.err().lines().filter(line -> line.startsWith("hazardmap:")))
                .singleElement()
                .asString()
                .contains("Hello");
    }

    private Path compileHello() throws Exception {
        Path classes = Files.createDirectory(directory.resolve("classes"));
        Run.command(JDK.home().resolve("bin/javac"))
                .with("-d", classes, Programs.HELLO.write(directory))
                .assertExit(0);
        return classes;
    }

    private static String jacoco() {
        return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> entry.contains("org.jacoco.agent"))
                .findFirst()
                .orElseThrow();
    }
}
