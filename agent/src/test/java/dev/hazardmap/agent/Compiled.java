package dev.hazardmap.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.lang.reflect.Method;
import java.net.URI;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.tools.FileObject;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.util.CheckClassAdapter;

/** Classes compiled from a source in memory, by internal name, with ways to look at, verify and run them. */
public final class Compiled {
    private final Map<String, byte[]> classes;

    private Compiled(Map<String, byte[]> classes) {
        this.classes = classes;
    }

    /** Compiles sources, each beginning with the public type's file name and a line break. */
    public static Compiled of(int release, String... sources) {
        JavaCompiler javac = ToolProvider.getSystemJavaCompiler();
        Map<String, ByteArrayOutputStream> made = new LinkedHashMap<>();
        List<JavaFileObject> units = new ArrayList<>();
        for (String source : sources) {
            int end = source.indexOf('\n');
            units.add(new Source(source.substring(0, end).strip(), source.substring(end)));
        }
        StringWriter log = new StringWriter();
        JavaFileManager memory = new Memory(javac.getStandardFileManager(null, null, null), made);
        List<String> options = List.of("--release", "" + release, "-g", "-nowarn", "-proc:none");
        boolean compiles =
                javac.getTask(log, memory, null, options, null, units).call();
        assertThat(compiles).as(log.toString()).isTrue();
        Map<String, byte[]> classes = new LinkedHashMap<>();
        made.forEach((name, bytes) -> classes.put(name, bytes.toByteArray()));
        return new Compiled(classes);
    }

    /** One class from its bytes. */
    public static Compiled of(String name, byte[] bytes) {
        return new Compiled(Map.of(name, bytes));
    }

    /** The class as ASM's tree, as the instrumenter reads it. */
    public ClassNode node(String name) {
        ClassNode node = new ClassNode();
        new ClassReader(classes.get(name)).accept(node, ClassReader.EXPAND_FRAMES);
        return node;
    }

    /** What makes other bytes of a class. */
    public interface Change {
        byte[] apply(ClassLoader loader, String name, byte[] bytes);
    }

    /** The same classes, all changed. */
    public Compiled changed(Change change) {
        Map<String, byte[]> changed = new LinkedHashMap<>();
        ClassLoader loader = loader();
        classes.forEach((name, bytes) -> changed.put(name, change.apply(loader, name, bytes)));
        return new Compiled(changed);
    }

    /**
     * What every application class becomes under the agent.
     *
     * @param unchanged gets the names of those that stay as they are: without anything to patch, or not patchable
     */
    Compiled instrumented(Instrumenter instrumenter, Collection<String> unchanged) {
        return changed((loader, name, bytes) -> {
            byte[] patched = instrumenter.transform(null, loader, name, null, null, bytes);
            if (patched == null) {
                unchanged.add(name);
            }
            return patched == null ? bytes : patched;
        });
    }

    /** Asks ASM's verifier, which names the instruction, then the JVM's, which is the one that counts. */
    public Compiled verified() {
        ClassLoader loader = loader();
        classes.forEach((name, bytes) -> {
            StringWriter problems = new StringWriter();
            CheckClassAdapter.verify(new ClassReader(bytes), loader, false, new PrintWriter(problems));
            assertThat(problems.toString()).as(name).isEmpty();
        });
        for (String name : classes.keySet()) {
            load(loader, name);
        }
        return this;
    }

    private static Class<?> load(ClassLoader loader, String name) {
        try {
            return Class.forName(name.replace('/', '.'), true, loader);
        } catch (ClassNotFoundException missing) {
            throw new AssertionError(missing);
        }
    }

    /** What the static method {@code run} of a class gives back, in a loader of its own. */
    public Object run(String name) throws ReflectiveOperationException {
        Method run = load(loader(), name).getDeclaredMethod("run");
        run.setAccessible(true);
        return run.invoke(null);
    }

    private ClassLoader loader() {
        return new ClassLoader(Compiled.class.getClassLoader()) {
            @Override
            protected Class<?> findClass(String name) throws ClassNotFoundException {
                byte[] bytes = classes.get(name.replace('.', '/'));
                if (bytes == null) {
                    throw new ClassNotFoundException(name);
                }
                return defineClass(name, bytes, 0, bytes.length);
            }

            @Override
            public java.io.InputStream getResourceAsStream(String resource) {
                byte[] bytes = classes.get(resource.replace(".class", ""));
                return bytes == null ? super.getResourceAsStream(resource) : new java.io.ByteArrayInputStream(bytes);
            }
        };
    }

    private static final class Source extends SimpleJavaFileObject {
        private final String text;

        Source(String file, String text) {
            super(URI.create("memory:///" + file), Kind.SOURCE);
            this.text = text;
        }

        @Override
        public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return text;
        }
    }

    private static final class Memory extends ForwardingJavaFileManager<JavaFileManager> {
        private final Map<String, ByteArrayOutputStream> made;

        Memory(JavaFileManager files, Map<String, ByteArrayOutputStream> made) {
            super(files);
            this.made = made;
        }

        @Override
        public JavaFileObject getJavaFileForOutput(
                Location location, String type, JavaFileObject.Kind kind, FileObject sibling) {
            return new SimpleJavaFileObject(URI.create("memory:///" + type.replace('.', '/') + ".class"), kind) {
                @Override
                public OutputStream openOutputStream() {
                    return made.computeIfAbsent(type.replace('.', '/'), name -> new ByteArrayOutputStream());
                }
            };
        }
    }
}
