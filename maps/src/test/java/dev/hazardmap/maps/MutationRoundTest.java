package dev.hazardmap.maps;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Breaks the concurrent code on purpose, one place at a time, and asks whether the tests notice: each {@link Mutants mutant} must
 * fail at least one of the tests named beside it, in a JVM of its own. Full form only: it takes minutes.
 */
@EnabledIfSystemProperty(named = "hazardmap.test.full", matches = "true")
class MutationRoundTest {
    private static final Path SOURCES = Path.of("src/main/java/dev/hazardmap/maps");
    private static final long LIMIT_SECONDS = 150;

    @TempDir
    private Path directory;

    static Stream<Mutants.Mutant> mutants() {
        String only = System.getProperty("hazardmap.mutant", "");
        return Mutants.all().stream().filter(mutant -> mutant.name().contains(only));
    }

    /** Or no mutant's death would mean anything. */
    @ParameterizedTest
    @MethodSource("killers")
    void unchangedCode_passesItsTests(String test) throws Exception {
        Files.createDirectories(directory.resolve("classes"));
        assertThat(passes(List.of(test))).isTrue();
    }

    static Stream<String> killers() {
        return mutants().flatMap(mutant -> mutant.killers().stream()).distinct();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("mutants")
    void mutant_isKilled(Mutants.Mutant mutant) throws Exception {
        compile(mutant);
        assertThat(passes(mutant.killers()))
                .as("%s survives %s", mutant.name(), mutant.killers())
                .isFalse();
    }

    private void compile(Mutants.Mutant mutant) throws IOException {
        Path changed = directory.resolve("dev/hazardmap/maps");
        Files.createDirectories(changed);
        Files.createDirectories(directory.resolve("classes"));
        List<String> arguments = new ArrayList<>(List.of(
                "-nowarn",
                "-proc:none",
                "-d",
                directory.resolve("classes").toString(),
                "-cp",
                System.getProperty("java.class.path")));
        try (Stream<Path> sources = Files.list(SOURCES)) {
            for (Path source : sources.collect(Collectors.toList())) {
                Path target = changed.resolve(source.getFileName());
                String text = Files.readString(source);
                Files.writeString(target, source.endsWith(mutant.file()) ? mutant.applyTo(text) : text);
                arguments.add(target.toString());
            }
        }
        int code = ToolProvider.getSystemJavaCompiler().run(null, null, null, arguments.toArray(String[]::new));
        assertThat(code).as("javac on %s", mutant.name()).isZero();
    }

    /** A mutant that hangs or dies has been noticed as well. */
    private boolean passes(List<String> tests) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of(System.getProperty("maps.test.opens", "").split(" ")));
        command.add("-Xmx1g");
        command.add("-cp");
        command.add(directory.resolve("classes") + File.pathSeparator + System.getProperty("java.class.path"));
        command.add(RunTests.class.getName());
        command.addAll(tests);
        command.removeIf(String::isEmpty);
        File output = directory.resolve("output").toFile();
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(output)
                .start();
        boolean ended = process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS);
        process.destroyForcibly();
        return ended && process.exitValue() == 0;
    }
}
