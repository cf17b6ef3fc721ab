package dev.hazardmap.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/**
 * {@code ./hazardmap} in a checkout of its own: what it needs, when it builds, and two of them at once. Maven is a
 * script there that notes every call and puts the real jars where a build would.
 */
@DisabledOnOs(OS.WINDOWS)
class LauncherIT {
    private static final List<String> TOOLS = List.of(
            "sh",
            "cat",
            "dirname",
            "find",
            "grep",
            "head",
            "mkdir",
            "mv",
            "readlink",
            "rm",
            "rmdir",
            "sed",
            "sleep",
            "cp",
            "echo",
            "touch");

    @TempDir
    Path directory;

    private Path checkout;
    private Path tools;

    @BeforeEach
    void copyLauncher() throws IOException {
        checkout = Files.createDirectory(directory.resolve("my checkout"));
        Files.copy(Checkout.ROOT.resolve("hazardmap"), checkout.resolve("hazardmap"));
        executable(checkout.resolve("hazardmap"));
        for (String module : List.of(".mvn", "detector", "trace", "agent", "lint", "maps", "observe", "cli")) {
            Files.createDirectory(checkout.resolve(module));
        }
        Files.createFile(checkout.resolve("pom.xml"));
        tools = Files.createDirectory(directory.resolve("tools"));
        for (String tool : TOOLS) {
            for (String place : List.of("/usr/bin", "/bin")) {
                Path program = Path.of(place, tool);
                if (Files.exists(program) && !Files.exists(tools.resolve(tool))) {
                    Files.createSymbolicLink(tools.resolve(tool), program);
                }
            }
        }
    }

    @Test
    void noJava_isSaid() throws Exception {
        launcher().env("JAVA_HOME", "").with("--version").assertInputError("no java found", "JDK 17");
        launcher()
                .env("JAVA_HOME", "/no/jdk")
                .with("--version")
                .assertInputError("JAVA_HOME is /no/jdk, which has no bin/java");
    }

    @Test
    void olderJava_isNamedWithItsVersion() throws Exception {
        launcher()
                .env("JAVA_HOME", jdk("1.8.0_402").toString())
                .with("--version")
                .assertInputError("Java 1.8.0_402", "too old", "JDK 17");
    }

    @Test
    void noJavac_isSaid() throws Exception {
        Path home = jdk("17.0.15");
        launcher().env("JAVA_HOME", home.toString()).with("--version").assertInputError("no javac in " + home);
    }

    @Test
    void noMaven_isSaidWhenThereIsSomethingToBuild() throws Exception {
        launcher().with("--version").assertInputError("no mvn found", "Maven 3.8");
    }

    @Test
    void freshCheckout_isBuiltOnceAndRunsWithItsExitCode() throws Exception {
        installMaven(0);

        Run first = launcher().with("race");
        Run second = launcher().with("--version");

        assertThat(first.code()).isEqualTo(2);
        assertThat(first.err().lines())
                .satisfiesExactly(
                        building -> assertThat(building).startsWith("hazardmap: building (log: "),
                        error -> assertThat(error).startsWith("hazardmap: what to run is missing"));
        second.assertExit(0);
        assertThat(second.err()).isEmpty();
        assertThat(second.out()).startsWith("hazardmap ");
        assertThat(builds()).containsExactly("start", "end");
    }

    @Test
    void newerSource_isBuiltAgain() throws Exception {
        installMaven(0);
        launcher().with("--version").assertExit(0);
        Path source =
                Files.createDirectories(checkout.resolve("detector/src/main")).resolve("A.java");
        Files.createFile(source);
        Files.setLastModifiedTime(source, FileTime.fromMillis(System.currentTimeMillis() + 5_000));

        launcher().with("--version").assertExit(0);

        assertThat(builds()).containsExactly("start", "end", "start", "end");
    }

    @Test
    void newerTest_isNotBuiltAgain() throws Exception {
        installMaven(0);
        launcher().with("--version").assertExit(0);
        Path test = Files.createDirectories(checkout.resolve("cli/src/test")).resolve("ATest.java");
        Files.createFile(test);
        Files.setLastModifiedTime(test, FileTime.fromMillis(System.currentTimeMillis() + 5_000));

        launcher().with("--version").assertExit(0);

        assertThat(builds()).containsExactly("start", "end");
    }

    @Test
    void twoAtOnce_buildOnce() throws Exception {
        installMaven(2);
        Path out = directory.resolve("out");
        Process other = launcher().start(out, directory.resolve("err"), "--version");

        launcher().with("--version").assertExit(0);

        assertThat(other.waitFor()).isZero();
        assertThat(out).content().startsWith("hazardmap ");
        assertThat(builds()).containsExactly("start", "end");
    }

    @Test
    void lockOfADeadProcess_isRemoved() throws Exception {
        installMaven(0);
        Path lock = Files.createDirectories(checkout.resolve(".hazardmap/build.lock"));
        Process dead = new ProcessBuilder("true").start();
        dead.waitFor();
        Files.writeString(lock.resolve("pid"), dead.pid() + "\n");

        launcher().with("--version").assertExit(0);

        assertThat(lock).doesNotExist();
    }

    @Test
    void lockWithoutOwner_isRemoved() throws Exception {
        installMaven(0);
        Path lock = Files.createDirectories(checkout.resolve(".hazardmap/build.lock"));

        launcher().with("--version").assertExit(0);

        assertThat(lock).doesNotExist();
    }

    @Test
    void failingBuild_isSaidWithItsLog() throws Exception {
        Files.writeString(tools.resolve("mvn"), "#!/bin/sh\necho '[ERROR] no space left'\nexit 1\n");
        executable(tools.resolve("mvn"));

        Run run = launcher().with("--version");

        run.assertExit(2);
        assertThat(run.err()).contains("[ERROR] no space left").contains("hazardmap: the build failed, see ");
        assertThat(checkout.resolve(".hazardmap/build.lock")).doesNotExist();
    }

    @Test
    void symbolicLink_findsTheCheckout() throws Exception {
        installMaven(0);
        Path link = Files.createSymbolicLink(directory.resolve("hm"), checkout.resolve("hazardmap"));

        environment(Run.command(link)).with("--version").assertExit(0);
    }

    private Run.Builder launcher() {
        return environment(Run.command(checkout.resolve("hazardmap")));
    }

    private Run.Builder environment(Run.Builder builder) {
        return builder.in(directory)
                .env("PATH", tools.toString())
                .env("JAVA_HOME", Jdk.current().home().toString());
    }

    /** A JDK's directory with a java, a release file, and no javac. */
    private Path jdk(String version) throws IOException {
        Path home = Files.createDirectory(directory.resolve("jdk"));
        Path java = Files.createDirectory(home.resolve("bin")).resolve("java");
        Files.writeString(java, "#!/bin/sh\nexit 99\n");
        executable(java);
        Files.writeString(home.resolve("release"), "JAVA_VERSION=\"" + version + "\"\n");
        return home;
    }

    private void installMaven(int seconds) throws IOException {
        Files.writeString(tools.resolve("mvn"), """
                #!/bin/sh
                echo start >>builds
                sleep %d
                mkdir -p cli/target agent/target
                cp '%s' cli/target/
                cp '%s' agent/target/
                echo end >>builds
                """.formatted(seconds, Checkout.CLI, Checkout.AGENT));
        executable(tools.resolve("mvn"));
    }

    /** A line at the start and at the end of each build: two that overlap are no "start, end, start, end". */
    private List<String> builds() throws IOException {
        return Files.readAllLines(checkout.resolve("builds"));
    }

    private static void executable(Path file) {
        assertThat(file.toFile().setExecutable(true)).isTrue();
    }
}
