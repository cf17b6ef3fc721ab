package dev.hazardmap.observe.heap;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.netbeans.lib.profiler.heap.Heap;
import org.netbeans.lib.profiler.heap.HeapFactory;

/**
 * An open heap dump. The library leaves a directory of caches beside the file that it opens; so it is given a link in a temporary
 * directory, which goes when the dump is closed.
 */
final class DumpFile implements AutoCloseable {
    private final Path scratch;
    private final Heap heap;

    DumpFile(Path file) throws IOException {
        HprofFile.check(file);
        scratch = Files.createTempDirectory("hazardmap-heap");
        try {
            heap = HeapFactory.createHeap(link(file).toFile());
        } catch (RuntimeException | Error e) {
            close();
            throw damaged(file, e);
        } catch (IOException e) {
            close();
            throw e;
        }
    }

    static HeapDumpException damaged(Path file, Throwable cause) {
        return new HeapDumpException(file + " cannot be read: its content is damaged (" + cause + ")", cause);
    }

    private Path link(Path file) throws IOException {
        Path link = scratch.resolve("dump.hprof");
        try {
            return Files.createSymbolicLink(link, file.toAbsolutePath());
        } catch (UnsupportedOperationException | IOException noLinks) {
            return file; // Windows without the privilege: then the caches lie beside the dump.
        }
    }

    Heap heap() {
        return heap;
    }

    @Override
    public void close() {
        try (Stream<Path> files = Files.walk(scratch)) {
            List<Path> deepestFirst = files.sorted(Comparator.reverseOrder()).toList();
            for (Path path : deepestFirst) {
                Files.deleteIfExists(path);
            }
        } catch (IOException ignored) {
            // A temporary directory that stays is no reason to lose the result.
        }
    }
}
