package dev.hazardmap.lint.report;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.hazardmap.lint.Finding;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Marks findings that a run has shown: both name sites as class, method and line, so a finding is confirmed when a race of the report has
 * both its stacks pass through the finding's traces, or one stack through the place the finding points at.
 */
public final class Confirmation {
    private final List<Set<String>> races;

    private Confirmation(List<Set<String>> races) {
        this.races = races;
    }

    /**
     * Reads a report of {@code hazardmap race --report}.
     *
     * @throws IllegalArgumentException when the file is not one
     */
    public static Confirmation read(Path report) throws IOException {
        JsonNode root;
        try {
            root = new ObjectMapper().readTree(report.toFile());
        } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
            throw new IllegalArgumentException("not a race report: " + report + " (" + e.getOriginalMessage() + ")", e);
        }
        if (root == null
                || root.path("version").asInt() != 1
                || !root.path("races").isArray()) {
            throw new IllegalArgumentException("not a version 1 race report: " + report);
        }
        List<Set<String>> races = new java.util.ArrayList<>();
        for (JsonNode race : root.path("races")) {
            Set<String> sites = new HashSet<>();
            race.path("current").path("stack").forEach(frame -> sites.add(site(frame)));
            race.path("previous").path("stack").forEach(frame -> sites.add(site(frame)));
            races.add(sites);
        }
        return new Confirmation(races);
    }

    private static String site(JsonNode frame) {
        return frame.path("class").asText().replace('/', '.') + ":"
                + frame.path("line").asInt();
    }

    /** The findings, those seen at run time marked. */
    public List<Finding> mark(List<Finding> findings) {
        return findings.stream()
                .map(finding -> seen(finding) ? finding.confirm() : finding)
                .toList();
    }

    private boolean seen(Finding finding) {
        String where = site(finding.where());
        for (Set<String> race : races) {
            boolean traces = finding.traces().size() > 1
                    && finding.traces().stream()
                            .allMatch(trace -> trace.frames().stream().anyMatch(frame -> race.contains(site(frame))));
            if (traces || race.contains(where)) {
                return true;
            }
        }
        return false;
    }

    private static String site(Finding.Frame frame) {
        return frame.className() + ":" + frame.line();
    }
}
