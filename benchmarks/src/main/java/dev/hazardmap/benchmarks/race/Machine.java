package dev.hazardmap.benchmarks.race;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Where the figures come from.
 *
 * @param load the system's load average of the last minute at the start: a value near or above the number of cores
 *     says that others worked here too
 */
record Machine(String system, String cpu, int cores, long memoryMiB, double load, String java) {
    static Machine here(Path javaHome) throws IOException, InterruptedException {
        var bean = (com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        return new Machine(
                bean.getName() + " " + bean.getVersion() + " " + bean.getArch(),
                processor(),
                bean.getAvailableProcessors(),
                bean.getTotalMemorySize() >> 20,
                bean.getSystemLoadAverage(),
                version(javaHome));
    }

    private static String processor() throws IOException {
        Path info = Path.of("/proc/cpuinfo");
        if (!Files.isReadable(info)) {
            return "unknown";
        }
        return Files.readAllLines(info).stream()
                .filter(line -> line.startsWith("model name"))
                .map(line -> line.substring(line.indexOf(':') + 1).strip())
                .findFirst()
                .orElse("unknown");
    }

    private static String version(Path javaHome) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(javaHome.resolve("bin/java").toString(), "-version")
                .redirectErrorStream(true)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        return output.lines().skip(1).findFirst().orElse(output);
    }
}
