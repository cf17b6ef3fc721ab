package dev.hazardmap.agent;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.instrument.Instrumentation;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.jar.JarEntry;
import java.util.jar.JarInputStream;
import org.objectweb.asm.ClassReader;

/**
 * Puts the detector's classes into the boot loader, where java.util can call them.
 *
 * <p>They are defined one by one out of the jar inside the agent's jar.
 * {@code Instrumentation.appendToBootstrapClassLoaderSearch} would do too, but the JVM then prints a warning on the
 * user's standard error and turns off class-data sharing for the application's classes.
 */
final class BootDetector {
    private static final String JAR = "/META-INF/hazardmap/detector.jar";
    private static final String TRACE_JAR = "/META-INF/hazardmap/trace.jar";
    /** Of the trace's classes, those that hooks call. */
    private static final String RECORDER = "dev/hazardmap/trace/recorder/";

    private static final String PROBE = "dev.hazardmap.detector.Switch";

    private BootDetector() {}

    static boolean isThere() {
        try {
            Class.forName(PROBE, false, null);
            return true;
        } catch (ClassNotFoundException notYet) {
            return false;
        }
    }

    static void define(Instrumentation instrumentation) throws IOException, ClassNotFoundException {
        exportUnsafe(instrumentation, BootDetector.class.getModule());
        define(instrumentation, read(JAR));
    }

    /** The hooks of a trace, after those of the detector. */
    static void defineRecorder(Instrumentation instrumentation) throws IOException, ClassNotFoundException {
        Map<String, byte[]> classes = read(TRACE_JAR);
        classes.keySet().removeIf(name -> !name.startsWith(RECORDER));
        define(instrumentation, classes);
    }

    private static void define(Instrumentation instrumentation, Map<String, byte[]> classes)
            throws ClassNotFoundException {
        Set<String> names = new HashSet<>(classes.keySet());
        for (String name : names) {
            define(name, classes);
        }
        exportUnsafe(instrumentation, Class.forName(PROBE, false, null).getModule());
        for (String name : names) {
            // Now, and not in the middle of somebody's HashMap.put.
            Class.forName(name.replace('/', '.'), true, null);
        }
    }

    private static void exportUnsafe(Instrumentation instrumentation, Module to) {
        instrumentation.redefineModule(
                Object.class.getModule(),
                Set.of(),
                Map.of("jdk.internal.misc", Set.of(to)),
                Map.of(),
                Set.of(),
                Map.of());
    }

    /** Defines a class after its superclass and interfaces. */
    private static void define(String name, Map<String, byte[]> classes) {
        byte[] bytes = classes.remove(name);
        if (bytes == null) {
            return;
        }
        ClassReader reader = new ClassReader(bytes);
        define(reader.getSuperName(), classes);
        for (String parent : reader.getInterfaces()) {
            define(parent, classes);
        }
        jdk.internal.misc.Unsafe.getUnsafe().defineClass(name, bytes, 0, bytes.length, null, null);
    }

    private static Map<String, byte[]> read(String path) throws IOException {
        Map<String, byte[]> classes = new HashMap<>();
        try (InputStream jar = BootDetector.class.getResourceAsStream(path)) {
            if (jar == null) {
                throw new IOException("the agent's jar has no " + path);
            }
            JarInputStream entries = new JarInputStream(new ByteArrayInputStream(jar.readAllBytes()));
            for (JarEntry entry = entries.getNextJarEntry(); entry != null; entry = entries.getNextJarEntry()) {
                String name = entry.getName();
                if (name.endsWith(".class") && !name.endsWith("-info.class")) {
                    classes.put(name.substring(0, name.length() - ".class".length()), entries.readAllBytes());
                }
            }
        }
        return classes;
    }
}
