package dev.hazardmap.it.corpus;

import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/** Cases under resources/corpus that the build's own compilation would refuse. Compiled once, when first asked for. */
final class ExtraSources {
    private static Path compiled;

    private ExtraSources() {}

    static synchronized Path classes() throws IOException {
        if (compiled == null) {
            compiled = compile(Catalogue.classes().resolve("corpus"));
        }
        return compiled;
    }

    private static Path compile(Path folder) throws IOException {
        Path target = Files.createDirectories(Path.of("target/corpus-classes").toAbsolutePath());
        List<Path> sources = new ArrayList<>();
        try (Stream<Path> files = Files.list(folder)) {
            files.filter(f -> f.toString().endsWith(".java")).forEach(sources::add);
        }
        JavaCompiler javac = ToolProvider.getSystemJavaCompiler();
        List<String> options = List.of(
                "-nowarn", "-XDignore.symbol.file", "-cp", Catalogue.classes().toString(), "-d", target.toString());
        try (StandardJavaFileManager files = javac.getStandardFileManager(null, null, null)) {
            StringWriter said = new StringWriter();
            if (!javac.getTask(said, files, null, options, null, files.getJavaFileObjectsFromPaths(sources))
                    .call()) {
                throw new IOException("can't compile " + sources + ": " + said);
            }
        }
        return target;
    }
}
