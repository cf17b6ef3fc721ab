package dev.hazardmap.maven;

import java.io.File;
import java.io.IOException;
import java.util.List;
import org.apache.maven.plugin.AbstractMojo;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;

/**
 * Fails the build when a test JVM reported a race. For projects that don't use the JUnit extension, and beside it for
 * races after the last test.
 */
@Mojo(name = "check", defaultPhase = LifecyclePhase.VERIFY, threadSafe = true)
public final class CheckMojo extends AbstractMojo {
    /** Where the test JVMs left their reports: as {@code prepare-agent} has it. */
    @Parameter(property = "hazardmap.reports", defaultValue = "${project.build.directory}/hazardmap")
    private File reports;

    /** Whether races fail the build, or are only said. */
    @Parameter(property = "hazardmap.failOnRaces", defaultValue = "true")
    private boolean failOnRaces;

    /** Whether it is an error that no test JVM left a report: the agent was not there. */
    @Parameter(property = "hazardmap.requireReports", defaultValue = "true")
    private boolean requireReports;

    @Parameter(property = "skipTests", defaultValue = "false")
    private boolean skipTests;

    @Parameter(property = "maven.test.skip", defaultValue = "false")
    private boolean skipTestsAndTheirCompilation;

    @Parameter(property = "hazardmap.skip", defaultValue = "false")
    private boolean skip;

    @Override
    public void execute() throws MojoExecutionException, MojoFailureException {
        if (skip || skipTests || skipTestsAndTheirCompilation) {
            return;
        }
        List<String> races;
        try {
            Parts parts = Parts.in(reports.toPath());
            if (parts.count() == 0 && requireReports) {
                throw new MojoFailureException("hazardmap: no test JVM left a report in " + reports
                        + ": does an <argLine> in surefire's configuration lack @{argLine}? Without tests, set"
                        + " hazardmap.requireReports=false");
            }
            races = parts.races();
        } catch (IOException failure) {
            throw new MojoExecutionException("hazardmap: can't read the reports: " + failure.getMessage(), failure);
        }
        if (races.isEmpty()) {
            getLog().info("hazardmap: no data races");
            return;
        }
        races.forEach(race -> getLog().error("data race on " + race));
        String message = "hazardmap: " + races.size() + " data race(s), reports in " + reports;
        if (failOnRaces) {
            throw new MojoFailureException(message);
        }
        getLog().warn(message);
    }
}
