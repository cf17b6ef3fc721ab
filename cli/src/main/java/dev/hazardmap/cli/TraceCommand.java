package dev.hazardmap.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code hazardmap trace}: runs a program and records what its threads, maps and locks do. */
@Command(
        name = "trace",
        description = "Runs a program and records what its threads, maps and locks do.",
        mixinStandardHelpOptions = true,
        versionProvider = Main.Version.class,
        customSynopsis = {
            "hazardmap trace [OPTIONS] FILE.java [ARG...]",
            "       hazardmap trace [OPTIONS] -- COMMAND [ARG...]"
        },
        footer = {
            "",
            "A command other than java may start several JVMs: each writes a file, with its process id in the name.",
            "Exit code: that of the program; 2 when nothing ran."
        })
final class TraceCommand implements Callable<Integer> {
    @Option(
            names = {"-o", "--output"},
            paramLabel = "FILE.hzt",
            defaultValue = "trace.hzt",
            description = "Where to write the trace (default: trace.hzt).")
    private Path output = Path.of("trace.hzt");

    @Option(
            names = "--sample",
            paramLabel = "N",
            defaultValue = "1",
            description = "Record one map operation in N (default: 1, all; 0: none, only threads and locks).")
    private int sample = 1;

    @Option(
            names = "--flight",
            paramLabel = "SECONDS",
            defaultValue = "0",
            description = "Keep the last SECONDS in memory; write them upon a misuse, kill -URG, Trace.snapshot() or"
                    + " at the end.")
    private int flight;

    @Option(names = "--no-jfr", description = "Leave out what the JDK's flight recorder adds: samples, GC, I/O.")
    private boolean noJfr;

    @Option(names = "--debug", description = "Say more when something goes wrong: stack traces, the agent's own log.")
    private boolean debug;

    @Parameters(paramLabel = "FILE.java | COMMAND", description = "The program, and its arguments.")
    private List<String> program = List.of();

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Override
    public Integer call() {
        if (program.isEmpty()) {
            throw new ParameterException(spec.commandLine(), "what to run is missing: FILE.java, or -- COMMAND");
        }
        check("--sample", sample);
        check("--flight", flight);
        OutputFile.checkWritable("-o", output);
        Path agent = AgentJar.locate();
        TraceOutput trace = new TraceOutput(output, ProgramLaunch.isOneJvm(spec, program));
        try (WorkDirectory work = WorkDirectory.create()) {
            AgentOptions options = new AgentOptions()
                    .set("mode", "trace")
                    .set("trace", trace.pattern())
                    .set("sample", Integer.toString(sample))
                    .set("flight", Integer.toString(flight))
                    .flag("nojfr", noJfr)
                    .flag("debug", debug);
            int code = Child.run(ProgramLaunch.of(spec, program, options.asJvmOption(agent), work));
            trace.sayWhatCame(err());
            return code;
        }
    }

    private void check(String option, int value) {
        if (value < 0) {
            throw new ParameterException(spec.commandLine(), option + " is " + value + ": it must be 0 or more");
        }
    }

    private PrintWriter err() {
        return spec.commandLine().getErr();
    }
}
