package dev.hazardmap.maven;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.maven.artifact.Artifact;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.plugin.AbstractMojo;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.project.MavenProject;
import org.jspecify.annotations.Nullable;

/**
 * Puts the race detector's agent into the command line of the test JVMs: sets the property {@code argLine}, which
 * surefire and failsafe read, or extends it. Each JVM leaves its report in {@code target/hazardmap}.
 */
@Mojo(name = "prepare-agent", defaultPhase = LifecyclePhase.INITIALIZE, threadSafe = true)
public final class PrepareAgentMojo extends AbstractMojo {
    private static final String AGENT = "dev.hazardmap:hazardmap-agent";

    @Parameter(defaultValue = "${project}", readonly = true, required = true)
    private MavenProject project;

    @Parameter(defaultValue = "${session}", readonly = true, required = true)
    private MavenSession session;

    @Parameter(defaultValue = "${plugin.artifactMap}", readonly = true, required = true)
    private Map<String, Artifact> pluginArtifacts;

    /** The property to set. A project whose surefire configuration has an argLine writes {@code @{argLine}} into it. */
    @Parameter(property = "hazardmap.propertyName", defaultValue = "argLine")
    private String propertyName;

    /** What is watched: maps, fields or full. */
    @Parameter(property = "hazardmap.mode", defaultValue = "maps")
    private String mode;

    /** Whether intents count as accesses: a remove of a key that is not there. */
    @Parameter(property = "hazardmap.strict", defaultValue = "false")
    private boolean strict;

    /** A file with suppressions. */
    @Parameter(property = "hazardmap.suppress")
    private @Nullable File suppress;

    /** Whether println's lock makes no edge. */
    @Parameter(property = "hazardmap.ignorePrintSync", defaultValue = "false")
    private boolean ignorePrintSync;

    /** The seed of delays and yields that vary the schedule; none when not set. */
    @Parameter(property = "hazardmap.perturb")
    private @Nullable Long perturb;

    /** Where each test JVM leaves its report as JSON. */
    @Parameter(property = "hazardmap.reports", defaultValue = "${project.build.directory}/hazardmap")
    private File reports;

    /** Leaves the property alone. */
    @Parameter(property = "hazardmap.skip", defaultValue = "false")
    private boolean skip;

    @Override
    public void execute() throws MojoExecutionException {
        if (skip || project.getPackaging().equals("pom")) {
            getLog().debug("hazardmap: nothing to prepare");
            return;
        }
        String line = argument().before(property());
        project.getProperties().setProperty(propertyName, line);
        getLog().info(propertyName + " set to " + line);
    }

    private @Nullable String property() {
        Properties ofUser = session.getUserProperties();
        String given = ofUser.getProperty(propertyName);
        return given != null ? given : project.getProperties().getProperty(propertyName);
    }

    private AgentArgument argument() throws MojoExecutionException {
        if (!List.of("maps", "fields", "full").contains(mode)) {
            throw new MojoExecutionException("hazardmap: <mode> is '" + mode + "': it must be maps, fields or full");
        }
        if (suppress != null && !suppress.isFile()) {
            throw new MojoExecutionException("hazardmap: <suppress> is '" + suppress + "': there is no such file");
        }
        // The JVM keeps its own exit code: surefire takes any other for a crash.
        return new AgentArgument(agent())
                .with("mode", mode)
                .with("exitcode", 0)
                .with("strict", strict ? true : null)
                .with("suppress", suppress)
                .with("ignoreprintsync", ignorePrintSync ? true : null)
                .with("perturb", perturb)
                .with("parts", reportsOfThisBuild());
    }

    private Path agent() throws MojoExecutionException {
        Artifact agent = pluginArtifacts.get(AGENT);
        if (agent == null || agent.getFile() == null) {
            throw new MojoExecutionException("hazardmap: " + AGENT + " is not among the plugin's dependencies");
        }
        return agent.getFile().toPath();
    }

    /** The directory, without what earlier builds left there. */
    private Path reportsOfThisBuild() throws MojoExecutionException {
        try {
            Path directory = reports.toPath().toAbsolutePath();
            Files.createDirectories(directory);
            Parts.in(directory).deleteOlderThan(session.getStartTime().toInstant());
            return directory;
        } catch (IOException failure) {
            throw new MojoExecutionException("hazardmap: can't use " + reports + " for reports: " + failure, failure);
        }
    }
}
