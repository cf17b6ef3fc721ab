package dev.hazardmap.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** The temporary files of one run: compiled classes, and the report part of every JVM; gone when it is closed. */
final class WorkDirectory implements AutoCloseable {
    private final Path root;

    private WorkDirectory(Path root) {
        this.root = root;
    }

    static WorkDirectory create() {
        try {
            WorkDirectory work = new WorkDirectory(Files.createTempDirectory("hazardmap"));
            Files.createDirectory(work.classes());
            Files.createDirectory(work.noSources());
            Files.createDirectory(work.parts());
            return work;
        } catch (IOException e) {
            throw new InputError("no temporary directory in " + System.getProperty("java.io.tmpdir") + ": " + e, e);
        }
    }

    /** Class files of the program. */
    Path classes() {
        return root.resolve("classes");
    }

    /** Always empty: javac looks for sources on the class path unless it is given another place to look. */
    Path noSources() {
        return root.resolve("no-sources");
    }

    /** One report per JVM. */
    Path parts() {
        return root.resolve("parts");
    }

    @Override
    public void close() {
        deleteTree(root);
    }

    static void deleteTree(Path directory) {
        try (Stream<Path> tree = Files.walk(directory)) {
            List<Path> deepestFirst = tree.sorted(Comparator.reverseOrder()).toList();
            for (Path path : deepestFirst) {
                Files.deleteIfExists(path);
            }
        } catch (IOException | UncheckedIOException ignored) {
            // A JVM that outlives the command may still write here; what is left is the temporary directory's to clean.
        }
    }
}
