package dev.hazardmap.trace.format;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Files of every version of the format that was ever released, with their rows as they were then. A file is added with
 * each version, and none is made anew: {@code random-1.hzt} of version 1 was, for the last time, at its release.
 */
class ArchiveTest {
    private static final Path ARCHIVE = Path.of("src/test/resources/archive");

    @Test
    void filesOfEveryVersion_readAsTheyDidThen() throws Exception {
        for (int version = 1; version <= Framing.VERSION; version++) {
            List<Path> files = files(ARCHIVE.resolve("v" + version));
            assertThat(files).as("files of version %d", version).isNotEmpty();
            for (Path file : files) {
                try (TraceFile read = TraceFile.open(file)) {
                    Path rows = Path.of(file.toString().replace(".hzt", ".jsonl"));
                    assertThat(json(Row.of(read))).as(file.toString()).isEqualTo(Files.readString(rows));
                    assertThat(read.damage()).isEmpty();
                }
            }
        }
    }

    @Test
    void currentVersion_isInTheArchive() throws Exception {
        Path file = ARCHIVE.resolve("v" + Framing.VERSION + "/random-1.hzt");
        if (Golden.REFRESH && !Files.exists(file)) {
            Files.createDirectories(file.getParent());
            RandomTrace trace = new RandomTrace(1, true);
            trace.write(file, 250, 100);
            Files.writeString(Path.of(file.toString().replace(".hzt", ".jsonl")), json(trace.written));
        }
        assertThat(file).exists();
    }

    private static List<Path> files(Path directory) throws Exception {
        try (Stream<Path> all = Files.list(directory)) {
            return all.filter(file -> file.toString().endsWith(".hzt")).sorted().toList();
        }
    }

    static String json(List<Row> rows) {
        return rows.stream().map(ArchiveTest::json).collect(Collectors.joining("\n", "", "\n"));
    }

    private static String json(Row row) {
        String stack = row.stack() == null
                ? "null"
                : row.stack().frames().stream()
                        .map(frame -> "\"" + frame.className() + "." + frame.method() + "(" + frame.file() + ":"
                                + frame.line() + ")\"")
                        .collect(Collectors.joining(",", "[", "]"));
        return ("{\"chunk\":%d,\"thread\":%d,\"source\":\"%s\",\"kind\":\"%s\",\"time\":%d,\"object\":%d,\"value\":%d,"
                        + "\"other\":%d,\"text\":\"%s\",\"duration\":%d,\"stack\":%s}")
                .formatted(
                        row.chunk(),
                        row.thread(),
                        row.source(),
                        row.kind(),
                        row.time(),
                        row.object(),
                        row.value(),
                        row.other(),
                        row.text(),
                        row.duration(),
                        stack);
    }
}
