package dev.hazardmap.it;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** A JDK to run programs on. Named in the tests' display names: a report says on which versions it holds. */
public record Jdk(int version, Path home) {
    private static final List<Jdk> FOUND = find();

    /** The JDK that runs the build, and a JDK 25 when {@code JAVA25_HOME} or /usr/lib/jvm has one. */
    public static List<Jdk> all() {
        return FOUND;
    }

    public static Jdk current() {
        return FOUND.get(0);
    }

    public Path java() {
        return home.resolve("bin/java");
    }

    private static List<Jdk> find() {
        List<Jdk> jdks = new ArrayList<>();
        jdks.add(new Jdk(Runtime.version().feature(), Path.of(System.getProperty("java.home"))));
        Optional<Path> newer = jdk25();
        if (newer.isPresent()) {
            jdks.add(new Jdk(25, newer.get()));
        } else {
            System.err.println("No JDK 25 in JAVA25_HOME or /usr/lib/jvm: nothing is tested on Java 25.");
        }
        return List.copyOf(jdks);
    }

    private static Optional<Path> jdk25() {
        if (Runtime.version().feature() == 25) {
            return Optional.empty();
        }
        String named = System.getenv("JAVA25_HOME");
        if (named != null && !named.isEmpty()) {
            return Optional.of(Path.of(named));
        }
        Path installed = Path.of("/usr/lib/jvm");
        if (!Files.isDirectory(installed)) {
            return Optional.empty();
        }
        try (Stream<Path> homes = Files.list(installed)) {
            return homes.filter(home -> home.getFileName().toString().matches(".*\\b25\\b.*"))
                    .filter(home -> Files.isExecutable(home.resolve("bin/javac")))
                    .sorted()
                    .findFirst();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public String toString() {
        return "JDK " + version;
    }
}
