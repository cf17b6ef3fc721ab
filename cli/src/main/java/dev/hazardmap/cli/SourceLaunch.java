package dev.hazardmap.cli;

import java.io.File;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** {@code race FILE.java [ARG...]}: compiles the file with its {@code //DEPS} and starts it in a JVM with the agent. */
final class SourceLaunch {
    private final PrintWriter err;
    private final ClassPathCache cache;

    SourceLaunch(PrintWriter err, ClassPathCache cache) {
        this.err = err;
        this.cache = cache;
    }

    Launch of(String file, List<String> arguments, String agentOption, WorkDirectory work) {
        Path source = checked(file);
        List<Path> dependencies = dependencies(source);
        String mainClass = new SourceCompiler(err).compile(source, dependencies, work);

        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add(agentOption);
        command.add("-cp");
        command.add(classPath(work.classes(), dependencies));
        command.add(mainClass);
        command.addAll(arguments);
        return new Launch(command, Map.of(), true);
    }

    private static Path checked(String file) {
        Path source = Path.of(file);
        if (!file.endsWith(".java")) {
            throw new InputError(
                    file + " is no .java file; to run a command, put -- before it: hazardmap race -- " + file);
        }
        if (Files.isDirectory(source)) {
            throw new InputError(file + " is a directory, not a .java file");
        }
        if (!Files.exists(source)) {
            throw new InputError("no such file: " + file);
        }
        if (!Files.isReadable(source)) {
            throw new InputError("cannot read " + file + ": permission denied");
        }
        return source;
    }

    private List<Path> dependencies(Path source) {
        List<Coordinate> coordinates;
        try {
            coordinates = Coordinate.in(Files.readAllLines(source));
        } catch (IOException e) {
            throw new InputError("cannot read " + source + ": " + e + " (a source file is text in UTF-8)", e);
        }
        return coordinates.isEmpty()
                ? List.of()
                : cache.get(coordinates, directory -> new MavenResolver(err).resolve(coordinates, directory));
    }

    static String classPath(Path first, List<Path> rest) {
        return Stream.concat(Stream.of(first), rest.stream())
                .map(Path::toString)
                .collect(Collectors.joining(File.pathSeparator));
    }
}
