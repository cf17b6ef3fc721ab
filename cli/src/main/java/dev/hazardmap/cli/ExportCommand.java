package dev.hazardmap.cli;

import dev.hazardmap.trace.export.Export;
import dev.hazardmap.trace.export.JfrImport;
import dev.hazardmap.trace.format.MalformedTraceException;
import dev.hazardmap.trace.format.TraceFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code hazardmap export}: a trace in another tool's form. */
@Command(
        name = "export",
        description = "Writes a trace, or a JFR file, in another tool's form.",
        mixinStandardHelpOptions = true,
        versionProvider = Main.Version.class)
final class ExportCommand implements Callable<Integer> {
    @Parameters(
            index = "0",
            paramLabel = "FILE",
            description = "A trace (.hzt), or a JFR file (the JDK's, async-profiler's).")
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private Path file;

    @Option(names = "--to", required = true, paramLabel = "FORM", description = "One of: ${COMPLETION-CANDIDATES}.")
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private Export form;

    @Option(
            names = {"-o", "--output"},
            required = true,
            paramLabel = "OUT",
            description = "Where to write it.")
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private Path output;

    @Option(names = "--debug", description = "Show the stack when something goes wrong.")
    private boolean debug;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Override
    public Integer call() {
        OutputFile.checkReadable("FILE", file);
        OutputFile.checkWritable("-o", output);
        try {
            if (JfrImport.isJfr(file)) {
                Path converted = Files.createTempFile("hazardmap", ".hzt");
                try {
                    JfrImport.convert(file, converted);
                    export(converted);
                } finally {
                    Files.deleteIfExists(converted);
                }
            } else {
                export(file);
            }
            return ExitCodes.OK;
        } catch (IOException | MalformedTraceException failure) {
            throw new InputError("cannot export " + file + ": " + failure.getMessage(), failure);
        }
    }

    private void export(Path from) throws IOException {
        try (TraceFile trace = TraceFile.open(from)) {
            form.write(trace, output);
            trace.damage().forEach(damage -> spec.commandLine().getErr().println("hazardmap: " + file + ": " + damage));
        }
    }
}
