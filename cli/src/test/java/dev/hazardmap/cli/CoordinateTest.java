package dev.hazardmap.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CoordinateTest {
    @Test
    void parse_allParts_areKept() {
        assertThat(Coordinate.parse("io.netty:netty-x:4.1.0.Final:linux-x86_64@zip"))
                .isEqualTo(new Coordinate("io.netty", "netty-x", "4.1.0.Final", "linux-x86_64", "zip"));
    }

    @Test
    void in_severalOnOneLine_areAllFoundInOrder() {
        List<Coordinate> found = Coordinate.in(List.of(
                "///usr/bin/env jbang \"$0\" \"$@\" ; exit $?",
                "//DEPS a:b:1 c:d:2,e:f:3 // why",
                "class X {}",
                "//DEPS g:h:4@pom",
                "// //DEPS not:this:1",
                "String s = \"//DEPS nor:this:1\";"));

        assertThat(found).hasToString("[a:b:1, c:d:2, e:f:3, g:h:4@pom]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "a:b", "a:b:", "a:b:1:c:d", "a:b:<1>", "a b"})
    void parse_malformed_namesTheText(String text) {
        assertThatThrownBy(() -> Coordinate.parse(text))
                .isInstanceOf(InputError.class)
                .hasMessageContaining("//DEPS " + text + ":");
    }
}
