package dev.hazardmap.agent;

import java.lang.instrument.Instrumentation;
import org.jspecify.annotations.Nullable;

/**
 * The agent's entry points. They do three things in this order, and the class names nothing that needs the detector
 * before it is there: read the options, put the detector's classes below java.util, install the hooks.
 *
 * <p>What this class must never do: throw into the JVM's start (the JVM would abort), or print to standard output.
 */
public final class AgentMain {
    private static final int USAGE = 2;

    private AgentMain() {}

    /** Called by the JVM for {@code -javaagent}. */
    public static void premain(@Nullable String arguments, Instrumentation instrumentation) {
        start(arguments, instrumentation, true);
    }

    /** Called by the JVM when the agent is loaded into a running program. */
    public static void agentmain(@Nullable String arguments, Instrumentation instrumentation) {
        start(arguments, instrumentation, false);
    }

    private static void start(@Nullable String arguments, Instrumentation instrumentation, boolean atStart) {
        AgentOptions options;
        try {
            options = AgentOptions.parse(arguments == null ? "" : arguments);
        } catch (IllegalArgumentException badOptions) {
            Stderr.line("hazardmap: " + badOptions.getMessage());
            if (atStart) {
                Runtime.getRuntime().halt(USAGE);
            }
            return;
        }
        try {
            if (BootDetector.isThere()) {
                Stderr.line("hazardmap: the agent is in this JVM already; the second one does nothing");
                return;
            }
            BootDetector.define(instrumentation);
            Installation.install(options, instrumentation, atStart);
        } catch (Throwable failure) {
            Stderr.line("hazardmap: no race detection in this JVM: " + failure);
            if (options.debug()) {
                failure.printStackTrace();
            }
        }
    }
}
