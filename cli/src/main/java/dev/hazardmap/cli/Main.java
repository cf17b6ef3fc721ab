package dev.hazardmap.cli;

import java.io.PrintWriter;
import java.util.List;
import java.util.Objects;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.UnmatchedArgumentException;

/** The {@code hazardmap} command: a list of subcommands, and the rule that every error is one line on stderr. */
@Command(
        name = "hazardmap",
        description = "Finds races on shared maps and collections on the JVM.",
        mixinStandardHelpOptions = true,
        versionProvider = Main.Version.class,
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            RaceCommand.class,
            TraceCommand.class,
            ExportCommand.class,
            BenchCommand.class,
            LintCommand.class,
            HeapCommand.class
        })
public final class Main implements Runnable {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    /** Runs the command and ends the JVM with its exit code. */
    public static void main(String[] args) {
        System.exit(run(new PrintWriter(System.out, true), new PrintWriter(System.err, true), args));
    }

    static int run(PrintWriter out, PrintWriter err, String... args) {
        CommandLine line = new CommandLine(new Main()).setStopAtPositional(true);
        // `race` and `trace` end at the program they run; these take options after their files.
        for (String command : List.of("lint", "heap", "export")) {
            Objects.requireNonNull(line.getSubcommands().get(command)).setStopAtPositional(false);
        }
        return line.setOut(out)
                .setErr(err)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setParameterExceptionHandler((e, arguments) -> usageError(e, err))
                .setExecutionExceptionHandler((e, command, parsed) -> failure(e, err, List.of(args)))
                .execute(args);
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "a command is missing");
    }

    private static int usageError(ParameterException e, PrintWriter err) {
        String message = oneLine(String.valueOf(e.getMessage()));
        if (e instanceof UnmatchedArgumentException unmatched && unmatched.isUnknownOption()) {
            message = "unknown option " + unmatched.getUnmatched().get(0);
        }
        err.println("hazardmap: " + message + " (see: "
                + e.getCommandLine().getCommandSpec().qualifiedName() + " --help)");
        return ExitCodes.INPUT_ERROR;
    }

    private static int failure(Exception e, PrintWriter err, List<String> args) {
        boolean expected = e instanceof InputError;
        err.println("hazardmap: " + (expected ? e.getMessage() : "internal error: " + oneLine(String.valueOf(e))));
        if (beforeProgram(args).contains("--debug")) {
            e.printStackTrace(err);
        } else if (!expected) {
            err.println("hazardmap: please report it with the output of the same command with --debug");
        }
        return expected ? ExitCodes.INPUT_ERROR : ExitCodes.INTERNAL_ERROR;
    }

    /** Our own options: a {@code --debug} after {@code --} belongs to the program. */
    private static List<String> beforeProgram(List<String> args) {
        int end = args.indexOf("--");
        return end < 0 ? args : args.subList(0, end);
    }

    private static String oneLine(String message) {
        return message.lines().findFirst().orElse("");
    }

    static final class Version implements IVersionProvider {
        @Override
        public String[] getVersion() {
            String version = Main.class.getPackage().getImplementationVersion();
            return new String[] {
                "hazardmap " + (version == null ? "(unpackaged)" : version), "Java " + Runtime.version()
            };
        }
    }
}
