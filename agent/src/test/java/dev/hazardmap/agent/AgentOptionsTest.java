package dev.hazardmap.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.hazardmap.agent.AgentOptions.Mode;
import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class AgentOptionsTest {
    private static final AgentOptions DEFAULTS =
            new AgentOptions(Mode.MAPS, null, null, 66, false, false, null, false, false, false);

    @ParameterizedTest
    @ValueSource(strings = {"", " ", ",", ",,"})
    void parse_nothing_defaults(String arguments) {
        assertThat(AgentOptions.parse(arguments)).isEqualTo(DEFAULTS);
    }

    @Test
    void parse_everyKey_eachInItsPlace() {
        AgentOptions options = AgentOptions.parse("mode=fields,report=r.json,parts=p,exitcode=3,halt=true,strict=true,"
                + "suppress=s.txt,showbenign=true,ignoreprintsync=true,debug=true");

        assertThat(options)
                .isEqualTo(new AgentOptions(
                        Mode.FIELDS,
                        Path.of("r.json"),
                        Path.of("p"),
                        3,
                        true,
                        true,
                        Path.of("s.txt"),
                        true,
                        true,
                        true));
    }

    @ParameterizedTest
    @EnumSource(Mode.class)
    void parse_mode_byItsLowerCaseName(Mode mode) {
        assertThat(AgentOptions.parse("mode=" + mode.name().toLowerCase(Locale.ROOT))
                        .mode())
                .isEqualTo(mode);
    }

    @Test
    void parse_flagWithoutValue_on() {
        AgentOptions options = AgentOptions.parse("halt, debug");

        assertThat(options.halt()).isTrue();
        assertThat(options.debug()).isTrue();
        assertThat(options.strict()).isFalse();
    }

    @Test
    void parse_flagSetToFalse_off() {
        assertThat(AgentOptions.parse("halt,halt=false").halt()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"/a%2Cb, '/a,b'", "/100%25, /100%", "/a%20b, /a b", "/a+b, /a+b", "/a=b, /a=b", "/%C3%BC, /\u00fc"})
    void parse_percentEncodedPath_decoded(String encoded, String decoded) {
        assertThat(AgentOptions.parse("report=" + encoded + ",debug"))
                .extracting(AgentOptions::report, AgentOptions::debug)
                .containsExactly(Path.of(decoded), true);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "1", "255"})
    void parse_exitCodeInRange_taken(String code) {
        assertThat(AgentOptions.parse("exitcode=" + code).exitCode()).isEqualTo(Integer.parseInt(code));
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1", "256", "sixty", "", "6.6", "99999999999"})
    void parse_exitCodeOutOfRange_messageCarriesIt(String code) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> AgentOptions.parse("exitcode=" + code))
                .withMessageContaining("exitcode is '" + code + "'")
                .withMessageContaining("0 to 255");
    }

    @Test
    void parse_unknownKey_messageCarriesItAndTheKnownOnes() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> AgentOptions.parse("mode=maps,reprot=x.json"))
                .withMessageContaining("'reprot'")
                .withMessageContaining("report");
    }

    /** The message lists the keys by hand: each one listed is understood. */
    @Test
    void parse_unknownKey_everyKeyListedIsKnown() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> AgentOptions.parse("x"))
                .satisfies(failure -> {
                    String message = failure.getMessage();
                    String[] keys =
                            message.substring(message.indexOf("are ") + 4).split(", ");
                    assertThat(keys).hasSize(AgentOptions.class.getRecordComponents().length);
                    for (String key : keys) {
                        String value = key.equals("mode") ? "full" : key.equals("exitcode") ? "1" : "true";
                        assertThat(AgentOptions.parse(key + "=" + value))
                                .as(key)
                                .isNotEqualTo(DEFAULTS);
                    }
                });
    }

    @ParameterizedTest
    @ValueSource(strings = {"map", "MAPS", ""})
    void parse_unknownMode_messageCarriesItAndTheKnownOnes(String mode) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> AgentOptions.parse("mode=" + mode))
                .withMessage("unknown mode '" + mode + "': known are maps, fields, full");
    }
}
