package dev.hazardmap.agent;

import dev.hazardmap.agent.report.Suppressions;
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

    /**
     * What is wrong with the agent's options, files that they name included; null when nothing is. For a launcher that
     * would rather say so before a program starts. Nothing is installed.
     */
    public static @Nullable String problemWith(String arguments) {
        try {
            AgentOptions.parse(arguments).suppressions();
            return null;
        } catch (IllegalArgumentException badOptions) {
            return badOptions.getMessage();
        }
    }

    private static void start(@Nullable String arguments, Instrumentation instrumentation, boolean atStart) {
        AgentOptions options;
        Suppressions suppressions;
        try {
            options = AgentOptions.parse(arguments == null ? "" : arguments);
            suppressions = options.suppressions();
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
            if (options.trace() != null) {
                BootDetector.defineRecorder(instrumentation);
            }
            Installation.install(options, suppressions, instrumentation, atStart);
        } catch (Throwable failure) {
            Stderr.line("hazardmap: no race detection in this JVM: " + failure);
            if (options.debug()) {
                failure.printStackTrace();
            }
        }
    }
}
