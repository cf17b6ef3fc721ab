package dev.hazardmap.cli;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * {@code race -- COMMAND}: a command named {@code java} gets the agent as its first option, any other through
 * {@code JAVA_TOOL_OPTIONS}, which every JVM below it reads.
 */
final class CommandLaunch {
    private static final String TOOL_OPTIONS = "JAVA_TOOL_OPTIONS";
    private static final Pattern JAVA_VERSION = Pattern.compile("JAVA_VERSION=\"(?:1\\.)?(\\d+)[^\"]*\"");
    private static final int OLDEST_JAVA = 17;

    private CommandLaunch() {}

    static Launch of(List<String> command, String agentOption, @Nullable String toolOptions) {
        String program = command.get(0);
        Optional<Path> executable = findOnPath(program, System.getenv("PATH"));
        if (executable.isEmpty()) {
            throw new InputError("command not found: " + program);
        }
        if (isJava(program)) {
            checkVersion(executable.get());
            List<String> withAgent = new ArrayList<>(command);
            withAgent.add(1, agentOption);
            return new Launch(withAgent, Map.of(), true);
        }
        String quoted = quote(agentOption);
        String options = toolOptions == null || toolOptions.isBlank() ? quoted : toolOptions + " " + quoted;
        return new Launch(command, Map.of(TOOL_OPTIONS, options), false);
    }

    static boolean isJava(String program) {
        String name = Path.of(program).getFileName().toString().toLowerCase(Locale.ROOT);
        return name.equals("java") || name.equals("java.exe");
    }

    /** The JVM splits the variable at blanks and knows both kinds of quotes, but no escapes within them. */
    private static String quote(String option) {
        if (option.chars().noneMatch(Character::isWhitespace)) {
            return option;
        }
        return option.indexOf('"') < 0 ? '"' + option + '"' : "'" + option + "'";
    }

    static Optional<Path> findOnPath(String program, @Nullable String searchPath) {
        if (program.isEmpty()) {
            return Optional.empty();
        }
        if (program.contains("/") || program.contains(File.separator)) {
            return Optional.of(Path.of(program)).filter(CommandLaunch::isProgram);
        }
        String[] directories = (searchPath == null ? "" : searchPath).split(File.pathSeparator, -1);
        for (String directory : directories) {
            for (String suffix : new String[] {"", ".exe", ".cmd", ".bat"}) {
                Path candidate = Path.of(directory, program + suffix);
                if (isProgram(candidate)) {
                    return Optional.of(candidate);
                }
            }
        }
        return Optional.empty();
    }

    private static boolean isProgram(Path file) {
        return Files.isRegularFile(file) && Files.isExecutable(file);
    }

    /** Reads the JDK's {@code release} file: an older JVM would only say that it cannot load the agent's class. */
    private static void checkVersion(Path java) {
        try {
            Path release = java.toRealPath().resolveSibling("../release");
            if (!Files.isReadable(release)) {
                return;
            }
            Matcher version = JAVA_VERSION.matcher(Files.readString(release));
            if (version.find() && Integer.parseInt(version.group(1)) < OLDEST_JAVA) {
                throw new InputError("the program's JVM must be Java " + OLDEST_JAVA + " or newer: " + java
                        + " is Java " + version.group(1));
            }
        } catch (IOException ignored) {
            // No readable release file: the JVM itself will say what is wrong with it.
        }
    }
}
