package dev.hazardmap.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Resolves {@code //DEPS} by running {@code mvn} on a generated pom: the user's settings, mirrors, proxies and
 * credentials apply as they do everywhere else.
 */
final class MavenResolver {
    private static final String PLUGIN = "org.apache.maven.plugins:maven-dependency-plugin:3.9.0";

    /** How Maven and its resolver name the artifact they could not get, {@code group:artifact:type:...}. */
    private static final List<Pattern> CULPRITS = List.of(
            Pattern.compile("Could not find artifact (\\S+)"),
            Pattern.compile("Failed to read artifact descriptor for (\\S+)"),
            Pattern.compile("Failed to collect dependencies at (\\S+)"),
            Pattern.compile("Could not transfer artifact (\\S+)"),
            Pattern.compile("artifact (\\S+) has not been downloaded"),
            Pattern.compile("following artifacts could not be resolved: (\\S+)"));

    private static final Pattern ERROR = Pattern.compile("\\[ERROR] (.+)");

    private final PrintWriter progress;

    MavenResolver(PrintWriter progress) {
        this.progress = progress;
    }

    /** Asks Maven; {@code directory} takes the pom and the answer. */
    List<Path> resolve(List<Coordinate> dependencies, Path directory) {
        Path maven = CommandLaunch.findOnPath("mvn", System.getenv("PATH"))
                .orElseThrow(
                        () -> new InputError("//DEPS " + names(dependencies) + " needs Maven: no mvn on the PATH"));
        progress.println("hazardmap: asking Maven for " + names(dependencies) + " (once)");
        try {
            Path work = Files.createTempDirectory(directory, "resolve");
            try {
                return run(maven, dependencies, work);
            } finally {
                WorkDirectory.deleteTree(work);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Path> run(Path maven, List<Coordinate> dependencies, Path work) throws IOException {
        Path answer = work.resolve("classpath");
        Path pom = Files.writeString(work.resolve("pom.xml"), pom(dependencies));
        Path log = work.resolve("log");
        Process process = new ProcessBuilder(
                        maven.toString(),
                        "--batch-mode",
                        "--quiet",
                        "-Dstyle.color=never",
                        "--file",
                        pom.toString(),
                        PLUGIN + ":build-classpath",
                        "-DincludeScope=runtime",
                        "-Dmdep.outputFile=" + answer)
                .directory(work.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        if (waitFor(process) != 0 || !Files.exists(answer)) {
            throw failure(dependencies, Files.readString(log));
        }
        return ClassPathCache.split(Files.readString(answer));
    }

    private static int waitFor(Process process) {
        try {
            return process.waitFor();
        } catch (InterruptedException e) {
            process.destroy();
            Thread.currentThread().interrupt();
            throw new InputError("interrupted while Maven resolved the //DEPS", e);
        }
    }

    private static String pom(List<Coordinate> dependencies) {
        return dependencies.stream()
                .map(Coordinate::toXml)
                .collect(Collectors.joining("\n    ", """
                        <project xmlns="http://maven.apache.org/POM/4.0.0">
                          <modelVersion>4.0.0</modelVersion>
                          <groupId>dev.hazardmap.generated</groupId>
                          <artifactId>deps</artifactId>
                          <version>1</version>
                          <dependencies>
                            \
                        """, "\n  </dependencies>\n</project>\n"));
    }

    static InputError failure(List<Coordinate> dependencies, String log) {
        Matcher errors = ERROR.matcher(log);
        String reason = errors.find() ? errors.group(1) : log.strip();
        Throwable full = new IOException("output of Maven:\n" + log);
        return new InputError(
                "//DEPS " + culprit(dependencies, log).map(Coordinate::toString).orElse(names(dependencies))
                        + ": Maven cannot resolve it: " + essence(reason),
                full);
    }

    /** Which of the requested coordinates the log blames; none when it is one of their own dependencies. */
    private static Optional<Coordinate> culprit(List<Coordinate> dependencies, String log) {
        for (Pattern pattern : CULPRITS) {
            Matcher matcher = pattern.matcher(log);
            while (matcher.find()) {
                String blamed = matcher.group(1);
                for (Coordinate dependency : dependencies) {
                    if (blamed.startsWith(dependency.group() + ":" + dependency.artifact() + ":")) {
                        return Optional.of(dependency);
                    }
                }
            }
        }
        return Optional.empty();
    }

    /** Maven nests its reasons, "Failed to ...: Could not ...: Could not ...": the innermost says what happened. */
    private static String essence(String reason) {
        String shortened = reason.replaceFirst(" -> \\[Help .*$", "");
        for (String start : List.of("Could not find artifact", "Could not transfer artifact", "Cannot access")) {
            int at = shortened.indexOf(start);
            if (at >= 0) {
                return shortened.substring(at);
            }
        }
        return shortened;
    }

    private static String names(List<Coordinate> dependencies) {
        return dependencies.stream().map(Coordinate::toString).collect(Collectors.joining(" "));
    }
}
