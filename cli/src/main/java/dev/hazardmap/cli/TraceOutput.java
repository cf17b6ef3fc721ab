package dev.hazardmap.cli;

import dev.hazardmap.trace.format.ChunkInfo;
import dev.hazardmap.trace.format.Damage;
import dev.hazardmap.trace.format.MalformedTraceException;
import dev.hazardmap.trace.format.TraceFile;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * Where a trace goes: one file when one JVM is started, else a file for each, with its process id in the name; and what is
 * said of them at the end.
 */
final class TraceOutput {
    private static final String PID = "%p";

    private final Path file;
    private final boolean oneJvm;
    private final long since = System.currentTimeMillis();

    TraceOutput(Path file, boolean oneJvm) {
        this.file = file.toAbsolutePath();
        this.oneJvm = oneJvm;
    }

    /** What the agent is given; it puts its process id for {@code %p}. */
    Path pattern() {
        return oneJvm ? file : file.resolveSibling(stem() + "-" + PID + extension());
    }

    private String name() {
        return String.valueOf(file.getFileName());
    }

    private String stem() {
        int dot = name().lastIndexOf('.');
        return dot < 0 ? name() : name().substring(0, dot);
    }

    private String extension() {
        int dot = name().lastIndexOf('.');
        return dot < 0 ? "" : name().substring(dot);
    }

    void sayWhatCame(PrintWriter err) {
        List<Path> files = files();
        if (files.isEmpty()) {
            err.println(
                    "hazardmap: no JVM left a trace: none ran under the command, or it ended before the agent began");
        }
        files.forEach(written -> err.println("hazardmap: " + describe(written)));
    }

    private List<Path> files() {
        Path directory = java.util.Objects.requireNonNull(file.getParent());
        try (Stream<Path> all = Files.list(directory)) {
            return all.filter(this::isOurs).sorted().toList();
        } catch (IOException unreadable) {
            return List.of();
        }
    }

    private boolean isOurs(Path candidate) {
        String name = String.valueOf(candidate.getFileName());
        boolean named = name.equals(name()) || name.startsWith(stem() + "-") && name.endsWith(extension());
        try {
            return named && Files.getLastModifiedTime(candidate).toMillis() >= since;
        } catch (IOException gone) {
            return false;
        }
    }

    private static String describe(Path written) {
        try (TraceFile trace = TraceFile.open(written)) {
            long events = trace.chunks().stream().mapToLong(ChunkInfo::rows).sum();
            long dropped = trace.chunks().stream().mapToLong(ChunkInfo::dropped).sum();
            String lost = dropped == 0 ? "" : ", " + dropped + " more were dropped";
            String damage = trace.damage().stream()
                    .map(Damage::reason)
                    .findFirst()
                    .map(reason -> "; " + reason)
                    .orElse("");
            return "trace in " + written + ": " + events + " events, " + Files.size(written) + " bytes" + lost + damage;
        } catch (IOException | MalformedTraceException unreadable) {
            return "the trace can't be read: " + unreadable.getMessage();
        }
    }
}
