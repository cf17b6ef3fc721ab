package dev.hazardmap.observe.heap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.HotSpotDiagnosticMXBean;
import java.io.ByteArrayOutputStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class HprofFileTest {
    @TempDir
    static Path directory;

    private static byte[] whole;

    @BeforeAll
    static void dump() throws Exception {
        Path file = directory.resolve("whole.hprof");
        ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class).dumpHeap(file.toString(), true);
        whole = Files.readAllBytes(file);
    }

    private static Path file(byte[] content) throws Exception {
        Path file = Files.createTempFile(directory, "dump", ".hprof");
        return Files.write(file, content);
    }

    private static void assertRefused(byte[] content, String why) throws Exception {
        Path file = file(content);
        assertThatThrownBy(() -> HeapAnalysis.analyse(file))
                .isInstanceOf(HeapDumpException.class)
                .hasMessageStartingWith(file.toString())
                .hasMessageContaining(why)
                .satisfies(e -> assertThat(e.getMessage().lines()).hasSize(1));
        Files.delete(file);
    }

    @Test
    void analyse_wholeDump_leavesNothingBeside() throws Exception {
        Path alone = Files.createDirectory(directory.resolve("alone"));
        Path file = Files.write(alone.resolve("dump.hprof"), whole);
        assertThat(HeapAnalysis.analyse(file).maps()).hasSizeGreaterThan(100);
        assertThat(Files.list(alone)).containsExactly(file);
    }

    @Test
    void analyse_truncatedAnywhere_saysSo() throws Exception {
        Random random = new Random(3);
        for (int cut : new int[] {5, 25, 31, 40, 5000, whole.length / 2, whole.length - 1, whole.length - 9}) {
            assertRefused(Arrays.copyOf(whole, cut), "truncated heap dump");
        }
        for (int i = 0; i < 20; i++) {
            assertRefused(Arrays.copyOf(whole, 18 + random.nextInt(whole.length - 18)), "truncated heap dump");
        }
    }

    @Test
    void analyse_noHeapDump_saysWhatItIs() throws Exception {
        assertRefused(new byte[0], "is no heap dump: it is empty");
        assertRefused("PK\3\4 a zip file, say, or so".getBytes(StandardCharsets.ISO_8859_1), "it begins with \"PK..");
        ByteArrayOutputStream zipped = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(zipped)) {
            out.write(whole, 0, 1000);
        }
        assertRefused(zipped.toByteArray(), "is compressed: gunzip it first");
        Path missing = directory.resolve("missing.hprof");
        assertThatThrownBy(() -> HeapAnalysis.analyse(missing)).hasMessage(missing + " cannot be read: no such file");
        assertThatThrownBy(() -> HeapAnalysis.analyse(directory)).hasMessageContaining("no readable file");
    }

    /** Bytes flipped inside: an error of one line or a report, never another exception, never a hang. */
    @Test
    void analyse_damagedInside_neverFailsOtherwise() throws Exception {
        Random random = new Random(11);
        for (int round = 0; round < 5; round++) {
            byte[] damaged = whole.clone();
            for (int i = 0; i < 200; i++) {
                damaged[1000 + random.nextInt(whole.length - 1000)] = (byte) random.nextInt();
            }
            Path file = file(damaged);
            try {
                assertThat(HeapAnalysis.analyse(file).objects()).isPositive();
            } catch (HeapDumpException expected) {
                assertThat(expected.getMessage().lines()).hasSize(1);
            }
            Files.delete(file);
        }
    }
}
