package dev.hazardmap.trace.format;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The README's tables, events.json and the column vectors are what the code says. */
class FormatDocsTest {
    @Test
    void readme_hasTheTablesOfTheCode() throws Exception {
        Path readme = Path.of("README.md");
        String text = Files.readString(readme);
        text = Golden.withPart(text, "columns", columns());
        Golden.check(readme, Golden.withPart(text, "events", events()));
    }

    @Test
    void eventsJson_isTheTableOfTheCode() throws Exception {
        Golden.check(Path.of("src/main/resources/dev/hazardmap/trace/format/events.json"), json());
    }

    @Test
    void columnVectors_areWhatTheEncoderWrites() throws Exception {
        Golden.check(Path.of("src/test/resources/vectors/columns.json"), vectors());
    }

    @Test
    void codes_areUniqueAndInOneByte() {
        assertThat(EventKind.values()).extracting(EventKind::code).doesNotHaveDuplicates();
        assertThat(EventKind.values()).allMatch(kind -> kind.code() > 0 && kind.code() < 64);
    }

    private static String columns() {
        StringBuilder table = new StringBuilder("| column | | |\n|---|---|---|\n");
        for (Column column : Column.values()) {
            table.append("| %d | %s | %s |%n".formatted(column.number(), column, column.words()));
        }
        return table.toString();
    }

    private static String events() {
        StringBuilder table = new StringBuilder("| code | kind | what | OBJECT | VALUE | OTHER | TEXT |\n");
        table.append("|---|---|---|---|---|---|---|\n");
        for (EventKind kind : EventKind.values()) {
            table.append("| %d | %s | %s |".formatted(kind.code(), kind, kind.words()));
            for (Column column : new Column[] {Column.OBJECT, Column.VALUE, Column.OTHER, Column.TEXT}) {
                String words = kind.fields().stream()
                        .filter(field -> field.column() == column)
                        .map(EventKind.Field::words)
                        .collect(Collectors.joining());
                table.append(words.isEmpty() ? " |" : " " + words + " |");
            }
            table.append('\n');
        }
        return table.toString();
    }

    private static String json() {
        StringBuilder out = new StringBuilder("{\n  \"version\": " + Framing.VERSION + ",\n  \"events\": [\n");
        out.append(Arrays.stream(EventKind.values()).map(FormatDocsTest::json).collect(Collectors.joining(",\n")));
        return out.append("\n  ]\n}\n").toString();
    }

    private static String json(EventKind kind) {
        String fields = kind.fields().stream()
                .map(field -> "\"%s\": {\"type\": \"%s\", \"words\": \"%s\"}"
                        .formatted(field.column(), field.type(), field.words()))
                .collect(Collectors.joining(", "));
        return "    {\"code\": %d, \"name\": \"%s\", \"group\": \"%s\", \"words\": \"%s\", \"fields\": {%s}}"
                .formatted(kind.code(), kind, kind.group(), kind.words(), fields);
    }

    private static String vectors() {
        SplittableRandom random = new SplittableRandom(5);
        long[][] columns = {
            {0, 0, 0, 0},
            {5, 6, 5, 7, 5, 6, 5, 6, 6, 5, 7},
            random.longs(20, 0, 1 << 24).toArray(),
            random.longs(10, -50, 1L << 40).toArray(),
            {1, -1, 1_000_000, 3, 0, -70, 2, 2, 1, 0, 0, 0},
            {1_000_000_000_000L, 1_000_000_000_150L, 1_000_000_000_210L, 1_000_000_001_000L, 1_000_000_001_001L},
            runs(),
            dictionary(random),
            {4_503_599_627_370_496L, -4_503_599_627_370_496L}
        };
        return Arrays.stream(columns).map(FormatDocsTest::vector).collect(Collectors.joining(",\n", "[\n", "\n]\n"));
    }

    private static long[] runs() {
        long[] values = new long[60];
        Arrays.setAll(values, i -> i < 20 ? 10 : i < 59 ? 2_000_000 : 3);
        return values;
    }

    private static long[] dictionary(SplittableRandom random) {
        long[] words = {16_000_000, 3, 777_777, 123_456, 9_000_001};
        long[] values = new long[100];
        Arrays.setAll(values, i -> words[random.nextInt(words.length)]);
        return values;
    }

    private static String vector(long[] values) {
        ByteSink out = new ByteSink(16);
        new ColumnEncoder().write(values, values.length, out);
        ByteSource in = new ByteSource(out.toBytes());
        int form = in.u8();
        int length = in.length();
        String hex = HexFormat.of().formatHex(in.array(), in.position(), in.position() + length);
        return "  {\"form\": %d, \"rows\": %d, \"hex\": \"%s\", \"values\": %s}"
                .formatted(form, values.length, hex, Arrays.toString(values));
    }
}
