package dev.hazardmap.maps;

import java.io.IOException;
import java.io.InputStream;
import java.util.Properties;

/** Which build of this library runs on which Java: the line every misuse report ends with. */
final class BuildInfo {
    private BuildInfo() {}

    static String describe() {
        Properties build = new Properties();
        try (InputStream in = BuildInfo.class.getResourceAsStream("build.properties")) {
            if (in != null) {
                build.load(in);
            }
        } catch (IOException ignored) {
            // A report without a version is worth more than no report.
        }
        return "hazardmap-maps " + build.getProperty("version", "unknown") + " (commit "
                + build.getProperty("commit", "unknown") + "), Java " + System.getProperty("java.runtime.version") + " "
                + System.getProperty("java.vm.name");
    }
}
