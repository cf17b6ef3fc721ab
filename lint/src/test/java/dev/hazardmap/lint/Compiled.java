package dev.hazardmap.lint;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;

/** Compiles sources for a test, as a user's build would: with line numbers and nothing else. */
final class Compiled {
    static final Path CORPUS = Path.of("src/test/corpus");

    private Compiled() {}

    static void corpus(Path out) throws IOException {
        trees(out, CORPUS);
    }

    static void trees(Path out, Path... roots) throws IOException {
        List<String> files = new ArrayList<>();
        for (Path root : roots) {
            try (Stream<Path> walk = Files.walk(root)) {
                walk.filter(p -> p.toString().endsWith(".java"))
                        .map(Path::toString)
                        .forEach(files::add);
            }
        }
        compile(files, out);
    }

    static Path source(Path dir, String name, String code) throws IOException {
        Path file = dir.resolve(name + ".java");
        Files.writeString(file, code);
        Path out = Files.createDirectories(dir.resolve("classes"));
        compile(List.of(file.toString()), out);
        return out;
    }

    private static void compile(List<String> files, Path out) {
        JavaCompiler javac = ToolProvider.getSystemJavaCompiler();
        List<String> args = new ArrayList<>(List.of(
                "-g",
                "-nowarn",
                "-proc:none",
                "--release",
                "17",
                "-d",
                out.toString(),
                "-cp",
                System.getProperty("java.class.path")));
        var units = javac.getStandardFileManager(null, null, null).getJavaFileObjectsFromStrings(files);
        StringWriter errors = new StringWriter();
        assertThat(javac.getTask(errors, null, null, args, null, units).call())
                .as(errors.toString())
                .isTrue();
    }
}
