package dev.hazardmap.cli;

import java.util.List;
import java.util.Map;

/**
 * A process to start: its command line, and what to set in its environment.
 *
 * @param jvmExpected the command itself is a JVM with our agent, so a missing report means that something went wrong
 */
record Launch(List<String> command, Map<String, String> environment, boolean jvmExpected) {
    Launch {
        command = List.copyOf(command);
        environment = Map.copyOf(environment);
    }
}
