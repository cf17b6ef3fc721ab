package dev.hazardmap.cli;

import dev.hazardmap.observe.heap.HeapAnalysis;
import dev.hazardmap.observe.heap.HeapHtmlReport;
import dev.hazardmap.observe.heap.HeapJsonReport;
import dev.hazardmap.observe.heap.HeapReport;
import dev.hazardmap.observe.heap.HeapTextReport;
import dev.hazardmap.observe.heap.LiveHeap;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code hazardmap heap}: exit code 0, or 2 when the file is no whole heap dump. */
@Command(
        name = "heap",
        description =
                "Says of every map in a heap dump what it retains, what of that is dead weight, and what holds it.",
        mixinStandardHelpOptions = true)
final class HeapCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Parameters(paramLabel = "DUMP.hprof", description = "A heap dump: jcmd PID GC.heap_dump DUMP.hprof makes one.")
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private Path dump;

    @Option(
            names = "--pid",
            paramLabel = "PID",
            description =
                    "First have this running JVM write its live objects to DUMP.hprof; it stands still meanwhile.")
    private @Nullable Long pid;

    @Option(names = "--top", paramLabel = "N", description = "How many maps to print (default: ${DEFAULT-VALUE}).")
    private int top = 20;

    @Option(names = "--json", paramLabel = "FILE", description = "Also write all of it as JSON.")
    private @Nullable Path json;

    @Option(names = "--html", paramLabel = "FILE", description = "Also write a page to read in a browser.")
    private @Nullable Path html;

    @Option(names = "--debug", description = "Print the stack of an error.")
    private boolean debug;

    @Override
    public Integer call() {
        if (top < 0) {
            throw new InputError("--top must not be negative: " + top);
        }
        OutputFile.checkWritable("--json", json);
        OutputFile.checkWritable("--html", html);
        try {
            if (pid != null) {
                LiveHeap.dump(pid, dump, true);
            }
            write(analyse(dump, spec.commandLine().getErr()));
        } catch (IOException e) {
            throw new InputError(String.valueOf(e.getMessage()), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InputError("interrupted while process " + pid + " wrote its heap", e);
        } catch (OutOfMemoryError e) {
            throw new InputError(
                    dump + " needs more memory than this JVM has: set JAVA_TOOL_OPTIONS=-Xmx to its size", e);
        }
        return ExitCodes.OK;
    }

    private void write(HeapReport report) throws IOException {
        new HeapTextReport(spec.commandLine().getOut(), top).write(report);
        if (json != null) {
            try (Writer out = Files.newBufferedWriter(json)) {
                HeapJsonReport.write(report, out);
            }
        }
        if (html != null) {
            try (Writer out = Files.newBufferedWriter(html)) {
                HeapHtmlReport.write(report, out);
            }
        }
    }

    private static HeapReport analyse(Path dump, PrintWriter err) throws IOException {
        if (System.console() == null) {
            return HeapAnalysis.analyse(dump);
        }
        err.print("reading " + dump + " ...");
        err.flush();
        try {
            return HeapAnalysis.analyse(dump);
        } finally {
            err.print("\r\u001b[K");
            err.flush();
        }
    }
}
