package dev.hazardmap.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Unmatched;

/**
 * {@code hazardmap bench}: hands its arguments to the benchmarks' jar, which has options and help of its own. That jar is
 * never published: it is in a checkout, or where somebody put it beside this command.
 */
@Command(name = "bench", description = "Measures what Hazardmap costs on this machine (in a checkout).")
final class BenchCommand implements Callable<Integer> {
    private static final String NAME = "hazardmap-benchmarks.jar";

    @Unmatched
    private final List<String> arguments = new ArrayList<>();

    @Override
    public Integer call() {
        Path jar = locate(AgentJar.ownLocation());
        Map<String, String> environment =
                Map.of("HAZARDMAP_AGENT", AgentJar.locate().toString());
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("-jar");
        command.add(jar.toString());
        command.addAll(arguments);
        return Child.run(new Launch(command, environment, false));
    }

    static Path locate(Path own) {
        return Stream.of(NAME, "../../benchmarks/target/" + NAME)
                .map(place -> own.toAbsolutePath().resolveSibling(place).normalize())
                .filter(Files::isRegularFile)
                .findFirst()
                .orElseThrow(() -> new InputError("the benchmarks are missing: they are built in a checkout only, by"
                        + " mvn -pl benchmarks -am -DskipTests package"));
    }
}
