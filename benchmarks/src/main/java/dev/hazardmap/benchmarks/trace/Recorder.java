package dev.hazardmap.benchmarks.trace;

import dev.hazardmap.trace.format.ChunkInfo;
import dev.hazardmap.trace.format.TraceFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/** Starts the JVMs that are measured, one at a time, and reads what they left. */
final class Recorder {
    private static final long PATIENCE_SECONDS = 120;

    private final Path java;
    private final Path agent;
    private final String classPath;
    private final Path directory;

    Recorder(Path home, Path agent, String classPath, Path directory) {
        this.java = home.resolve("bin").resolve("java");
        this.agent = agent;
        this.classPath = classPath;
        this.directory = directory;
    }

    /**
     * What a run left.
     *
     * @param values the {@code key=value} pairs that it printed
     * @param events in the trace; 0 without one
     * @param dropped events that are not
     * @param bytes of the trace
     */
    record Outcome(Map<String, Double> values, long events, long dropped, long bytes) {}

    Path trace() {
        return directory.resolve("t.hzt");
    }

    Outcome run(Config config, String... mainAndArguments) throws IOException, InterruptedException {
        Files.deleteIfExists(trace());
        List<String> command = new ArrayList<>(List.of(java.toString(), "-Xmx1g", "-XX:+UseG1GC"));
        if (config.options() != null) {
            command.add("-javaagent:" + agent + "=mode=trace,trace=" + trace() + "," + config.options());
        }
        command.addAll(List.of("-cp", classPath));
        command.addAll(List.of(mainAndArguments));
        Path out = directory.resolve("out");
        Process process = new ProcessBuilder(command)
                .redirectOutput(out.toFile())
                .redirectError(directory.resolve("err").toFile())
                .start();
        if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            process.destroyForcibly().waitFor();
        }
        if (process.exitValue() != 0) {
            throw new IOException(String.join(" ", command) + ": " + Files.readString(directory.resolve("err")));
        }
        return outcome(Files.readString(out));
    }

    private Outcome outcome(String out) throws IOException {
        if (!Files.exists(trace())) {
            return new Outcome(values(out), 0, 0, 0);
        }
        try (TraceFile file = TraceFile.open(trace())) {
            long events = file.chunks().stream().mapToLong(ChunkInfo::rows).sum();
            long dropped = file.chunks().stream().mapToLong(ChunkInfo::dropped).sum();
            return new Outcome(values(out), events, dropped, Files.size(trace()));
        }
    }

    static Map<String, Double> values(String out) {
        Map<String, Double> values = new TreeMap<>();
        for (String word : out.split("\\s+")) {
            int equals = word.indexOf('=');
            if (equals > 0 && word.substring(equals + 1).matches("-?[0-9.]+(E-?[0-9]+)?")) {
                values.put(word.substring(0, equals), Double.valueOf(word.substring(equals + 1)));
            }
        }
        return values;
    }
}
