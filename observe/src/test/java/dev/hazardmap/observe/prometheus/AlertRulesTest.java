package dev.hazardmap.observe.prometheus;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class AlertRulesTest {
    @TempDir
    Path directory;

    @ParameterizedTest
    @ValueSource(strings = {"classic", "native", "any"})
    void shipped_rules_areValidAndMadeFromTheTemplate(String mode) throws Exception {
        assertThat(Promtool.run(
                        "check",
                        "rules",
                        "--lint-fatal",
                        AlertFiles.shipped(mode).toString()))
                .isEqualTo(new Promtool.Result(
                        0, "Checking " + AlertFiles.shipped(mode) + "\n  SUCCESS: 3 rules found\n\n"));
        assertThat(AlertFiles.rules(Files.readString(AlertFiles.shipped(mode))))
                .isEqualTo(AlertFiles.made(mode, "1m", "15s", "2m", "1m", "1m"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"classic", "any"})
    void shipped_rules_fireWhenTheyShould(String mode) throws Exception {
        Promtool.Result result = test(Files.readString(AlertFiles.shipped(mode)));
        assertThat(result.exitCode()).as(result.output()).isZero();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    * 60 > 120                     | * 60 > 130
                    * 60 > 120                     | * 60 >= 120
                    * 60 > 120                     | > 120
                    > 1.8                          | > 2.5
                    histogram_quantile(0.99        | histogram_quantile(0.9
                    histogram_quantile(0.99        | histogram_quantile(0.999
                    for: 2m                        | for: 1m
                    for: 2m                        | for: 3m
                    for: 1m                        | for: 0s
                    for: 1m                        | for: 2m
                    and on (cache_name, instance, job) | or on (cache_name, instance, job)
                    on (cache_name, instance, job) | on (cache_name, job)
                    on (cache_name, instance, job) | on (instance, job)
                    (cache_name, instance, job, le) | (instance, job, le)
                    severity: warning              | severity: page
                    rate(cache_map_size_growth_total | rate(cache_map_growth_total
                    duration_seconds_bucket        | duration_bucket
                    """)
    void falsified_rule_failsTheTests(String right, String wrong) throws Exception {
        String rules = Files.readString(AlertFiles.shipped("classic"));
        assertThat(rules).contains(right);
        Promtool.Result result = test(rules.replace(right, wrong));
        assertThat(result.exitCode()).as(result.output()).isEqualTo(1);
        assertThat(result.output()).contains("FAILED");
    }

    @Test
    void check_brokenExpression_isFound() throws Exception {
        Path rules = directory.resolve("rules.yml");
        Files.writeString(
                rules,
                Files.readString(AlertFiles.shipped("classic")).replace("histogram_quantile(", "histogram_quantil("));
        assertThat(Promtool.run("check", "rules", rules.toString()).exitCode()).isNotZero();
    }

    private Promtool.Result test(String rules) throws Exception {
        Files.writeString(directory.resolve("rules.yml"), rules);
        Path tests = directory.resolve("alerts_test.yml");
        Files.copy(Path.of("src", "test", "promtool", "alerts_test.yml"), tests);
        return Promtool.run("test", "rules", tests.toString());
    }
}
