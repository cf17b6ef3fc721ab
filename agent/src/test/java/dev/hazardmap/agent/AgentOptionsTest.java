package dev.hazardmap.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.hazardmap.agent.AgentOptions.Mode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class AgentOptionsTest {
    private static final AgentOptions DEFAULTS = new AgentOptions(
            Mode.MAPS, null, null, 66, false, false, null, false, false, null, null, 1, 0, false, false);

    private static final Set<String> NUMBERS = Set.of("exitcode", "perturb", "sample", "flight");

    @ParameterizedTest
    @ValueSource(strings = {"", " ", ",", ",,"})
    void parse_nothing_defaults(String arguments) {
        assertThat(AgentOptions.parse(arguments)).isEqualTo(DEFAULTS);
    }

    @Test
    void parse_everyKey_eachInItsPlace() {
        AgentOptions options = AgentOptions.parse("mode=fields,report=r.json,parts=p,exitcode=3,halt=true,strict=true,"
                + "suppress=s.txt,showbenign=true,ignoreprintsync=true,perturb=-5,debug=true");

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
                        -5L,
                        null,
                        1,
                        0,
                        false,
                        true));
    }

    @ParameterizedTest
    @EnumSource(Mode.class)
    void parse_mode_byItsLowerCaseName(Mode mode) {
        assertThat(AgentOptions.parse("trace=t.hzt,mode=" + mode.name().toLowerCase(Locale.ROOT))
                        .mode())
                .isEqualTo(mode);
    }

    @Test
    void parse_traceOptions_eachInItsPlace() {
        AgentOptions options = AgentOptions.parse("mode=trace,trace=t.hzt,sample=64,flight=30,nojfr");

        assertThat(options.trace()).isEqualTo(Path.of("t.hzt"));
        assertThat(options.sample()).isEqualTo(64);
        assertThat(options.flight()).isEqualTo(30);
        assertThat(options.noJfr()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"sample=-1", "sample=x", "flight=", "mode=trace"})
    void parse_badTraceOption_refused(String option) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> AgentOptions.parse(option))
                .withMessageContaining(option.substring(0, option.indexOf('=')));
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

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "1.5", "99999999999999999999"})
    void parse_seedThatIsNone_messageCarriesIt(String seed) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> AgentOptions.parse("perturb=" + seed))
                .withMessage("perturb is '" + seed + "': it must be a whole number, the seed");
    }

    @Test
    void problemWith_badSuppressions_fileLineAndValue(@TempDir Path directory) throws Exception {
        Path file = Files.writeString(directory.resolve("s.txt"), "frame: a\nreason: b\n\nframe: c[\nreason: d\n");

        assertThat(AgentMain.problemWith("suppress=" + file))
                .isEqualTo("suppress: " + file + ":4: bad regex 'c[': Unclosed character class");
        assertThat(AgentMain.problemWith("suppress=" + directory))
                .isEqualTo("suppress: can't read " + directory + ": it is a directory");
        assertThat(AgentMain.problemWith("suppress=" + directory.resolve("none")))
                .isEqualTo("suppress: no such file: " + directory.resolve("none"));
        assertThat(AgentMain.problemWith("halt=maybe")).isEqualTo("halt is 'maybe': it must be true or false");
        assertThat(AgentMain.problemWith("halt=true")).isNull();
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
                        String value = key.equals("mode") ? "full" : NUMBERS.contains(key) ? "2" : "true";
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
                .withMessage("unknown mode '" + mode + "': known are maps, fields, full, trace");
    }
}
