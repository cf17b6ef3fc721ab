package dev.hazardmap.trace.format;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What was written is read, for random rows. The full form: {@code -Dhazardmap.trace.rows=10000000}. */
class TraceRoundTripTest {
    @TempDir
    Path directory;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void rows_readBackAsTheyWereWritten(long seed) throws Exception {
        Path file = directory.resolve("random.hzt");
        RandomTrace trace = new RandomTrace(seed, true);
        trace.write(file, 20_000, seed % 2 == 0 ? 5_000 : 333);

        try (TraceFile read = TraceFile.open(file)) {
            assertThat(read.indexed()).isTrue();
            assertThat(read.meta()).containsEntry("command", "random \u2603");
            assertThat(Row.of(read)).isEqualTo(trace.written);
            assertThat(read.damage()).isEmpty();
        }
    }

    @Test
    void manyRows_readBackWithTheSameChecksum() throws Exception {
        int rows = Integer.getInteger("hazardmap.trace.rows", 100_000);
        Path file = directory.resolve("many.hzt");
        int perChunk = 65_536;
        new RandomTrace(99, false).write(file, rows, perChunk);

        CRC32 read = new CRC32();
        long count = 0;
        try (TraceFile trace = TraceFile.open(file)) {
            for (ChunkInfo info : trace.chunks()) {
                for (Row row : Row.of(java.util.Objects.requireNonNull(trace.read(info)))) {
                    read.update(row.toString().getBytes(java.nio.charset.StandardCharsets.UTF_8));
                    count++;
                }
            }
        }
        assertThat(count).isEqualTo(rows);
        assertThat(read.getValue()).isEqualTo(checksumOfRows(rows, perChunk));
    }

    /** The same rows again, from the generator alone, a slice at a time. */
    private long checksumOfRows(int rows, int perChunk) throws Exception {
        RandomTrace again = new RandomTrace(99, true);
        CRC32 crc = new CRC32();
        Path ignored = Files.createTempFile(directory, "again", ".hzt");
        again.onChunk(list ->
                list.forEach(row -> crc.update(row.toString().getBytes(java.nio.charset.StandardCharsets.UTF_8))));
        again.write(ignored, rows, perChunk);
        return crc.getValue();
    }
}
