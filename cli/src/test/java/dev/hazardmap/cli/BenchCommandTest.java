package dev.hazardmap.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class BenchCommandTest {
    @TempDir
    Path directory;

    @Test
    void locate_besideTheCommandOrInTheCheckout() throws IOException {
        Path own = directory.resolve("cli/target/hazardmap-cli.jar");
        Path inCheckout = create("benchmarks/target/hazardmap-benchmarks.jar");
        assertThat(BenchCommand.locate(own)).isEqualTo(inCheckout);
        Path beside = create("cli/target/hazardmap-benchmarks.jar");
        assertThat(BenchCommand.locate(own)).isEqualTo(beside);
    }

    @Test
    void locate_notBuilt_saysHowTo() {
        assertThatThrownBy(() -> BenchCommand.locate(directory.resolve("hazardmap-cli.jar")))
                .isInstanceOf(InputError.class)
                .hasMessageContaining("mvn -pl benchmarks -am -DskipTests package");
    }

    @Test
    void arguments_areTakenAsTheyAre() {
        String[] arguments = {"race", "--rows", "chm/joined", "--help"};
        assertThat(new CommandLine(new BenchCommand()).parseArgs(arguments).unmatched())
                .containsExactly(arguments);
    }

    private Path create(String name) throws IOException {
        Path file = directory.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.createFile(file);
    }
}
