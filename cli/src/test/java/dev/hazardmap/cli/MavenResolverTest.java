package dev.hazardmap.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** The logs are what Maven 3.8.7 printed. */
class MavenResolverTest {
    private static final List<Coordinate> ASKED =
            List.of(Coordinate.parse("com.fine:fine:1"), Coordinate.parse("io.nope:nope:1.2.4"));

    @Test
    void failure_unknownArtifact_namesItsCoordinate() {
        String log = """
                \033[0m\033[0m[ERROR] Failed to execute goal on project x: Could not resolve dependencies for project \
                x:x:jar:1: Could not find artifact io.nope:nope:jar:1.2.4 in central (https://repo.maven.apache.org/maven2) \
                -> [Help 1]
                [ERROR]\040
                [ERROR] To see the full stack trace of the errors, re-run Maven with the -e switch.
                """;

        assertThat(MavenResolver.failure(ASKED, log))
                .hasMessage("//DEPS io.nope:nope:1.2.4: Maven cannot resolve it: Could not find artifact"
                        + " io.nope:nope:jar:1.2.4 in central (https://repo.maven.apache.org/maven2)");
    }

    @Test
    void failure_noNetwork_namesTheCoordinateAndTheReason() {
        String log = """
                [ERROR] Failed to execute goal on project x: Could not resolve dependencies for project x:x:jar:1: Failed \
                to collect dependencies at io.nope:nope:jar:1.2.4: Failed to read artifact descriptor for \
                io.nope:nope:jar:1.2.4: Could not transfer artifact io.nope:nope:pom:1.2.4 from/to central \
                (https://repo.maven.apache.org/maven2): Connect to localhost:9 failed: Connection refused -> [Help 1]
                """;

        assertThat(MavenResolver.failure(ASKED, log))
                .hasMessageStartingWith("//DEPS io.nope:nope:1.2.4: ")
                .hasMessageEndingWith("Connection refused")
                .message()
                .doesNotContain("\n");
    }

    @Test
    void failure_ofSomethingElse_namesAllThatWasAsked() {
        assertThat(MavenResolver.failure(ASKED, "[ERROR] Plugin p:q:1 could not be resolved"))
                .hasMessage("//DEPS com.fine:fine:1 io.nope:nope:1.2.4: Maven cannot resolve it:"
                        + " Plugin p:q:1 could not be resolved");
    }
}
