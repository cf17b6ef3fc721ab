package dev.hazardmap.it.corpus;

import java.io.IOException;
import java.lang.reflect.Method;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** All cases of the corpus, found by looking through the compiled classes beside this one. */
final class Catalogue {
    private Catalogue() {}

    static Path classes() {
        try {
            return Path.of(Catalogue.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    static List<Case> all() throws IOException {
        List<Case> cases = new ArrayList<>();
        addAll(classes(), cases);
        addAll(ExtraSources.classes(), cases);
        return cases;
    }

    private static void addAll(Path root, List<Case> cases) throws IOException {
        Path folder = root.resolve(Catalogue.class.getPackageName().replace('.', '/'));
        // The extra classes see this class path as their own: same package, one loader each.
        ClassLoader loader = new URLClassLoader(new URL[] {root.toUri().toURL()}, Catalogue.class.getClassLoader());
        try (Stream<Path> files = Files.walk(folder)) {
            files.map(f -> root.relativize(f).toString())
                    .filter(f -> f.endsWith(".class") && !f.contains("$"))
                    .sorted()
                    .forEach(f -> addCases(f.substring(0, f.length() - 6).replace('/', '.'), loader, cases));
        }
    }

    private static void addCases(String className, ClassLoader loader, List<Case> cases) {
        Class<?> type;
        try {
            type = Class.forName(className, false, loader);
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(className, e);
        }
        if (type.isAnnotationPresent(Corpus.class)) {
            Arrays.stream(type.getDeclaredMethods())
                    .filter(m -> Case.isCase(m.getName()))
                    .sorted(Comparator.comparing(Method::getName))
                    .forEach(m -> cases.add(Case.of(m)));
        }
    }
}
