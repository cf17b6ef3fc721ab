package dev.hazardmap.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/**
 * {@code hazardmap race}: runs a program under the agent and turns what its JVMs found into one report and one exit
 * code. The text of each race comes from the JVM that found it, on standard error.
 */
@Command(
        name = "race",
        description = "Runs a program and reports every data race on its maps and collections, with both stacks.",
        mixinStandardHelpOptions = true,
        versionProvider = Main.Version.class,
        customSynopsis = {
            "hazardmap race [OPTIONS] FILE.java [ARG...]",
            "       hazardmap race [OPTIONS] -- COMMAND [ARG...]"
        },
        footer = {"", "Exit code: 66 when there were races (--exit-code), else that of the program; 2 when nothing ran."
        })
final class RaceCommand implements Callable<Integer> {
    /** How much is watched. */
    enum Mode {
        maps,
        fields,
        full
    }

    @Option(
            names = "--mode",
            paramLabel = "MODE",
            defaultValue = "maps",
            description = "What is watched: ${COMPLETION-CANDIDATES} (default: maps).")
    private Mode mode = Mode.maps;

    @Option(names = "--report", paramLabel = "FILE.json", description = "Write the report as JSON, too.")
    private @Nullable Path report;

    @Option(names = "--sarif", paramLabel = "FILE", description = "Write the report as SARIF 2.1.0, too.")
    private @Nullable Path sarif;

    @Option(names = "--suppress", paramLabel = "FILE", description = "Leave out the races this file names.")
    private @Nullable Path suppress;

    @Option(
            names = "--exit-code",
            paramLabel = "N",
            defaultValue = "66",
            description = "Exit code when there were races (default: 66).")
    private int exitCode = ExitCodes.RACES;

    @Option(names = "--halt-on-error", description = "End the program at its first race.")
    private boolean haltOnError;

    @Option(names = "--strict", description = "Report writes that found nothing to do, too.")
    private boolean strict;

    @Option(names = "--perturb", paramLabel = "SEED", description = "Vary the schedule, reproducibly.")
    private @Nullable Long perturb;

    @Option(names = "--show-benign", description = "Report known benign races inside the JDK, too.")
    private boolean showBenign;

    @Option(
            names = "--ignore-print-sync",
            description = "Ignore the ordering that printing to System.out and System.err gives.")
    private boolean ignorePrintSync;

    @Option(names = "--trace", paramLabel = "FILE.hzt", description = "Record a trace, too: see hazardmap trace.")
    private @Nullable Path trace;

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
        OutputFile.checkWritable("--report", report);
        OutputFile.checkWritable("--sarif", sarif);
        OutputFile.checkReadable("--suppress", suppress);
        OutputFile.checkWritable("--trace", trace);
        TraceOutput traced = trace == null ? null : new TraceOutput(trace, ProgramLaunch.isOneJvm(spec, program));
        Path agent = AgentJar.locate();
        try (WorkDirectory work = WorkDirectory.create()) {
            AgentOptions options = agentOptions(work);
            if (traced != null) {
                options.set("trace", traced.pattern());
            }
            String problem = AgentJar.problemWith(agent, options.toString());
            if (problem != null) {
                throw new InputError("--" + problem);
            }
            int code = Child.run(ProgramLaunch.of(spec, program, options.asJvmOption(agent), work));
            if (traced != null) {
                traced.sayWhatCame(err());
            }
            return finish(code, RaceReport.merge(work.parts(), err()));
        }
    }

    /**
     * The JVMs keep their own exit codes, {@code exitcode=0}: a test runner in between would take 66 for a crash. What
     * was found reaches us through the parts.
     */
    private AgentOptions agentOptions(WorkDirectory work) {
        AgentOptions options = new AgentOptions()
                .set("mode", mode.name().toLowerCase(Locale.ROOT))
                .set("parts", work.parts())
                .set("exitcode", "0")
                .flag("halt", haltOnError)
                .flag("strict", strict)
                .flag("showbenign", showBenign)
                .flag("ignoreprintsync", ignorePrintSync)
                .flag("debug", debug);
        if (suppress != null) {
            options.set("suppress", suppress);
        }
        return perturb == null ? options : options.set("perturb", Long.toString(perturb));
    }

    private int finish(int programCode, RaceReport found) {
        if (report != null) {
            found.writeTo(report);
        }
        if (sarif != null) {
            RaceReport.write(sarif, SarifReport.of(found.document()));
        }
        if (found.processes() == 0) {
            err().println("hazardmap: no JVM left a report: none ran under the command, or it was killed");
        }
        if (found.processesWithRaces() > 1) {
            err().println("Found " + found.races() + " data race(s) in " + found.processesWithRaces() + " JVMs");
        }
        found.suppressions().forEach(err()::println);
        return found.races() > 0 && exitCode != 0 ? exitCode : programCode;
    }

    private PrintWriter err() {
        return spec.commandLine().getErr();
    }
}
