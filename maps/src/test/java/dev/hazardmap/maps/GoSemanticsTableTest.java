package dev.hazardmap.maps;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;

/** Each rule of Go's semantics has a test that exists, and each test of a rule is in the table of docs/go-semantics.md. */
class GoSemanticsTableTest {
    private static final Path PAGE = Path.of("../docs/go-semantics.md");
    private static final Pattern ROW = Pattern.compile("^\\| ([1-9][0-9.]*) \\| (.+) \\| (.*) \\|$", Pattern.MULTILINE);
    private static final Pattern TEST = Pattern.compile("`(\\w+)\\.(\\w+)`");
    private static final Pattern COUNT = Pattern.compile("([1-9][0-9.]*): ([0-9]+)");
    private static final List<Class<?>> RULE_TESTS = List.of(
            GoHmapSizeTest.class,
            GoHmapAccessTest.class,
            GoHmapGrowthTest.class,
            GoHmapIterationTest.class,
            GoMapTest.class,
            ReadDirtyRulesTest.class,
            HashTrieRulesTest.class);

    private static Map<String, List<String>> testsByRule() throws IOException {
        Map<String, List<String>> rules = new LinkedHashMap<>();
        Matcher rows = ROW.matcher(Files.readString(PAGE));
        while (rows.find()) {
            List<String> tests = TEST.matcher(rows.group(3))
                    .results()
                    .map(test -> test.group(1) + "." + test.group(2))
                    .collect(Collectors.toList());
            assertThat(rules.put(rows.group(1), tests))
                    .as("rule %s twice", rows.group(1))
                    .isNull();
        }
        return rules;
    }

    @Test
    void everyRule_hasATestThatRuns() throws Exception {
        Map<String, List<String>> rules = testsByRule();
        assertThat(rules).isNotEmpty();
        for (Map.Entry<String, List<String>> rule : rules.entrySet()) {
            assertThat(rule.getValue()).as("tests of rule %s", rule.getKey()).isNotEmpty();
            for (String test : rule.getValue()) {
                assertThat(exists(test)).as("rule %s: %s", rule.getKey(), test).isTrue();
            }
        }
    }

    private static boolean exists(String test) throws ClassNotFoundException {
        int dot = test.indexOf('.');
        Class<?> type = Class.forName("dev.hazardmap.maps." + test.substring(0, dot));
        return Arrays.stream(type.getDeclaredMethods())
                .anyMatch(method -> method.getName().equals(test.substring(dot + 1)) && isTest(method));
    }

    private static boolean isTest(Method method) {
        return method.isAnnotationPresent(Test.class) || method.isAnnotationPresent(ParameterizedTest.class);
    }

    @Test
    void everyRuleTest_isInTheTable() throws IOException {
        List<String> listed =
                testsByRule().values().stream().flatMap(List::stream).collect(Collectors.toList());
        for (Class<?> type : RULE_TESTS) {
            for (Method method : type.getDeclaredMethods()) {
                if (isTest(method) && method.getName().startsWith("must_")) {
                    assertThat(listed).contains(type.getSimpleName() + "." + method.getName());
                }
            }
        }
    }

    @Test
    void everyChapter_hasAllItsRules() throws IOException {
        String page = Files.readString(PAGE);
        List<String> expected = new ArrayList<>();
        for (MatchResult chapter : COUNT.matcher(page.substring(page.lastIndexOf("## How many")))
                .results()
                .collect(Collectors.toList())) {
            for (int rule = 1; rule <= Integer.parseInt(chapter.group(2)); rule++) {
                expected.add(chapter.group(1) + "." + rule);
            }
        }
        assertThat(testsByRule().keySet()).containsExactlyElementsOf(expected);
    }
}
