package dev.hazardmap.maven;

import dev.hazardmap.lint.Finding;
import dev.hazardmap.lint.Lint;
import dev.hazardmap.lint.LintOptions;
import dev.hazardmap.lint.LintResult;
import dev.hazardmap.lint.report.Baseline;
import dev.hazardmap.lint.report.SarifWriter;
import dev.hazardmap.lint.report.Sources;
import dev.hazardmap.lint.report.TextWriter;
import java.io.File;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.maven.artifact.DependencyResolutionRequiredException;
import org.apache.maven.plugin.AbstractMojo;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.plugins.annotations.ResolutionScope;
import org.apache.maven.project.MavenProject;
import org.jspecify.annotations.Nullable;

/** Finds misuse of shared maps in the project's classes, without running them. */
@Mojo(
        name = "lint",
        defaultPhase = LifecyclePhase.VERIFY,
        requiresDependencyResolution = ResolutionScope.TEST,
        threadSafe = true)
public final class LintMojo extends AbstractMojo {
    @Parameter(defaultValue = "${project}", readonly = true, required = true)
    private MavenProject project;

    @Parameter(defaultValue = "${project.build.outputDirectory}", readonly = true, required = true)
    private File classes;

    @Parameter(defaultValue = "${project.build.testOutputDirectory}", readonly = true, required = true)
    private File testClasses;

    /** Whether the test classes are looked at too. */
    @Parameter(property = "hazardmap.lint.includeTests", defaultValue = "false")
    private boolean includeTests;

    /** Findings to accept: a file that {@code hazardmap lint --write-baseline} or {@code writeBaseline} wrote. */
    @Parameter(property = "hazardmap.lint.baseline")
    private @Nullable File baseline;

    /** Accepts today's findings into this file, and fails nothing. */
    @Parameter(property = "hazardmap.lint.writeBaseline")
    private @Nullable File writeBaseline;

    /** Whether findings fail the build, or are only said. */
    @Parameter(property = "hazardmap.lint.failOnFindings", defaultValue = "true")
    private boolean failOnFindings;

    /** Where to write the findings as SARIF 2.1.0. */
    @Parameter(property = "hazardmap.lint.sarif", defaultValue = "${project.build.directory}/hazardmap/lint.sarif")
    private File sarif;

    @Parameter(property = "hazardmap.skip", defaultValue = "false")
    private boolean skip;

    @Override
    public void execute() throws MojoExecutionException, MojoFailureException {
        List<Path> inputs = inputs();
        if (skip || inputs.isEmpty()) {
            getLog().info("hazardmap: no classes to look at");
            return;
        }
        LintResult result;
        try {
            result = lint(inputs);
        } catch (IOException | IllegalArgumentException | DependencyResolutionRequiredException failure) {
            throw new MojoExecutionException("hazardmap: " + failure.getMessage(), failure);
        }
        if (writeBaseline == null && !result.findings().isEmpty()) {
            judge(result.findings().size());
        }
    }

    private List<Path> inputs() {
        List<Path> inputs = new ArrayList<>();
        if (classes.isDirectory()) {
            inputs.add(classes.toPath());
        }
        if (includeTests && testClasses.isDirectory()) {
            inputs.add(testClasses.toPath());
        }
        return inputs;
    }

    private LintResult lint(List<Path> inputs) throws IOException, DependencyResolutionRequiredException {
        LintResult all = Lint.run(new LintOptions(inputs, classPath(inputs), (done, total) -> {}));
        all.problems().forEach(problem -> getLog().warn("hazardmap: " + problem));
        if (writeBaseline != null) {
            Baseline.write(all.findings(), writeBaseline.toPath());
            getLog().info("hazardmap: " + all.findings().size() + " findings accepted in " + writeBaseline);
            return all;
        }
        List<Finding> findings = baseline == null
                ? all.findings()
                : Baseline.read(baseline.toPath()).newOnes(all.findings());
        LintResult result = all.with(findings);
        report(result);
        return result;
    }

    private List<Path> classPath(List<Path> inputs) throws DependencyResolutionRequiredException {
        List<Path> entries = new ArrayList<>();
        for (String entry : includeTests ? project.getTestClasspathElements() : project.getCompileClasspathElements()) {
            Path path = Path.of(entry);
            if (!inputs.contains(path) && Files.exists(path)) {
                entries.add(path);
            }
        }
        return entries;
    }

    private void report(LintResult result) throws IOException {
        Files.createDirectories(sarif.toPath().toAbsolutePath().getParent());
        try (Writer out = Files.newBufferedWriter(sarif.toPath())) {
            SarifWriter.write(result, out);
        }
        List<Path> roots = new ArrayList<>();
        project.getCompileSourceRoots().forEach(root -> roots.add(Path.of(root)));
        project.getTestCompileSourceRoots().forEach(root -> roots.add(Path.of(root)));
        StringWriter text = new StringWriter();
        try (PrintWriter out = new PrintWriter(text)) {
            new TextWriter(out, new Sources(roots)).write(result);
        }
        text.toString().lines().forEach(line -> getLog().info(line));
    }

    private void judge(int findings) throws MojoFailureException {
        String message = "hazardmap: lint has " + findings + " finding(s), see above or " + sarif;
        if (failOnFindings) {
            throw new MojoFailureException(message);
        }
        getLog().warn(message);
    }
}
