package dev.hazardmap.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;
import org.junit.jupiter.api.io.TempDir;

class SourceCompilerTest {
    private static final String MAIN = "public static void main(String... args) {}";

    @TempDir
    Path directory;

    private final WorkDirectory work = WorkDirectory.create();
    private final StringWriter diagnostics = new StringWriter();

    @AfterEach
    void deleteClasses() {
        work.close();
    }

    @Test
    void compile_severalClasses_firstIsTheProgram() throws IOException {
        assertThat(compile("A.java", "class First { " + MAIN + " } class Second { " + MAIN + " }"))
                .isEqualTo("First");
        assertThat(work.classes()).isDirectoryContaining(file -> file.endsWith("Second.class"));
    }

    @Test
    void compile_packageAndNestedProgram_hasItsBinaryName() throws IOException {
        assertThat(compile("A.java", "package p.q; record Point(int x) { " + MAIN + " }"))
                .isEqualTo("p.q.Point");
    }

    @Test
    void compile_inheritedMain_counts() throws IOException {
        assertThat(compile("A.java", "class A extends B {} class B { " + MAIN + " }"))
                .isEqualTo("A");
    }

    @Test
    void compile_utf8_isReadAsSuch() throws IOException {
        assertThat(compile("A.java", "class Größe { " + MAIN + " }")).isEqualTo("Größe");
    }

    @Test
    void compile_errors_areShownAndCounted() {
        assertThatThrownBy(() -> compile("A.java", "class A { int f() { return \"x\"; } long g() { return h; } }"))
                .isInstanceOf(InputError.class)
                .hasMessage(directory.resolve("A.java") + " does not compile: 2 errors");
        assertThat(diagnostics.toString())
                .contains("A.java:1: error: incompatible types")
                .contains("symbol:   variable h");
    }

    @Test
    void compile_noClass_saysSo() {
        assertThatThrownBy(() -> compile("A.java", "// nothing"))
                .isInstanceOf(InputError.class)
                .hasMessageContaining("no class declared in source file");
    }

    @Test
    void compile_noMain_saysSoAsJavaDoes() {
        assertThatThrownBy(() -> compile("A.java", "class A { private static void main(String[] a) {} int main; }"))
                .isInstanceOf(InputError.class)
                .hasMessageContaining("can't find main(String[]) method in class: A");
    }

    @Test
    @EnabledForJreRange(max = JRE.JAVA_21)
    void compile_siblingBefore22_isNotLookedFor() throws IOException {
        Files.writeString(directory.resolve("Other.java"), "class Other {}");

        assertThatThrownBy(() -> compile("A.java", "class A { Other o; " + MAIN + " }"))
                .isInstanceOf(InputError.class)
                .hasMessageContaining("does not compile");
    }

    @Test
    @EnabledForJreRange(min = JRE.JAVA_22)
    void compile_siblingFrom22_isFoundFromThePackageRoot() throws IOException {
        Path inPackage = Files.createDirectories(directory.resolve("p/q"));
        Files.writeString(inPackage.resolve("Other.java"), "package p.q; class Other {}");

        assertThat(compile("p/q/A.java", "package p.q; class A { Other o; " + MAIN + " }"))
                .isEqualTo("p.q.A");
        assertThat(work.classes().resolve("p/q/Other.class")).exists();
    }

    @Test
    @EnabledForJreRange(min = JRE.JAVA_25)
    void compile_compactSource_isAProgramFrom25() throws IOException {
        assertThat(compile("Compact.java", "void main() {}")).isEqualTo("Compact");
    }

    private String compile(String name, String text) throws IOException {
        Path source = Files.writeString(directory.resolve(name), text);
        return new SourceCompiler(new PrintWriter(diagnostics, true)).compile(source, List.of(), work);
    }
}
