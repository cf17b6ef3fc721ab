package dev.hazardmap.lint;

import java.util.List;

/**
 * What came out.
 *
 * @param findings by class and line
 * @param suppressed findings silenced by annotation
 * @param classes class files analysed
 * @param problems what could not be analysed, one line each
 */
public record LintResult(List<Finding> findings, int suppressed, int classes, List<String> problems) {
    /** The same result with other findings. */
    public LintResult with(List<Finding> others) {
        return new LintResult(List.copyOf(others), suppressed, classes, problems);
    }
}
