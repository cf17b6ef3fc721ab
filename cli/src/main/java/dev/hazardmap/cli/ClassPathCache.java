package dev.hazardmap.cli;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Remembers the class path of every list of {@code //DEPS}, so that Maven is asked once and a second run needs no
 * network. An entry counts only while all its files exist.
 */
final class ClassPathCache {
    private final Path root;

    ClassPathCache(Path root) {
        this.root = root;
    }

    static ClassPathCache ofUser(Map<String, String> environment) {
        String cache = environment.getOrDefault("XDG_CACHE_HOME", "");
        Path base = cache.isEmpty() ? Path.of(System.getProperty("user.home"), ".cache") : Path.of(cache);
        return new ClassPathCache(base.resolve("hazardmap").resolve("deps"));
    }

    /** The remembered class path, or that which {@code resolve} finds, given an existing directory to work in. */
    List<Path> get(List<Coordinate> dependencies, Function<Path, List<Path>> resolve) {
        try {
            Path entry = root.resolve(key(dependencies));
            Path file = entry.resolve("classpath");
            if (Files.isRegularFile(file)) {
                List<Path> remembered = split(Files.readString(file));
                if (remembered.stream().allMatch(Files::isRegularFile)) {
                    return remembered;
                }
            }
            Files.createDirectories(entry);
            List<Path> resolved = resolve.apply(entry);
            write(file, resolved);
            return resolved;
        } catch (IOException e) {
            throw new UncheckedIOException("the cache " + root + " cannot be used", e);
        }
    }

    /** Two runs at once may both resolve; each puts a whole file in place. */
    private static void write(Path file, List<Path> classPath) throws IOException {
        Path fresh = Files.createTempFile(file.getParent(), "classpath", ".tmp");
        Files.writeString(
                fresh, classPath.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator)));
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    static List<Path> split(String classPath) {
        return Stream.of(classPath.strip().split(File.pathSeparator))
                .filter(entry -> !entry.isEmpty())
                .map(Path::of)
                .toList();
    }

    private static String key(List<Coordinate> dependencies) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            byte[] hash = digest.digest(dependencies.toString().getBytes(StandardCharsets.UTF_8));
            return new BigInteger(1, hash).toString(36);
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java platform has SHA-256", e);
        }
    }
}
