package dev.hazardmap.cli;

import dev.hazardmap.lint.Finding;
import dev.hazardmap.lint.Lint;
import dev.hazardmap.lint.LintOptions;
import dev.hazardmap.lint.LintResult;
import dev.hazardmap.lint.report.Baseline;
import dev.hazardmap.lint.report.Confirmation;
import dev.hazardmap.lint.report.JUnitWriter;
import dev.hazardmap.lint.report.SarifWriter;
import dev.hazardmap.lint.report.Sources;
import dev.hazardmap.lint.report.TextWriter;
import java.io.File;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code hazardmap lint}: exit code 0 without findings, 1 with, 2 when the input cannot be used. */
@Command(
        name = "lint",
        description = "Finds misuse of shared maps in class files, without running them.",
        mixinStandardHelpOptions = true)
final class LintCommand implements Callable<Integer> {
    private static final int FINDINGS = 1;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Parameters(paramLabel = "PATH", arity = "1..*", description = "Directories, jars, wars or class files.")
    private List<Path> inputs = List.of();

    @Option(names = "--classpath", paramLabel = "CP", description = "More classes: read, but not reported on.")
    private @Nullable String classpath;

    @Option(names = "--source", paramLabel = "DIR", description = "A source root, for the lines in the report.")
    private List<Path> sources = List.of();

    @Option(names = "--sarif", paramLabel = "FILE", description = "Also write SARIF 2.1.0.")
    private @Nullable Path sarif;

    @Option(names = "--junit", paramLabel = "FILE", description = "Also write JUnit XML.")
    private @Nullable Path junit;

    @Option(
            names = {"--baseline", "--new-since"},
            paramLabel = "FILE",
            description = "Report only what this baseline does not accept.")
    private @Nullable Path baseline;

    @Option(names = "--write-baseline", paramLabel = "FILE", description = "Accept today's findings.")
    private @Nullable Path newBaseline;

    @Option(names = "--confirm", paramLabel = "REPORT.json", description = "Mark what this report of `race` has shown.")
    private @Nullable Path confirm;

    @Option(names = "--debug", description = "Print the stack of an error.")
    private boolean debug;

    @Override
    public Integer call() {
        try {
            return lint();
        } catch (IllegalArgumentException | IOException e) {
            throw new InputError(String.valueOf(e.getMessage()), e);
        }
    }

    private int lint() throws IOException {
        PrintWriter err = spec.commandLine().getErr();
        LintResult all = Lint.run(new LintOptions(inputs, classpathEntries(), progress(err)));
        all.problems().forEach(problem -> err.println("hazardmap: " + problem));
        List<Finding> findings =
                confirm == null ? all.findings() : Confirmation.read(confirm).mark(all.findings());
        if (newBaseline != null) {
            Baseline.write(findings, newBaseline);
            spec.commandLine().getOut().println(findings.size() + " findings accepted in " + newBaseline);
            return ExitCodes.OK;
        }
        if (baseline != null) {
            findings = Baseline.read(baseline).newOnes(findings);
        }
        write(all.with(findings));
        return findings.isEmpty() ? ExitCodes.OK : FINDINGS;
    }

    private void write(LintResult result) throws IOException {
        if (sarif != null) {
            try (Writer out = Files.newBufferedWriter(sarif)) {
                SarifWriter.write(result, out);
            }
        }
        if (junit != null) {
            try (Writer out = Files.newBufferedWriter(junit)) {
                JUnitWriter.write(result, out);
            }
        }
        List<Path> roots =
                sources.isEmpty() ? List.of(Path.of("src/main/java"), Path.of("src"), Path.of(".")) : sources;
        new TextWriter(spec.commandLine().getOut(), new Sources(roots)).write(result);
    }

    private List<Path> classpathEntries() {
        List<Path> entries = new ArrayList<>();
        if (classpath != null) {
            for (String entry : classpath.split(File.pathSeparator, -1)) {
                if (!entry.isEmpty()) {
                    entries.add(Path.of(entry));
                }
            }
        }
        return entries;
    }

    /** On a terminal only, and only when it takes more than a second. */
    private static BiConsumer<Integer, Integer> progress(PrintWriter err) {
        if (System.console() == null) {
            return (done, total) -> {};
        }
        long start = System.nanoTime();
        return (done, total) -> {
            boolean late = System.nanoTime() - start > 1_000_000_000L;
            if (late) {
                err.print(done.equals(total) ? "\r\u001b[K" : "\ranalysing " + 100L * done / total + " %");
                err.flush();
            }
        };
    }
}
