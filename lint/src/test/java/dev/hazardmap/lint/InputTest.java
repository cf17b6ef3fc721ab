package dev.hazardmap.lint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Directories, jars in jars, broken and too new class files. */
class InputTest {
    private static final String CODE =
            "class A { private java.util.Map<String, String> m; void f() { m.put(\"a\", \"b\"); } }";

    @TempDir
    private Path dir;

    private byte[] bytes() throws IOException {
        return Files.readAllBytes(Compiled.source(dir, "A", CODE).resolve("A.class"));
    }

    private static void zip(OutputStream out, String name, byte[] content) throws IOException {
        try (ZipOutputStream zip = new ZipOutputStream(out)) {
            zip.putNextEntry(new ZipEntry(name));
            zip.write(content);
        }
    }

    @Test
    void fatJar_isReadThroughItsNestedJars() throws IOException {
        ByteArrayOutputStream inner = new ByteArrayOutputStream();
        zip(inner, "A.class", bytes());
        Path fat = dir.resolve("app.jar");
        zip(Files.newOutputStream(fat), "BOOT-INF/lib/a.jar", inner.toByteArray());
        LintResult result = Lint.run(LintOptions.of(List.of(fat)));
        assertThat(result.findings()).extracting(Finding::rule).containsExactly("HM-INIT-NULL");
    }

    @Test
    void classpath_isReadButNotReportedOn() throws IOException {
        Path classes = Compiled.source(dir, "A", CODE);
        Path empty = Files.createDirectory(dir.resolve("empty"));
        LintResult result = Lint.run(new LintOptions(List.of(empty), List.of(classes), (a, b) -> {}));
        assertThat(result.findings()).isEmpty();
    }

    @Test
    void brokenClass_isSaidOnceAndTheRestIsAnalysed() throws IOException {
        Path classes = Compiled.source(dir, "A", CODE);
        Files.write(classes.resolve("B.class"), Arrays.copyOf(bytes(), 40));
        LintResult result = Lint.run(LintOptions.of(List.of(classes)));
        assertThat(result.findings()).hasSize(1);
        assertThat(result.problems()).singleElement().asString().contains("B.class");
    }

    @Test
    void newerClassVersions_areSaidOnceForAll() throws IOException {
        Path classes = Compiled.source(dir, "A", CODE);
        byte[] future = bytes();
        future[7] = (byte) 200;
        Files.write(classes.resolve("F1.class"), future);
        Files.write(classes.resolve("F2.class"), future);
        LintResult result = Lint.run(LintOptions.of(List.of(classes)));
        assertThat(result.findings()).hasSize(1);
        assertThat(result.problems()).singleElement().asString().contains("200", "2 class files");
    }

    @Test
    void noSuchPath_isAnErrorThatNamesIt() {
        assertThatThrownBy(() -> Lint.run(LintOptions.of(List.of(dir.resolve("nowhere")))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("nowhere");
    }

    @Test
    void textFile_isAnErrorThatNamesIt() throws IOException {
        Path text = Files.writeString(dir.resolve("notes.txt"), "hello");
        assertThatThrownBy(() -> Lint.run(LintOptions.of(List.of(text))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("notes.txt");
    }
}
