package dev.hazardmap.trace.format;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Files in the repository that are made from code: compared, or with {@code -Dhazardmap.refresh=true} made anew. */
final class Golden {
    static final boolean REFRESH = Boolean.getBoolean("hazardmap.refresh");

    private Golden() {}

    static void check(Path file, String content) throws IOException {
        if (REFRESH) {
            Files.createDirectories(file.toAbsolutePath().getParent());
            Files.writeString(file, content);
        }
        assertThat(file).content().isEqualTo(content);
    }

    /** Replaces what stands between {@code <!-- name: ... -->} and {@code <!-- end -->}. */
    static String withPart(String text, String name, String part) {
        int begin = text.indexOf("-->\n", text.indexOf("<!-- " + name + ":")) + 4;
        int end = text.indexOf("<!-- end -->", begin);
        return text.substring(0, begin) + part + text.substring(end);
    }
}
