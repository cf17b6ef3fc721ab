package dev.hazardmap.cli;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.Elements;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.StandardLocation;
import javax.tools.ToolProvider;
import org.jspecify.annotations.Nullable;

/**
 * Compiles a source file as {@code java FILE.java} does (JEP 330, JEP 458): the same javac options, no annotation
 * processing, the first top-level class is the program, and from Java 22 on classes that the file does not declare are
 * looked for in the files beside it. Debug information is complete, for the lines and names of reports.
 */
final class SourceCompiler {
    private static final int MULTI_FILE = 22;

    private final PrintWriter err;

    SourceCompiler(PrintWriter err) {
        this.err = err;
    }

    /** Writes the class files and returns the name of the class to run. */
    String compile(Path source, List<Path> dependencies, WorkDirectory work) {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        if (compiler == null) {
            throw new InputError(
                    "no Java compiler in " + System.getProperty("java.home") + ": a JDK is needed, not a JRE");
        }
        DiagnosticCollector<JavaFileObject> diagnostics = new DiagnosticCollector<>();
        try (StandardJavaFileManager files =
                compiler.getStandardFileManager(diagnostics, Locale.ENGLISH, StandardCharsets.UTF_8)) {
            JavacTask task = (JavacTask) compiler.getTask(
                    null, files, diagnostics, options(work, dependencies), null, files.getJavaFileObjects(source));
            CompilationUnitTree unit = task.parse().iterator().next();
            // Only the parsed file says which package, so which directory, its siblings belong to.
            files.setLocationFromPaths(StandardLocation.SOURCE_PATH, List.of(siblings(source, unit, work)));
            task.analyze();
            check(source, diagnostics);
            String program = program(source, unit, task);
            task.generate();
            check(source, diagnostics);
            diagnostics.getDiagnostics().forEach(err::println);
            return program;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> options(WorkDirectory work, List<Path> dependencies) {
        return List.of(
                "-proc:none",
                "-Xdiags:verbose",
                "-Xlint:deprecation",
                "-Xlint:unchecked",
                "-Xlint:-options",
                "-g",
                "-d",
                work.classes().toString(),
                "-classpath",
                SourceLaunch.classPath(work.classes(), dependencies));
    }

    private static String program(Path source, CompilationUnitTree unit, JavacTask task) {
        Trees trees = Trees.instance(task);
        // By its tree, not by name: nobody may name the class of a compact source file.
        TypeElement type = unit.getTypeDecls().stream()
                .filter(ClassTree.class::isInstance)
                .map(tree -> (TypeElement) trees.getElement(trees.getPath(unit, tree)))
                .findFirst()
                .orElseThrow(() -> new InputError(source + ": no class declared in source file"));
        Elements elements = task.getElements();
        String name = elements.getBinaryName(type).toString();
        if (!MainMethod.isDeclaredBy(type, elements)) {
            throw new InputError(source + ": can't find main(String[]) method in class: " + name);
        }
        return name;
    }

    private static Path siblings(Path source, CompilationUnitTree unit, WorkDirectory work) {
        Path root = Runtime.version().feature() >= MULTI_FILE ? root(source, unit) : null;
        return root == null ? work.noSources() : root;
    }

    /** The directory that the file's package starts from, or null when the file is not where its package says. */
    private static @Nullable Path root(Path source, CompilationUnitTree unit) {
        Path directory = source.toAbsolutePath().normalize().getParent();
        ExpressionTree packageName = unit.getPackageName();
        if (packageName == null) {
            return directory;
        }
        String[] parts = packageName.toString().split("\\.");
        for (int i = parts.length - 1; i >= 0; i--) {
            if (directory == null || directory.getFileName() == null || !directory.endsWith(parts[i])) {
                return null;
            }
            directory = directory.getParent();
        }
        return directory;
    }

    private void check(Path source, DiagnosticCollector<JavaFileObject> diagnostics) {
        long errors = diagnostics.getDiagnostics().stream()
                .filter(d -> d.getKind() == Diagnostic.Kind.ERROR)
                .count();
        if (errors > 0) {
            diagnostics.getDiagnostics().forEach(err::println);
            throw new InputError(source + " does not compile: " + errors + (errors == 1 ? " error" : " errors"));
        }
    }
}
