package dev.hazardmap.it;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * A Maven repository with this build's artifacts, for a Maven run as a user's: nothing is installed into the local
 * repository of whoever runs the build. What else that run needs it takes from there, as from a remote repository, and
 * from Maven Central.
 */
final class StagedRepository {
    static final String VERSION = "0.1.0-SNAPSHOT";

    private static final Path DIRECTORY =
            Checkout.ROOT.resolve("it/target/staged").toAbsolutePath();
    private static final Path LOCAL = DIRECTORY.resolveSibling("m2");

    private StagedRepository() {}

    /** Settings for Maven that know the repository. */
    static Path settings() throws IOException {
        forget(LOCAL.resolve("dev/hazardmap")); // a snapshot without metadata is never looked at again
        stage("parent", Checkout.ROOT.resolve("pom.xml"), null);
        for (String module : List.of("detector", "lint", "junit", "maven-plugin")) {
            Path base = Checkout.ROOT.resolve(module);
            stage(module, base.resolve("pom.xml"), base.resolve("target/hazardmap-" + module + "-" + VERSION + ".jar"));
        }
        stage("agent", Checkout.ROOT.resolve("agent/target/dependency-reduced-pom.xml"), Checkout.AGENT);
        Path settings = DIRECTORY.resolve("settings.xml");
        String cache = System.getProperty("localRepository", System.getProperty("user.home") + "/.m2/repository");
        String repositories = "";
        for (String kind : List.of("repositor%s", "pluginRepositor%s")) {
            String one = kind.formatted("y");
            repositories += "<%s>%s%s</%s>"
                    .formatted(
                            kind.formatted("ies"),
                            repository(one, "staged", DIRECTORY),
                            repository(one, "cache", Path.of(cache)),
                            kind.formatted("ies"));
        }
        Files.writeString(settings, """
                <settings>
                  <localRepository>%s</localRepository>
                  <profiles><profile><id>staged</id>%s</profile></profiles>
                  <activeProfiles><activeProfile>staged</activeProfile></activeProfiles>
                </settings>
                """.formatted(LOCAL, repositories));
        return settings;
    }

    private static String repository(String element, String id, Path directory) {
        return "<%1$s><id>%2$s</id><url>%3$s</url><snapshots><updatePolicy>always</updatePolicy></snapshots></%1$s>"
                .formatted(element, id, directory.toUri());
    }

    private static void stage(String module, Path pom, Path jar) throws IOException {
        String artifact = "hazardmap-" + module;
        Path folder = DIRECTORY.resolve("dev/hazardmap").resolve(artifact).resolve(VERSION);
        Files.createDirectories(folder);
        copy(pom, folder.resolve(artifact + "-" + VERSION + ".pom"));
        if (jar != null) {
            copy(jar, folder.resolve(artifact + "-" + VERSION + ".jar"));
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        Files.copy(from, to, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.COPY_ATTRIBUTES);
    }

    private static void forget(Path directory) throws IOException {
        if (Files.exists(directory)) {
            try (Stream<Path> files = Files.walk(directory)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    }
}
