package dev.hazardmap.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AgentOptionsTest {
    @Test
    void asJvmOption_pairs_areJoinedByCommas() {
        String option = new AgentOptions()
                .set("mode", "maps")
                .flag("halt", true)
                .flag("strict", false)
                .asJvmOption(Path.of("/a/agent.jar"));

        assertThat(option).isEqualTo("-javaagent:/a/agent.jar=mode=maps,halt=true");
    }

    @Test
    void set_path_isMadeAbsolute() {
        assertThat(new AgentOptions().set("suppress", Path.of("x.txt")).asJvmOption(Path.of("a.jar")))
                .isEqualTo("-javaagent:a.jar=suppress=" + Path.of("x.txt").toAbsolutePath());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"plain", "a,b=c", "50% \"off\"", "it's", "tab\there", "new\nline", "Größe", "日本", "a+b", "C:\\x"
            })
    void encode_anyText_hasNoSeparatorAndDecodesBack(String text) {
        String encoded = AgentOptions.encode(text);

        assertThat(encoded).doesNotContain(",", "=", "\"", "'", " ", "\t", "\n", "\\");
        assertThat(URLDecoder.decode(encoded.replace("+", "%2B"), StandardCharsets.UTF_8))
                .isEqualTo(text);
    }
}
