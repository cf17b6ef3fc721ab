package dev.hazardmap.agent.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SuppressionFileTest {

    @Test
    void parse_entriesAndComments_eachWithItsFirstLine() {
        List<Suppression> entries = SuppressionFile.parse("s.txt", """
                # statistics

                frame: com\\.acme\\.Stats
                kind: write-write, read-write
                # in the middle
                reason: approximate: on purpose


                  top:Sessions\r
                  reason:\tno harm\r
                """);

        assertThat(entries).hasSize(2);
        assertThat(entries.get(0).place()).isEqualTo("s.txt:3");
        assertThat(entries.get(0).kinds()).containsExactlyInAnyOrder("write-write", "read-write");
        assertThat(entries.get(0).reason()).isEqualTo("approximate: on purpose");
        assertThat(entries.get(0).text()).isEqualTo("frame com\\.acme\\.Stats, kind write-write, read-write");
        assertThat(entries.get(1).place()).isEqualTo("s.txt:9");
        assertThat(entries.get(1).reason()).isEqualTo("no harm");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\n\n", "# only a comment", "\uFEFF# a mark"})
    void parse_nothing_noEntries(String text) {
        assertThat(SuppressionFile.parse("s.txt", text)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "frame: a | s.txt:1: no reason in the entry 'frame a': add a line 'reason: why'",
                "frame: a;reason: | s.txt:2: 'reason' has no value",
                "frame: a;;reason: b | s.txt:1: no reason in the entry 'frame a': add a line 'reason: why'",
                "kind: write-write;reason: b | s.txt:1: the entry 'kind write-write' fits every race: add a line 'frame: REGEX'",
                "reason: b | s.txt:1: the entry '' fits every race: add a line 'frame: REGEX'",
                "frame: (a;reason: b | s.txt:1: bad regex '(a': Unclosed group",
                "frame: a;kind: write;reason: b | s.txt:2: unknown kind 'write': known are write-write, write-read, read-write",
                "frame: a;reason: b;reason: c | s.txt:3: a second 'reason' in one entry: blank lines go between entries",
                "frame: a;top: b;top: c | s.txt:3: a second 'top' in one entry: blank lines go between entries",
                "fame: a | s.txt:1: 'fame: a' is no 'key: value' with one of frame, top, type, label, kind, reason",
                "com.acme.Stats | s.txt:1: 'com.acme.Stats' is no 'key: value' with one of frame, top, type, label, kind, reason",
            })
    void parse_badEntry_messageHasFileLineAndValue(String text, String message) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SuppressionFile.parse("s.txt", text.replace(';', '\n')))
                .withMessage("suppress: " + message);
    }

    @Test
    void read_noText_isSaid(@TempDir Path directory) throws Exception {
        Path file = Files.write(directory.resolve("binary"), new byte[] {(byte) 0xC3, 0x28});

        assertThatIllegalArgumentException()
                .isThrownBy(() -> SuppressionFile.read(file))
                .withMessage("suppress: " + file + " is no UTF-8 text");
    }

    /** The race is a put at Sessions.java:41 after a get at Sessions.java:55. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "frame: Sessions\\.add | true",
                "frame: Sessions\\.find\\(Sessions\\.java:55\\) | true",
                "frame: ^com\\.acme\\.Sessions\\.add\\(Sessions\\.java:41\\)$ | true",
                "frame: HashMap\\.put\\(HashMap\\.java\\) | true",
                "frame: Sessions\\.remove | false",
                "frame: Sessions\\.add;frame: Sessions\\.find | true",
                "frame: Sessions\\.add;frame: Sessions\\.remove | false",
                "top: Sessions\\.find | true",
                "top: HashMap\\.put | false",
                "top: Sessions;kind: write-read | true",
                "top: Sessions;kind: write-write, write-read | true",
                "top: Sessions;kind: read-write | false",
                "type: HashMap$ | true",
                "type: ^HashMap | false",
                "label: ^Sessions\\.live$ | true",
                "label: Users | false",
                "type: HashMap;label: Users | false",
            })
    void matches_entry_allThatItNames(String text, boolean matches) {
        List<Suppression> entries = SuppressionFile.parse("s.txt", text.replace(';', '\n') + "\nreason: r");

        assertThat(entries.get(0).matches(Accesses.race())).isEqualTo(matches);
    }

    /** An entry about a label is about no race whose location has none. */
    @Test
    void matches_locationWithoutLabel_notByLabel() {
        RaceView race = Accesses.race();
        RaceView unlabelled = new RaceView(
                race.type(), null, race.size(), null, race.current(), race.previous(), race.edge(), race.race());

        assertThat(SuppressionFile.parse("s.txt", "label: .\nreason: r").get(0).matches(unlabelled))
                .isFalse();
    }

    @Test
    void benign_builtIn_isReadable() {
        assertThat(Benign.read().counts())
                .allSatisfy(count -> assertThat(count.entry().reason()).isNotBlank());
    }
}
