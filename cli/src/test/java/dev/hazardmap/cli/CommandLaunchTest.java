package dev.hazardmap.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CommandLaunchTest {
    private static final String AGENT = "-javaagent:/a.jar=mode=maps";

    @TempDir
    Path directory;

    @Test
    void of_java_getsTheAgentAsFirstOption() {
        Launch launch = CommandLaunch.of(List.of("java", "-cp", "x", "Main"), AGENT, "-Dkept=true");

        assertThat(launch.command()).containsExactly("java", AGENT, "-cp", "x", "Main");
        assertThat(launch.environment()).isEmpty();
        assertThat(launch.jvmExpected()).isTrue();
    }

    @Test
    void of_otherCommand_appendsToToolOptions() {
        Launch launch = CommandLaunch.of(List.of("sh", "-c", "true"), AGENT, "-Dkept=true");

        assertThat(launch.command()).containsExactly("sh", "-c", "true");
        assertThat(launch.environment()).isEqualTo(Map.of("JAVA_TOOL_OPTIONS", "-Dkept=true " + AGENT));
        assertThat(launch.jvmExpected()).isFalse();
    }

    @Test
    void of_jarPathWithBlank_isQuotedForToolOptions() {
        Launch launch = CommandLaunch.of(List.of("sh"), "-javaagent:/my dir/a.jar=mode=maps", null);

        assertThat(launch.environment())
                .isEqualTo(Map.of("JAVA_TOOL_OPTIONS", "\"-javaagent:/my dir/a.jar=mode=maps\""));
    }

    @Test
    void of_unknownCommand_namesIt() {
        assertThatThrownBy(() -> CommandLaunch.of(List.of("no-such-program"), AGENT, null))
                .isInstanceOf(InputError.class)
                .hasMessage("command not found: no-such-program");
        assertThatThrownBy(() -> CommandLaunch.of(List.of(directory.toString()), AGENT, null))
                .isInstanceOf(InputError.class)
                .hasMessage("command not found: " + directory);
    }

    @Test
    void of_olderJava_namesItsVersion() throws IOException {
        Path java = jdk("11.0.2");

        assertThatThrownBy(() -> CommandLaunch.of(List.of(java.toString()), AGENT, null))
                .isInstanceOf(InputError.class)
                .hasMessage("the program's JVM must be Java 17 or newer: " + java + " is Java 11");
    }

    @Test
    void of_java8_isCountedThoughItCallsItselfOnePointEight() throws IOException {
        Path java = jdk("1.8.0_402");

        assertThatThrownBy(() -> CommandLaunch.of(List.of(java.toString()), AGENT, null))
                .hasMessageEndingWith("is Java 8");
    }

    @Test
    void of_newerJava_isAccepted() throws IOException {
        Path java = jdk("21");

        assertThat(CommandLaunch.of(List.of(java.toString()), AGENT, null).command())
                .containsExactly(java.toString(), AGENT);
    }

    private Path jdk(String version) throws IOException {
        Files.createDirectories(directory.resolve("bin"));
        Files.writeString(directory.resolve("release"), "IMPLEMENTOR=\"x\"\nJAVA_VERSION=\"" + version + "\"\n");
        Path java = Files.writeString(directory.resolve("bin/java"), "");
        assertThat(java.toFile().setExecutable(true)).isTrue();
        return java;
    }
}
