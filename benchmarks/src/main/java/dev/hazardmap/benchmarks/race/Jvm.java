package dev.hazardmap.benchmarks.race;

import dev.hazardmap.benchmarks.race.workload.Racy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Starts the JVMs that are measured, one at a time. All get the same heap and collector, so that their memory compares.
 * A program that doesn't end well, or in which the detector finds a race, is no benchmark: it fails the run. Whole
 * libraries have races of their own, though (H2's MVTable reads a deque without its lock): those are counted instead.
 */
final class Jvm {
    private static final long PATIENCE_SECONDS = 300;
    private final Path java;
    private final String classPath;
    private final String agentOption;
    private final Path directory;

    Jvm(Path home, String classPath, Path agent, String mode, Path directory) {
        this.java = home.resolve("bin").resolve("java");
        this.classPath = classPath;
        this.agentOption = "-javaagent:" + agent + "=mode=" + mode;
        this.directory = directory;
    }

    /** Fails unless the agent finds a race where there is one: a jar half built would measure beautifully. */
    void checkAgent() throws IOException, InterruptedException {
        String said;
        try {
            run(true, false, Racy.class.getName());
            said = Files.readString(directory.resolve("err"));
        } catch (RaceException expected) {
            return;
        }
        throw new IOException("the agent finds no race, so there is nothing to measure: " + said);
    }

    /**
     * Runs a main class to its end.
     *
     * @param mayRace whether races that the detector reports are counted instead of failing the run
     */
    Output run(boolean withAgent, boolean mayRace, String... mainAndArguments)
            throws IOException, InterruptedException {
        Path out = directory.resolve("out");
        Path err = directory.resolve("err");
        Process process = new ProcessBuilder(command(withAgent, mainAndArguments))
                .redirectOutput(out.toFile())
                .redirectError(err.toFile())
                .start();
        boolean ended = process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS);
        if (!ended) {
            process.destroyForcibly().waitFor();
        }
        String said = Files.readString(err);
        int races = said.split("DATA RACE", -1).length - 1;
        if (races > 0 && !mayRace) {
            throw new RaceException(String.join(" ", command(withAgent, mainAndArguments)) + ":\n" + said);
        }
        if (!ended || process.exitValue() != 0) {
            throw new IOException(String.join(" ", command(withAgent, mainAndArguments)) + " "
                    + (ended ? "exit code " + process.exitValue() : "didn't end") + ":\n" + said);
        }
        return new Output(Files.readString(out), races);
    }

    /**
     * What a program left.
     *
     * @param text what it wrote to stdout
     * @param races how many races the detector reported in it
     */
    record Output(String text, int races) {}

    /** The detector found a race in the program. */
    private static final class RaceException extends IOException {
        private static final long serialVersionUID = 1L;

        RaceException(String message) {
            super(message);
        }
    }

    private List<String> command(boolean withAgent, String... mainAndArguments) {
        List<String> command = new ArrayList<>(List.of(java.toString(), "-Xmx1g", "-XX:+UseG1GC"));
        if (withAgent) {
            command.add(agentOption);
        }
        command.addAll(List.of("-cp", classPath));
        command.addAll(Arrays.asList(mainAndArguments));
        return command;
    }
}
