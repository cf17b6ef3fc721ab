package dev.hazardmap.it.corpus;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A JDK to run the corpus on. */
record Jdk(Path home, int feature) {
    private static final Pattern VERSION = Pattern.compile("JAVA_VERSION=\"(\\d+)");

    /** The one that runs this, and a 25 where one is found: JAVA25_HOME, or installed under /usr/lib/jvm. */
    static List<Jdk> found() throws IOException {
        List<Jdk> jdks = new ArrayList<>();
        jdks.add(new Jdk(
                Path.of(System.getProperty("java.home")), Runtime.version().feature()));
        Optional<Path> newer = java25();
        if (newer.isEmpty()) {
            System.err.println("corpus: no JDK 25 found (JAVA25_HOME, /usr/lib/jvm/*25*): run on "
                    + jdks.get(0).feature() + " only");
        } else if (jdks.get(0).feature() < 25) {
            jdks.add(at(newer.get()));
        }
        return jdks;
    }

    static Jdk at(Path home) throws IOException {
        Matcher version = VERSION.matcher(Files.readString(home.resolve("release")));
        if (!version.find()) {
            throw new IOException("no JAVA_VERSION in " + home.resolve("release"));
        }
        return new Jdk(home, Integer.parseInt(version.group(1)));
    }

    Path java() {
        return home.resolve("bin/java");
    }

    private static Optional<Path> java25() throws IOException {
        String named = System.getenv("JAVA25_HOME");
        if (named != null) {
            return Optional.of(Path.of(named));
        }
        Path installed = Path.of("/usr/lib/jvm");
        if (!Files.isDirectory(installed)) {
            return Optional.empty();
        }
        try (Stream<Path> jdks = Files.list(installed)) {
            return jdks.filter(p -> p.getFileName().toString().contains("25"))
                    .filter(p -> Files.isExecutable(p.resolve("bin/java")) && Files.exists(p.resolve("release")))
                    .findFirst();
        }
    }
}
