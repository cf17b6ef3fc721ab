package dev.hazardmap.cli;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.StringJoiner;

/**
 * The agent's argument string: {@code key=value} pairs joined by commas. A value carries {@code % , = "}, white space
 * and control characters as {@code %XX} of its UTF-8 bytes, so that the string survives both a command line and
 * {@code JAVA_TOOL_OPTIONS}, which the JVM splits at blanks.
 */
final class AgentOptions {
    private final StringJoiner pairs = new StringJoiner(",");

    AgentOptions set(String key, String value) {
        pairs.add(key + "=" + encode(value));
        return this;
    }

    AgentOptions set(String key, Path file) {
        return set(key, file.toAbsolutePath().toString());
    }

    AgentOptions flag(String key, boolean on) {
        return on ? set(key, "true") : this;
    }

    @Override
    public String toString() {
        return pairs.toString();
    }

    /** The whole JVM option, {@code -javaagent:JAR=OPTIONS}. */
    String asJvmOption(Path agentJar) {
        return "-javaagent:" + agentJar + "=" + pairs;
    }

    static String encode(String value) {
        StringBuilder encoded = new StringBuilder(value.length());
        value.codePoints().forEach(c -> {
            if (c <= ' ' || c == 0x7f || "%,=\"'\\".indexOf(c) >= 0) {
                for (byte b : Character.toString(c).getBytes(StandardCharsets.UTF_8)) {
                    encoded.append(String.format("%%%02X", b));
                }
            } else {
                encoded.appendCodePoint(c);
            }
        });
        return encoded.toString();
    }
}
