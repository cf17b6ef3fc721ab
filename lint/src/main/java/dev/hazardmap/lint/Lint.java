package dev.hazardmap.lint;

import dev.hazardmap.lint.engine.ClassInfo;
import dev.hazardmap.lint.engine.Engine;
import dev.hazardmap.lint.engine.Program;
import dev.hazardmap.lint.engine.World;
import dev.hazardmap.lint.input.ClassFiles;
import dev.hazardmap.lint.rules.Rules;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The analyser: class files in, findings out. Stateless; calls from several threads do not disturb each other. */
public final class Lint {
    private Lint() {}

    /**
     * Analyses the inputs.
     *
     * @throws IOException when a file cannot be read
     * @throws IllegalArgumentException when an input is not there or is nothing that holds classes
     */
    public static LintResult run(LintOptions options) throws IOException {
        Program program = new Program();
        ClassFiles inputs = new ClassFiles();
        for (Path path : options.inputs()) {
            inputs.read(path);
        }
        inputs.parse(Program::parse, program::add);
        ClassFiles others = new ClassFiles();
        for (Path path : options.classpath()) {
            others.read(path);
        }
        others.parse(Program::parse, (info, origin) -> program.add(info, "classpath:" + origin));
        World world = new Engine(program).run(options.progress());
        Rules.Outcome outcome = Rules.run(world);
        List<String> problems = new ArrayList<>(inputs.problems());
        problems.addAll(others.problems());
        problems.addAll(world.problems());
        return new LintResult(about(program, outcome.findings()), outcome.suppressed(), inputs.count(), problems);
    }

    private static List<Finding> about(Program program, List<Finding> findings) {
        return findings.stream()
                .filter(finding -> {
                    ClassInfo info = program.find(finding.where().className().replace('.', '/'));
                    return info == null || !info.origin().startsWith("classpath:");
                })
                .toList();
    }
}
