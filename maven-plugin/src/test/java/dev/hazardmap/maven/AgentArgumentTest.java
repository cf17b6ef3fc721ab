package dev.hazardmap.maven;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class AgentArgumentTest {
    private static final Path JAR = Path.of("/repo/hazardmap-agent-1.jar");

    @Test
    void options_inOrder_nullsLeftOut() {
        AgentArgument argument = new AgentArgument(JAR)
                .with("mode", "maps")
                .with("suppress", null)
                .with("exitcode", 0);

        assertThat(argument).hasToString("-javaagent:/repo/hazardmap-agent-1.jar=mode=maps,exitcode=0");
    }

    /** The agent decodes it (AgentOptions), the command line must not cut it. */
    @Test
    void value_spaceCommaPercentUmlaut_areEncoded() {
        AgentArgument argument = new AgentArgument(JAR).with("parts", "/a b/50%,ü");

        assertThat(argument).hasToString("-javaagent:/repo/hazardmap-agent-1.jar=parts=/a%20b/50%25%2C%C3%BC");
    }

    @Test
    void jar_spaceInItsPath_theWholeIsQuoted() {
        AgentArgument argument = new AgentArgument(Path.of("/my repo/hazardmap-agent-1.jar")).with("mode", "full");

        assertThat(argument).hasToString("\"-javaagent:/my repo/hazardmap-agent-1.jar=mode=full\"");
    }

    @Test
    void before_otherArguments_keepsThem() {
        AgentArgument argument = new AgentArgument(JAR).with("mode", "maps");

        assertThat(argument.before("-Xmx1g -javaagent:/repo/jacoco.jar=x"))
                .isEqualTo(argument + " -Xmx1g -javaagent:/repo/jacoco.jar=x");
        assertThat(argument.before(null)).isEqualTo(argument.toString());
    }

    /** Two executions of the goal in one build: the later one's options count. */
    @Test
    void before_ownArgument_replacesIt() {
        AgentArgument first = new AgentArgument(JAR).with("mode", "maps");
        AgentArgument spaced = new AgentArgument(Path.of("/my repo/hazardmap-agent-1.jar")).with("mode", "maps");
        AgentArgument second = new AgentArgument(JAR).with("mode", "full");

        assertThat(second.before(first.before("-Xmx1g"))).isEqualTo(second + " -Xmx1g");
        assertThat(second.before(spaced.before("-Xmx1g"))).isEqualTo(second + " -Xmx1g");
    }
}
