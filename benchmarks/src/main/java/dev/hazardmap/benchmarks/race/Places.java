package dev.hazardmap.benchmarks.race;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Where the agent is, and that what is measured stays the same file during the run. */
final class Places {
    private static final String AGENT = "hazardmap-agent.jar";

    private Places() {}

    /** {@code HAZARDMAP_AGENT}, or the one of the checkout that these benchmarks were built in. */
    static Path agent() {
        String named = System.getenv("HAZARDMAP_AGENT");
        return named == null || named.isEmpty() ? inCheckout() : Path.of(named);
    }

    /** From {@code benchmarks/target/} with a jar or classes in it. */
    private static Path inCheckout() {
        try {
            Path own = Path.of(Places.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
            return own.resolveSibling("../../agent/target/" + AGENT).normalize();
        } catch (URISyntaxException e) {
            throw new IllegalStateException("the class path entry of the benchmarks is no file", e);
        }
    }

    /** A copy that no build replaces. */
    static Path copy(Path agent, Path directory) throws IOException {
        return Files.copy(agent, directory.resolve(AGENT));
    }

    static String sha256(Path file) throws IOException {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file)));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java platform has SHA-256", e);
        }
    }
}
