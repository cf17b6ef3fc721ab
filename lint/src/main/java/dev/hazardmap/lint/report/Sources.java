package dev.hazardmap.lint.report;

import dev.hazardmap.lint.Finding;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Source files found under a list of roots. */
public final class Sources {
    private final List<Path> roots;
    private final Map<Path, List<String>> files = new HashMap<>();

    /** Looks under {@code roots}, first match first. */
    public Sources(List<Path> roots) {
        this.roots = List.copyOf(roots);
    }

    /** The source line of a frame, when there is a source file with that many lines. */
    Optional<String> line(Finding.Frame frame) {
        for (Path root : roots) {
            Path file = root.resolve(frame.sourcePath());
            if (Files.isRegularFile(file)) {
                List<String> lines = files.computeIfAbsent(file, Sources::read);
                int index = frame.line() - 1;
                return index >= 0 && index < lines.size() ? Optional.of(lines.get(index)) : Optional.empty();
            }
        }
        return Optional.empty();
    }

    private static List<String> read(Path file) {
        try {
            return List.of(new String(Files.readAllBytes(file), StandardCharsets.UTF_8).split("\n", -1));
        } catch (IOException ignored) {
            return List.of(); // a source that cannot be read costs the line in the report, nothing else
        }
    }

    /** Column (from 1) of what the finding is about: the container's name if the line has it, else the first character. */
    static int column(String line, Finding finding) {
        String subject = finding.subject();
        String name = subject.substring(subject.lastIndexOf('.') + 1).replace("[*]", "");
        int at = name.isEmpty() ? -1 : line.indexOf(name);
        return (at >= 0 ? at : line.length() - line.stripLeading().length()) + 1;
    }
}
