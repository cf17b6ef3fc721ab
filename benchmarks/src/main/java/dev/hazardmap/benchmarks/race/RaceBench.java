package dev.hazardmap.benchmarks.race;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code bench race}: the detector's cost per row, printed as a table and kept as JSON. */
@Command(
        name = "race",
        mixinStandardHelpOptions = true,
        description = "Measures what the race detector costs: the same programs with and without it.")
public final class RaceBench implements Callable<Integer> {
    private static final String START_UP = "start-up";

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Option(names = "--json", paramLabel = "FILE", description = "Write every sample to FILE.")
    private @Nullable Path json;

    @Option(names = "--java", paramLabel = "HOME", description = "The JDK that is measured (default: this one).")
    private Path home = Path.of(System.getProperty("java.home"));

    @Option(names = "--agent", paramLabel = "JAR", description = "The agent (default: the checkout's).")
    private @Nullable Path agent;

    @Option(names = "--mode", description = "maps, fields or full (default: ${DEFAULT-VALUE}).", defaultValue = "maps")
    private String mode = "maps";

    @Option(
            names = "--rows",
            split = ",",
            paramLabel = "ROW",
            description = "Only these: a workload, a workload/form, a group (headline, applications, kernels), or"
                    + " start-up (default: all).")
    private List<String> words = List.of();

    @Option(names = "--pairs", description = "JVMs of each kind per row (default: ${DEFAULT-VALUE}).")
    private int pairs = 5;

    @Option(names = "--starts", description = "Starts of each kind for start-up (default: ${DEFAULT-VALUE}).")
    private int starts = 15;

    @Option(names = "--warm", paramLabel = "MS", description = "Least warm-up (default: ${DEFAULT-VALUE} ms of CPU).")
    private long warmMs = 2_000;

    @Option(names = "--measure", paramLabel = "MS", description = "Least window (default: ${DEFAULT-VALUE} ms of CPU).")
    private long measureMs = 500;

    @Option(names = "--list", description = "List the rows.")
    private boolean list;

    /** For picocli. */
    public RaceBench() {}

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (list) {
            names().forEach(spec.commandLine().getOut()::println);
            return 0;
        }
        check();
        Path directory = Files.createTempDirectory("hazardmap-bench");
        try {
            measure(directory);
        } finally {
            delete(directory);
        }
        return 0;
    }

    private void measure(Path directory) throws IOException, InterruptedException {
        PrintWriter out = spec.commandLine().getOut();
        Path measured = Places.copy(agent == null ? Places.agent() : agent, directory);
        Effort effort = new Effort(pairs, warmMs, measureMs, 4 * (warmMs + measureMs));
        Jvm jvm = new Jvm(home, System.getProperty("java.class.path"), measured, mode, directory);
        jvm.checkAgent();
        Series series = new Series(jvm, effort);
        Machine machine = Machine.here(home);
        String sha = Places.sha256(measured);
        String date = Instant.now().truncatedTo(ChronoUnit.SECONDS).toString();
        out.println("mode " + mode + ", " + machine.java() + ", " + machine.cpu() + ", " + machine.cores()
                + " cores, load " + machine.load() + ", " + date + "\n\n" + Table.HEAD);
        List<RowResult> results = new ArrayList<>();
        for (Row row : chosen()) {
            results.add(series.row(row));
            out.println(Table.line(results.get(results.size() - 1), mode));
            keep(report(date, machine, sha, effort, results, null));
        }
        StartUpResult startUp = isChosen(START_UP) ? series.startUp(starts) : null;
        Report report = report(date, machine, sha, effort, results, startUp);
        out.print("\n" + Table.foot(report));
        out.flush();
        keep(report);
    }

    private Report report(
            String date,
            Machine machine,
            String sha,
            Effort effort,
            List<RowResult> results,
            @Nullable StartUpResult startUp) {
        return new Report(
                1,
                date,
                mode,
                machine,
                sha,
                effort,
                List.copyOf(results),
                Means.cpu(results, Group.HEADLINE),
                Means.cpu(results, Group.APPLICATION),
                Means.cpu(results, Group.KERNEL),
                Means.cpu(results, Group.APPLICATION, Group.KERNEL),
                Means.worst(results, Group.APPLICATION, Group.KERNEL),
                Means.memory(results),
                Means.memoryWorst(results),
                startUp);
    }

    /** After each row: a run that is broken off keeps what it has. */
    private void keep(Report report) throws IOException {
        if (json != null) {
            report.write(json);
        }
    }

    private void check() {
        for (String word : words) {
            if (!word.equals(START_UP) && Rows.list().stream().noneMatch(row -> row.isMeantBy(word))) {
                throw wrong("unknown row '" + word + "': known are " + names().collect(Collectors.joining(", ")));
            }
        }
        if (pairs < 1 || starts < 1 || warmMs < 1 || measureMs < 1) {
            throw wrong("--pairs, --starts, --warm and --measure must be at least 1");
        }
        if (!Files.isExecutable(home.resolve("bin/java"))) {
            throw wrong("--java " + home + " has no bin/java");
        }
        Path jar = agent == null ? Places.agent() : agent;
        if (!Files.isRegularFile(jar)) {
            throw wrong("no agent at " + jar + ": build it (mvn -pl agent -am package) or name it with --agent");
        }
        Path directory = json == null ? null : json.toAbsolutePath().getParent();
        if (directory != null && !Files.isWritable(directory)) {
            throw wrong("--json " + json + ": cannot write to " + directory);
        }
    }

    private ParameterException wrong(String message) {
        return new ParameterException(spec.commandLine(), message);
    }

    private static Stream<String> names() {
        return Stream.concat(Rows.list().stream().map(Row::name), Stream.of(START_UP));
    }

    private List<Row> chosen() {
        return Rows.list().stream()
                .filter(row -> words.isEmpty() || words.stream().anyMatch(row::isMeantBy))
                .toList();
    }

    private boolean isChosen(String word) {
        return words.isEmpty() || words.contains(word);
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
