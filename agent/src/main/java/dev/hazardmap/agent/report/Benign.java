package dev.hazardmap.agent.report;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/**
 * The JDK's own races that do no harm: a built-in suppression file, the same form as a user's, explained in
 * docs/race-benign.md.
 */
final class Benign {
    static final String RESOURCE = "benign.txt";

    private Benign() {}

    static Suppressions read() {
        try (InputStream in = Benign.class.getResourceAsStream(RESOURCE)) {
            if (in == null) {
                throw new IllegalStateException("the agent's jar has no " + RESOURCE);
            }
            return new Suppressions(
                    SuppressionFile.parse(RESOURCE, new String(in.readAllBytes(), StandardCharsets.UTF_8)));
        } catch (IOException unreadable) {
            throw new IllegalStateException("the agent's jar can't be read", unreadable);
        }
    }
}
