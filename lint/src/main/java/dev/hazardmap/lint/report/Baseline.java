package dev.hazardmap.lint.report;

import dev.hazardmap.lint.Finding;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Findings accepted before: a text file with one fingerprint a line, sorted, fit for a version control system. Fingerprints hold no line
 * numbers, so code may move. A fingerprint that stands twice accepts two findings.
 */
public final class Baseline {
    private static final String HEADER =
            "# hazardmap lint baseline, version 1: accepted findings, one fingerprint a line";

    private final Map<String, Integer> accepted = new HashMap<>();

    private Baseline() {}

    /**
     * Reads a baseline.
     *
     * @throws IllegalArgumentException when the file is not one
     */
    public static Baseline read(Path file) throws IOException {
        if (!Files.isRegularFile(file)) {
            throw new IllegalArgumentException("no such baseline: " + file);
        }
        List<String> lines = Files.readAllLines(file, StandardCharsets.UTF_8);
        if (lines.isEmpty() || !lines.get(0).startsWith("# hazardmap lint baseline, version 1")) {
            throw new IllegalArgumentException("not a version 1 baseline of hazardmap lint: " + file);
        }
        Baseline baseline = new Baseline();
        lines.stream()
                .filter(line -> !line.isBlank() && !line.startsWith("#"))
                .forEach(line -> baseline.accepted.merge(line.trim(), 1, Integer::sum));
        return baseline;
    }

    /** Writes the fingerprints of {@code findings}. */
    public static void write(List<Finding> findings, Path file) throws IOException {
        StringBuilder text = new StringBuilder(HEADER).append('\n');
        findings.stream()
                .flatMap(finding -> finding.places().stream().map(finding::fingerprint))
                .sorted()
                .forEach(line -> text.append(line).append('\n'));
        Files.writeString(file, text, StandardCharsets.UTF_8);
    }

    /** The findings that are not accepted; of one with several places, those places that are not. */
    public List<Finding> newOnes(List<Finding> findings) {
        Map<String, Integer> left = new HashMap<>(accepted);
        List<Finding> fresh = new ArrayList<>();
        for (Finding finding : findings) {
            List<Finding.Frame> places = finding.places().stream()
                    .filter(place -> left.merge(finding.fingerprint(place), -1, Integer::sum) < 0)
                    .toList();
            if (!places.isEmpty()) {
                fresh.add(finding.at(places));
            }
        }
        return fresh;
    }
}
