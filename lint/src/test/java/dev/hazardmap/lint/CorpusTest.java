package dev.hazardmap.lint;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
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
 * The corpus of twins: each Bad class carries {@code // BUG: rule} where the finding must point, each Good class must be silent. What is
 * expected stands in the sources alone; a finding too many fails as one too few does.
 */
class CorpusTest {
    private static final Pattern EXPECTED = Pattern.compile("// BUG: (HM-[A-Z-]+)");

    @TempDir
    private static Path out;

    private static Set<String> found = Set.of();
    private static Set<String> expected = Set.of();

    @BeforeAll
    static void analyse() throws IOException {
        Compiled.corpus(out);
        LintResult result = Lint.run(LintOptions.of(List.of(out)));
        assertThat(result.problems()).isEmpty();
        found = new TreeSet<>();
        result.findings()
                .forEach(f -> f.places().forEach(at -> found.add(at.file() + ":" + at.line() + " " + f.rule())));
        expected = new TreeSet<>();
        try (Stream<Path> files = Files.list(Compiled.CORPUS.resolve("corpus"))) {
            for (Path file : files.sorted().toList()) {
                expect(file);
            }
        }
    }

    private static void expect(Path file) throws IOException {
        List<String> lines = Files.readAllLines(file);
        for (int i = 0; i < lines.size(); i++) {
            Matcher matcher = EXPECTED.matcher(lines.get(i));
            if (matcher.find()) {
                expected.add(file.getFileName() + ":" + (i + 1) + " " + matcher.group(1));
            }
        }
    }

    @Test
    void findings_areThoseMarkedInTheSources() {
        assertThat(found).containsExactlyInAnyOrderElementsOf(expected);
    }

    @Test
    void corpus_hasAtLeastSixtyPairsAndEveryGroup() {
        assertThat(expected).hasSizeGreaterThanOrEqualTo(60);
        TreeMap<String, Integer> groups = new TreeMap<>();
        expected.forEach(line -> groups.merge(line.split("HM-")[1].split("-")[0], 1, Integer::sum));
        assertThat(groups.keySet())
                .containsExactlyInAnyOrder(
                        Stream.of(Group.values()).map(Group::name).toArray(String[]::new));
    }

    @Test
    void corpus_everyBadHasAGoodTwin() throws IOException {
        try (Stream<Path> files = Files.list(Compiled.CORPUS.resolve("corpus"))) {
            for (Path file : files.sorted().toList()) {
                String text = Files.readString(file);
                Matcher bad = Pattern.compile("static class Bad(\\w+)").matcher(text);
                while (bad.find()) {
                    assertThat(text).containsPattern("static class Good" + bad.group(1) + "\\b");
                }
            }
        }
    }

    @Test
    void ids_ofAllRules_areInTheCorpusAndHaveAPage() {
        Set<String> rules = new TreeSet<>();
        expected.forEach(line -> rules.add(line.split(" ")[1]));
        List<String> ids = dev.hazardmap.lint.rules.Rules.ids();
        assertThat(rules).containsExactlyInAnyOrderElementsOf(ids);
        for (String id : ids) {
            assertThat(Path.of("../docs/lint/" + id + ".md"))
                    .exists()
                    .content()
                    .contains("## Why", "## Bad", "## Good", "## Suppress");
        }
    }
}
