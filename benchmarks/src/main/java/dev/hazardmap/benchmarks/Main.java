package dev.hazardmap.benchmarks;

import dev.hazardmap.benchmarks.race.RaceBench;
import dev.hazardmap.benchmarks.trace.TraceBench;
import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Entry point of the benchmarks' jar and of {@code hazardmap bench}; wrong input is one line and exit code 2. */
@Command(
        name = "hazardmap bench",
        description = "Measures what Hazardmap costs.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "BENCHMARK",
        subcommands = {RaceBench.class, TraceBench.class})
public final class Main implements Runnable {
    private static final int INPUT_ERROR = 2;
    private static final int FAILED = 3;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    private Main() {}

    /** Runs the command and ends the JVM with its exit code. */
    public static void main(String[] args) {
        System.exit(run(new PrintWriter(System.out, true), new PrintWriter(System.err, true), args));
    }

    /** Runs the command; returns 0, 2 when the input was wrong, 3 when a measurement failed. */
    public static int run(PrintWriter out, PrintWriter err, String... args) {
        return new CommandLine(new Main())
                .setOut(out)
                .setErr(err)
                .setParameterExceptionHandler((e, arguments) -> {
                    err.println("hazardmap bench: " + e.getMessage());
                    return INPUT_ERROR;
                })
                .setExecutionExceptionHandler((e, command, parsed) -> {
                    err.println("hazardmap bench: " + e.getMessage());
                    return FAILED;
                })
                .execute(args);
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "name a benchmark: race, trace");
    }
}
