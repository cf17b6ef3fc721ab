package dev.hazardmap.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** What a process that a test started left behind. */
public record Run(int code, String out, String err) {
    private static final int SECONDS = 180;

    /** A process under construction: {@code Run.hazardmap(jdk).in(directory).with("race", ...)}. */
    public static final class Builder {
        private final List<String> command = new ArrayList<>();
        private final Map<String, String> environment = new LinkedHashMap<>();
        private Path directory = Checkout.ROOT;
        private Path in = Path.of("/dev/null");

        private Builder(List<String> start) {
            command.addAll(start);
        }

        public Builder in(Path where) {
            directory = where;
            return this;
        }

        /** Sets a variable of the environment. */
        public Builder env(String name, String value) {
            environment.put(name, value);
            return this;
        }

        /** What the process reads from its standard input; nothing unless set. */
        public Builder input(Path file) {
            in = file;
            return this;
        }

        public Process start(Path out, Path err, Object... arguments) throws IOException {
            for (Object argument : arguments) {
                command.add(argument.toString());
            }
            ProcessBuilder builder = new ProcessBuilder(command)
                    .directory(directory.toFile())
                    .redirectInput(in.toFile())
                    .redirectOutput(out.toFile())
                    .redirectError(err.toFile());
            // The options of the build's own JVMs are no part of what a user's shell has set.
            builder.environment().keySet().removeAll(List.of("JAVA_TOOL_OPTIONS", "MAVEN_OPTS", "HAZARDMAP_AGENT"));
            builder.environment().putAll(environment);
            return builder.start();
        }

        /** Runs to the end. */
        public Run with(Object... arguments) throws IOException, InterruptedException {
            Path files = Files.createTempDirectory("run");
            Path out = files.resolve("out");
            Path err = files.resolve("err");
            Process process = start(out, err, arguments);
            try {
                assertThat(process.waitFor(SECONDS, TimeUnit.SECONDS))
                        .as("%s ends within %d s", command, SECONDS)
                        .isTrue();
                return new Run(process.exitValue(), Files.readString(out), Files.readString(err));
            } finally {
                process.descendants().forEach(ProcessHandle::destroyForcibly);
                process.destroyForcibly();
                Files.delete(out);
                Files.delete(err);
                Files.delete(files);
            }
        }
    }

    /** The hazardmap command on a JDK, without the launcher's build. */
    public static Builder hazardmap(Jdk jdk) {
        return new Builder(List.of(jdk.java().toString(), "-jar", Checkout.CLI.toString()))
                .env("JAVA_HOME", jdk.home().toString());
    }

    public static Builder java(Jdk jdk) {
        return new Builder(List.of(jdk.java().toString()));
    }

    public static Builder command(Object... start) {
        return new Builder(List.of(start).stream().map(Object::toString).toList());
    }

    /** The one line of the error: asserts that there is no other. */
    public void assertInputError(String... parts) {
        assertThat(err.lines()).as("stderr").hasSize(1);
        assertThat(err).startsWith("hazardmap: ").contains(parts);
        assertThat(code).as("exit code").isEqualTo(2);
        assertThat(out).as("stdout").isEmpty();
    }

    /** Asserts the exit code, and shows both streams when it is another. */
    public Run assertExit(int expected) {
        assertThat(code)
                .as("exit code%n--- stdout%n%s%n--- stderr%n%s", out, err)
                .isEqualTo(expected);
        return this;
    }
}
