package dev.hazardmap.cli;

import java.io.IOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Where the agent's jar is: named by {@code HAZARDMAP_AGENT}, beside the command's jar, or in the checkout. */
final class AgentJar {
    static final String NAME = "hazardmap-agent.jar";

    private AgentJar() {}

    static Path locate() {
        return locate(System.getenv("HAZARDMAP_AGENT"), ownLocation());
    }

    static Path locate(@Nullable String named, Path own) {
        if (named != null && !named.isEmpty()) {
            return existing(Path.of(named), "HAZARDMAP_AGENT names " + named + ", which is no file");
        }
        List<Path> candidates = Stream.of(NAME, "../../agent/target/" + NAME, "../agent/target/" + NAME)
                .map(place -> own.toAbsolutePath().resolveSibling(place).normalize())
                .toList();
        for (Path candidate : candidates) {
            if (Files.isRegularFile(candidate)) {
                return candidate;
            }
        }
        throw new InputError("the agent is missing: no " + candidates.get(0) + " (set HAZARDMAP_AGENT to its path)");
    }

    /**
     * Asks the agent itself what is wrong with its options, so that the rules are written once: null when nothing is.
     */
    static @Nullable String problemWith(Path jar, String options) {
        try (URLClassLoader agent =
                new URLClassLoader(new URL[] {jar.toUri().toURL()}, ClassLoader.getPlatformClassLoader())) {
            Object problem = agent.loadClass("dev.hazardmap.agent.AgentMain")
                    .getMethod("problemWith", String.class)
                    .invoke(null, options);
            return (String) problem;
        } catch (IOException | ReflectiveOperationException foreign) {
            throw new InputError(jar + " is not the agent of this version: " + foreign, foreign);
        }
    }

    private static Path existing(Path jar, String message) {
        if (!Files.isRegularFile(jar)) {
            throw new InputError(message);
        }
        return jar.toAbsolutePath().normalize();
    }

    /** The jar, or the directory of classes, that this command runs from. */
    static Path ownLocation() {
        try {
            return Path.of(AgentJar.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException("the class path entry of hazardmap is no file", e);
        }
    }
}
