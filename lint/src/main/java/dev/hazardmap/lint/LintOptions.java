package dev.hazardmap.lint;

import java.nio.file.Path;
import java.util.List;
import java.util.function.BiConsumer;

/**
 * What to analyse.
 *
 * @param inputs directories, jars, wars, class files: findings are about these
 * @param classpath further classes, read for what they do but not reported on
 * @param progress told how much of the work is done (done, total)
 */
public record LintOptions(List<Path> inputs, List<Path> classpath, BiConsumer<Integer, Integer> progress) {
    /** Analyses {@code inputs} alone. */
    public static LintOptions of(List<Path> inputs) {
        return new LintOptions(inputs, List.of(), (done, total) -> {});
    }
}
