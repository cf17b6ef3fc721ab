package dev.hazardmap.lint.input;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipInputStream;

/**
 * Reads class files from paths. Archives are read as streams, so a jar in a jar needs no temporary file; of a multi-release jar the base
 * version counts.
 */
public final class ClassFiles {
    private record Entry(byte[] bytes, String origin, String name) {}

    private static final int MAX_NESTING = 3;

    private final List<Entry> entries = new ArrayList<>();
    private final Map<String, Integer> problems = new LinkedHashMap<>();
    private int count;

    /** Reads everything below {@code path}. Throws IllegalArgumentException when there is no such path, or it is no class file container. */
    public void read(Path path) throws IOException {
        if (Files.isDirectory(path)) {
            directory(path);
        } else if (!Files.exists(path)) {
            throw new IllegalArgumentException("no such file or directory: " + path);
        } else if (path.toString().endsWith(".class")) {
            add(Files.readAllBytes(path), path.toString(), path.toString());
        } else {
            archive(path);
        }
    }

    private void directory(Path root) throws IOException {
        List<Path> files;
        try (Stream<Path> walk = Files.walk(root)) {
            files = walk.filter(Files::isRegularFile).sorted().toList();
        }
        for (Path file : files) {
            String name = root.relativize(file).toString().replace('\\', '/');
            if (isClass(name)) {
                add(Files.readAllBytes(file), root.toString(), name);
            } else if (isArchive(name)) {
                archive(file);
            }
        }
    }

    private void archive(Path path) throws IOException {
        int before = entries.size();
        try (InputStream in = new BufferedInputStream(Files.newInputStream(path), 1 << 16)) {
            if (in.markSupported()) {
                in.mark(4);
                if (in.read() != 'P' || in.read() != 'K') {
                    throw new IllegalArgumentException("not a jar, war, class file or directory: " + path);
                }
                in.reset();
            }
            entries(new ZipInputStream(in), path.toString(), 0);
        } catch (ZipException e) {
            throw new IllegalArgumentException("broken archive: " + path + " (" + e.getMessage() + ")", e);
        }
        if (entries.size() == before) {
            problem(path + ": holds no class file");
        }
    }

    private void entries(ZipInputStream zip, String origin, int nesting) throws IOException {
        for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
            String name = entry.getName();
            if (isClass(name)) {
                add(zip.readAllBytes(), origin, name);
            } else if (isArchive(name) && nesting < MAX_NESTING) {
                entries(new ZipInputStream(zip), origin + "!" + name, nesting + 1);
            }
        }
    }

    private static boolean isClass(String name) {
        return name.endsWith(".class")
                && !name.endsWith("module-info.class")
                && !name.endsWith("package-info.class")
                && !name.startsWith("META-INF/versions/");
    }

    private static boolean isArchive(String name) {
        return name.endsWith(".jar") || name.endsWith(".war") || name.endsWith(".ear");
    }

    private void add(byte[] bytes, String origin, String name) {
        entries.add(new Entry(bytes, origin, name));
    }

    /**
     * Parses what was read, on all processors, and gives it to {@code sink} in the order it was read, with the jar, directory or nested
     * jar it is from. What {@code parser} throws on becomes a problem.
     */
    public <T> void parse(Function<byte[], T> parser, BiConsumer<T, String> sink) {
        List<Supplier<T>> parsed =
                entries.parallelStream().map(entry -> attempt(parser, entry)).toList();
        for (int i = 0; i < parsed.size(); i++) {
            Entry entry = entries.get(i);
            try {
                sink.accept(parsed.get(i).get(), entry.origin);
                count++;
            } catch (RuntimeException e) {
                // ASM throws whatever the broken bytes lead it into: unsupported version, index out of bounds, illegal
                // argument.
                boolean version = String.valueOf(e.getMessage()).startsWith("Unsupported class file major version");
                problem(entry.origin + ": "
                        + (version ? e.getMessage() : "broken class file " + entry.name + " (" + e + ")"));
            }
        }
        entries.clear();
    }

    private static <T> Supplier<T> attempt(Function<byte[], T> parser, Entry entry) {
        try {
            T result = parser.apply(entry.bytes);
            return () -> result;
        } catch (RuntimeException e) {
            return () -> {
                throw e;
            };
        }
    }

    private void problem(String text) {
        problems.merge(text, 1, Integer::sum);
    }

    /** Number of class files taken. */
    public int count() {
        return count;
    }

    /** What went wrong, each said once, with a count when it happened more often. */
    public List<String> problems() {
        List<String> lines = new ArrayList<>();
        problems.forEach((text, times) -> lines.add(times == 1 ? text : text + " (" + times + " class files)"));
        return lines;
    }
}
