package dev.hazardmap.trace.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files that were cut, or of which bytes were changed: everything sound is read, and what is not is said. */
class DamagedTraceTest {
    private static final int CHUNKS = 10;
    private static final int ROWS = 1_000;

    @TempDir
    Path directory;

    private Path file;
    private RandomTrace trace;
    private byte[] bytes;
    private List<ChunkInfo> chunks;

    @BeforeEach
    void write() throws Exception {
        file = directory.resolve("t.hzt");
        trace = new RandomTrace(42, true);
        trace.write(file, ROWS, ROWS / CHUNKS);
        bytes = Files.readAllBytes(file);
        try (TraceFile whole = TraceFile.open(file)) {
            chunks = whole.chunks();
        }
    }

    @Test
    void cutAnywhere_allWholeChunksAreReadAndTheLossIsSaid() throws Exception {
        for (int length = Framing.FILE_HEAD; length < bytes.length; length += 997) {
            Files.write(file, Arrays.copyOf(bytes, length));
            int cut = length;
            List<ChunkInfo> whole = chunks.stream()
                    .filter(c -> c.offset() + Framing.OVERHEAD + c.length() <= cut)
                    .toList();
            try (TraceFile read = TraceFile.open(file)) {
                assertThat(Row.of(read))
                        .as("cut after %d", length)
                        .isEqualTo(trace.written.subList(0, whole.size() * ROWS / CHUNKS));
                assertThat(read.damage()).isNotEmpty();
            }
        }
    }

    @Test
    void cutAtAChunk_countsAreAsTheIndexHadThem() throws Exception {
        Files.write(file, Arrays.copyOf(bytes, (int) chunks.get(7).offset()));
        try (TraceFile read = TraceFile.open(file)) {
            assertThat(read.indexed()).isFalse();
            assertThat(read.chunks()).isEqualTo(chunks.subList(0, 7));
        }
    }

    @Test
    void byteChangedInAChunk_theOthersAreReadAndTheChunkIsNamed() throws Exception {
        SplittableRandom random = new SplittableRandom(7);
        for (int i = 0; i < 100; i++) {
            ChunkInfo hit = chunks.get(random.nextInt(CHUNKS));
            byte[] changed = bytes.clone();
            int at = (int) hit.offset() + random.nextInt(hit.length() + Framing.OVERHEAD);
            changed[at] ^= (byte) (1 << random.nextInt(8));
            boolean withoutIndex = random.nextBoolean();
            Files.write(file, withoutIndex ? Arrays.copyOf(changed, changed.length - 1) : changed);
            try (TraceFile read = TraceFile.open(file)) {
                List<Row> expected = trace.written.stream()
                        .filter(row -> row.chunk() != hit.number())
                        .toList();
                assertThat(Row.of(read)).as("byte %d", at).isEqualTo(expected);
                assertThat(read.damage()).anyMatch(d -> d.offset() == hit.offset());
            }
        }
    }

    @Test
    void payloadChangedUnderARightCrc_neverMoreThanAMalformedTrace() throws Exception {
        SplittableRandom random = new SplittableRandom(8);
        byte[] payload = Arrays.copyOfRange(
                bytes,
                (int) chunks.get(3).offset() + Framing.OVERHEAD,
                (int) chunks.get(3).offset() + Framing.OVERHEAD + chunks.get(3).length());
        for (int i = 0; i < 5_000; i++) {
            byte[] changed = payload.clone();
            for (int n = random.nextInt(1, 4); n > 0; n--) {
                changed[random.nextInt(changed.length)] = (byte) random.nextInt(256);
            }
            try {
                Row.of(new Chunk(changed, chunks.get(3)));
            } catch (MalformedTraceException | NullPointerException said) {
                // NullPointerException: Row's own, for a kind that no version knows
            }
        }
    }

    @Test
    void headerDamaged_chunksAreReadAndItIsSaid() throws Exception {
        bytes[Framing.FILE_HEAD + Framing.OVERHEAD + 3] ^= 1;
        Files.write(file, bytes);
        try (TraceFile read = TraceFile.open(file)) {
            assertThat(Row.of(read)).isEqualTo(trace.written);
            assertThat(read.meta()).isEmpty();
            assertThat(read.damage()).hasSize(1);
        }
    }

    @Test
    void otherFile_isSaidToBeNone() throws Exception {
        Files.writeString(file, "PK no trace");
        assertThatThrownBy(() -> TraceFile.open(file))
                .isInstanceOf(MalformedTraceException.class)
                .hasMessageContaining("t.hzt is no Hazardmap trace");
        Files.write(file, new byte[0]);
        assertThatThrownBy(() -> TraceFile.open(file)).isInstanceOf(MalformedTraceException.class);
    }

    @Test
    void laterVersion_isSaidWithItsNumber() throws Exception {
        bytes[8] = 2;
        Files.write(file, bytes);
        assertThatThrownBy(() -> TraceFile.open(file)).hasMessageContaining("version 2");
    }
}
