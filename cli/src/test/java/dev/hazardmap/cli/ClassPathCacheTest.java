package dev.hazardmap.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClassPathCacheTest {
    private static final List<Coordinate> ONE = List.of(Coordinate.parse("a:b:1"));

    @TempDir
    Path directory;

    private final AtomicInteger asked = new AtomicInteger();

    @Test
    void get_secondTime_asksNobody() throws IOException {
        Path jar = Files.createFile(directory.resolve("b.jar"));

        assertThat(get(ONE, jar)).containsExactly(jar);
        assertThat(get(ONE, jar)).containsExactly(jar);
        assertThat(asked).hasValue(1);
    }

    @Test
    void get_fileGone_asksAgain() throws IOException {
        Path jar = Files.createFile(directory.resolve("b.jar"));
        get(ONE, jar);
        Files.delete(jar);
        Path moved = Files.createFile(directory.resolve("moved.jar"));

        assertThat(get(ONE, moved)).containsExactly(moved);
        assertThat(asked).hasValue(2);
    }

    @Test
    void get_otherVersion_isAnotherEntry() throws IOException {
        Path jar = Files.createFile(directory.resolve("b.jar"));
        Path newer = Files.createFile(directory.resolve("b2.jar"));
        get(ONE, jar);

        assertThat(get(List.of(Coordinate.parse("a:b:2")), newer)).containsExactly(newer);
        assertThat(get(ONE, jar)).containsExactly(jar);
        assertThat(asked).hasValue(2);
    }

    @Test
    void ofUser_xdgCacheHome_isWhereItGoes() {
        ClassPathCache cache = ClassPathCache.ofUser(Map.of("XDG_CACHE_HOME", directory.toString()));
        cache.get(ONE, work -> List.of());

        assertThat(directory.resolve("hazardmap/deps")).isNotEmptyDirectory();
    }

    private List<Path> get(List<Coordinate> dependencies, Path answer) {
        return new ClassPathCache(directory.resolve("cache")).get(dependencies, work -> {
            assertThat(work).isDirectory();
            asked.incrementAndGet();
            return List.of(answer);
        });
    }
}
