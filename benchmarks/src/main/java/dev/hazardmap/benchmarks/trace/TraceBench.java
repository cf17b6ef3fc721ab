package dev.hazardmap.benchmarks.trace;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/**
 * {@code bench trace}: the recorder's cost per operation and for whole programs, bytes and drops, as medians over separate
 * JVMs in the order A B C A B C.
 */
@Command(
        name = "trace",
        mixinStandardHelpOptions = true,
        description = "Measures what recording a trace costs: the same programs with and without it.")
public final class TraceBench implements Callable<Integer> {
    private static final String MEASURE = "dev.hazardmap.benchmarks.race.workload.Measure";

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Option(names = "--java", paramLabel = "HOME", description = "The JDK that is measured (default: this one).")
    private Path home = Path.of(System.getProperty("java.home"));

    @Option(names = "--agent", paramLabel = "JAR", description = "The agent (default: that of HAZARDMAP_AGENT).")
    private @Nullable Path agent;

    @Option(
            names = "--rows",
            split = ",",
            paramLabel = "WORKLOAD/FORM",
            defaultValue = "hashmap/beside,locked/beside,chm/beside,words/beside,json/beside",
            description = "What is measured (default: ${DEFAULT-VALUE}).")
    private List<String> rows = List.of();

    @Option(names = "--pairs", description = "JVMs of each kind per row (default: ${DEFAULT-VALUE}).")
    private int pairs = 5;

    @Option(names = "--warm", paramLabel = "MS", description = "Least warm-up (default: ${DEFAULT-VALUE} ms of CPU).")
    private long warmMs = 1_500;

    @Option(names = "--measure", paramLabel = "MS", description = "Least window (default: ${DEFAULT-VALUE} ms of CPU).")
    private long measureMs = 500;

    @Option(names = "--json", paramLabel = "FILE", description = "Write every sample to FILE.")
    private @Nullable Path json;

    /** For picocli. */
    public TraceBench() {}

    @Override
    public Integer call() throws IOException, InterruptedException {
        Path directory = Files.createTempDirectory("hazardmap-bench");
        try {
            Recorder recorder = new Recorder(home, agent(), System.getProperty("java.class.path"), directory);
            measure(recorder);
        } finally {
            delete(directory);
        }
        return 0;
    }

    private Path agent() {
        String named = System.getenv("HAZARDMAP_AGENT");
        Path jar = agent != null ? agent : named == null ? null : Path.of(named);
        if (jar == null || !Files.isRegularFile(jar)) {
            throw new ParameterException(spec.commandLine(), "no agent: name its jar with --agent");
        }
        return jar;
    }

    private void measure(Recorder recorder) throws IOException, InterruptedException {
        PrintWriter out = spec.commandLine().getOut();
        List<String> samples = new ArrayList<>();
        out.printf(
                "%-16s %-18s %9s %9s %9s %9s %10s %12s%n",
                "row", "how", "ns/op", "added", "CPU/op", "ratio", "B/event", "dropped");
        for (String row : rows) {
            Map<String, List<Recorder.Outcome>> outcomes = new TreeMap<>();
            for (int i = 0; i < pairs; i++) {
                for (Config config : Config.all()) {
                    Recorder.Outcome outcome = recorder.run(config, arguments(row));
                    outcomes.computeIfAbsent(config.name(), name -> new ArrayList<>())
                            .add(outcome);
                    samples.add(json(row, config, outcome));
                }
            }
            print(out, row, outcomes);
        }
        if (json != null) {
            Files.writeString(json, "[\n" + String.join(",\n", samples) + "\n]\n");
        }
    }

    private String[] arguments(String row) {
        String[] names = row.split("/", -1);
        String most = Long.toString(3 * (warmMs + measureMs));
        return new String[] {MEASURE, names[0], names[1], Long.toString(warmMs), Long.toString(measureMs), most};
    }

    private static void print(PrintWriter out, String row, Map<String, List<Recorder.Outcome>> outcomes) {
        double plain = median(outcomes, Config.PLAIN.name(), "nsPerOp");
        double plainProcess = median(outcomes, Config.PLAIN.name(), "processNsPerOp");
        for (Config config : Config.all()) {
            double own = median(outcomes, config.name(), "nsPerOp");
            double process = median(outcomes, config.name(), "processNsPerOp");
            List<Recorder.Outcome> all = outcomes.getOrDefault(config.name(), List.of());
            long events = all.stream().mapToLong(Recorder.Outcome::events).sum();
            long dropped = all.stream().mapToLong(Recorder.Outcome::dropped).sum();
            long bytes = all.stream().mapToLong(Recorder.Outcome::bytes).sum();
            out.printf(
                    Locale.ROOT,
                    "%-16s %-18s %9.2f %9.2f %9.2f %9.3f %10s %12s%n",
                    row,
                    config.name(),
                    own,
                    own - plain,
                    process,
                    process / plainProcess,
                    events == 0 ? "" : String.format(Locale.ROOT, "%.2f", (double) bytes / events),
                    events == 0 ? "" : dropped + "/" + (events + dropped));
        }
        out.flush();
    }

    private static double median(Map<String, List<Recorder.Outcome>> outcomes, String config, String value) {
        List<Double> all = new ArrayList<>();
        for (Recorder.Outcome outcome : outcomes.getOrDefault(config, List.of())) {
            all.add(outcome.values().getOrDefault(value, Double.NaN));
        }
        Collections.sort(all);
        return all.isEmpty() ? Double.NaN : all.get(all.size() / 2);
    }

    private static String json(String row, Config config, Recorder.Outcome outcome) {
        return String.format(
                Locale.ROOT,
                "{\"row\": \"%s\", \"how\": \"%s\", \"nsPerOp\": %s, \"processNsPerOp\": %s, \"events\": %d,"
                        + " \"dropped\": %d, \"bytes\": %d}",
                row,
                config.name(),
                outcome.values().get("nsPerOp"),
                outcome.values().get("processNsPerOp"),
                outcome.events(),
                outcome.dropped(),
                outcome.bytes());
    }

    private static void delete(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
        Files.delete(directory);
    }
}
