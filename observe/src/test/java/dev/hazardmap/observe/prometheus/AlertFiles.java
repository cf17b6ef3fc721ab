package dev.hazardmap.observe.prometheus;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The shipped rule files and the templates they are made from. */
final class AlertFiles {
    private static final Path ALERTS = Path.of("deploy", "alerts");

    private AlertFiles() {}

    static Path shipped(String mode) {
        return ALERTS.resolve(mode + ".yml");
    }

    /** The rules of the template, without its comment, with the durations given. */
    static String made(
            String mode, String window, String interval, String growthFor, String latencyFor, String bloatFor)
            throws IOException {
        String template = Files.readString(ALERTS.resolve(mode + ".template.yml"));
        return rules(template)
                .replace("@WINDOW@", window)
                .replace("@INTERVAL@", interval)
                .replace("@GROWTH_FOR@", growthFor)
                .replace("@LATENCY_FOR@", latencyFor)
                .replace("@BLOAT_FOR@", bloatFor);
    }

    static String rules(String file) {
        return file.substring(file.indexOf("groups:"));
    }
}
