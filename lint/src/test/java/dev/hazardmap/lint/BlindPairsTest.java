package dev.hazardmap.lint;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Pairs written in one go before the engine was run on them, in idioms of their own: each Bad class names the group that must speak about
 * it, each Good one must be silent. What the first run gave is in docs/lint-triage.md; since then they are a regression test.
 */
class BlindPairsTest {
    private static final Path SOURCES = Path.of("src/test/blind/blind");
    private static final Pattern GROUP = Pattern.compile("\\s*// ([A-Z]+)\\s*");
    private static final Pattern PAIR = Pattern.compile("    static class ((?:Bad|Good)\\w*).*");
    private static final Pattern OWNER = Pattern.compile("blind\\.(\\w+\\$(?:Bad|Good)\\w*).*");

    @TempDir
    private static Path out;

    private static final Map<String, String> BAD = new TreeMap<>();
    private static final Map<String, Set<String>> FOUND = new TreeMap<>();

    @BeforeAll
    static void analyse() throws IOException {
        Compiled.trees(out, SOURCES, Compiled.CORPUS.resolve("org"));
        for (Finding finding : Lint.run(LintOptions.of(java.util.List.of(out))).findings()) {
            for (Finding.Frame place : finding.places()) {
                Matcher owner = OWNER.matcher(place.className());
                if (owner.matches()) {
                    String pair = owner.group(1).replaceAll("(\\$(?:Bad|Good)\\w*?)\\$.*", "$1");
                    FOUND.computeIfAbsent(pair, p -> new TreeSet<>())
                            .add(finding.group().name());
                }
            }
        }
        try (Stream<Path> files = Files.list(SOURCES)) {
            for (Path file : files.sorted().toList()) {
                expect(file);
            }
        }
    }

    private static void expect(Path file) throws IOException {
        String top = file.getFileName().toString().replace(".java", "");
        String group = "";
        for (String line : Files.readAllLines(file)) {
            Matcher mark = GROUP.matcher(line);
            Matcher pair = PAIR.matcher(line);
            if (mark.matches()) {
                group = mark.group(1);
            } else if (pair.matches() && pair.group(1).startsWith("Bad")) {
                BAD.put(top + "$" + pair.group(1), group);
            }
        }
    }

    @Test
    void badOnes_areSpokenOfByTheirGroup() {
        assertThat(BAD).hasSizeGreaterThan(50);
        BAD.forEach((pair, group) ->
                assertThat(FOUND.getOrDefault(pair, Set.of())).as(pair).contains(group));
    }

    @Test
    void goodOnes_areSilent() {
        assertThat(FOUND.keySet()).filteredOn(pair -> pair.contains("$Good")).isEmpty();
    }
}
