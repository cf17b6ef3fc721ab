package dev.hazardmap.it.corpus.platform;

import static dev.hazardmap.it.corpus.Threads.inOrder;

import dev.hazardmap.it.corpus.Action;
import dev.hazardmap.it.corpus.Corpus;
import dev.hazardmap.it.corpus.Mode;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Proxy;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.spi.FileSystemProvider;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.ServiceLoader;

/** Reflection, annotations, enums, class loading, method handles. */
@Corpus(Mode.MAPS)
class Reflective {
    @Retention(RetentionPolicy.RUNTIME)
    @Repeatable(Marks.class)
    @java.lang.annotation.Inherited
    private @interface Mark {
        String value() default "m";
    }

    @Retention(RetentionPolicy.RUNTIME)
    @java.lang.annotation.Inherited
    private @interface Marks {
        Mark[] value();
    }

    @Mark
    private static class Marked {
        @Mark
        int field;

        @Mark
        Marked() {}

        @Mark
        void run() {}
    }

    private static final class Heir extends Marked {}

    private enum Colour {
        RED,
        BLUE
    }

    private record Pair(int left, String right) {}

    private sealed interface Sealed permits One, Two {}

    private record One() implements Sealed {}

    private record Two() implements Sealed {}

    private abstract static class Typed<T> extends java.util.AbstractList<Map<T, ? super Integer>>
            implements Comparable<Map<T, T[]>> {}

    private static final class Parallel extends ClassLoader {
        static {
            registerAsParallelCapable();
        }
    }

    private static final java.lang.reflect.Method METHOD;
    private static final java.lang.reflect.Field FIELD;

    static {
        try {
            METHOD = Marked.class.getDeclaredMethod("run");
            FIELD = Marked.class.getDeclaredField("field");
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private static final ClassValue<String> VALUE = new ClassValue<>() {
        @Override
        protected String computeValue(Class<?> type) {
            return type.getName();
        }
    };

    private static int name(Colour colour) {
        return switch (colour) {
            case RED -> 1;
            case BLUE -> 2;
        };
    }

    private static void invokeOften() throws Exception {
        Marked marked = new Marked();
        for (int i = 0; i < 30; i++) {
            METHOD.invoke(marked);
        }
    }

    private static Runnable linked(int value) {
        return () -> {
            if (value < 0) {
                throw new IllegalStateException();
            }
        };
    }

    private static String concatenated(int value, String text) {
        return "a" + value + text + 'c' + 2.0 * value;
    }

    private static void loadElsewhere() throws Exception {
        URL here = Reflective.class.getProtectionDomain().getCodeSource().getLocation();
        try (URLClassLoader loader = new URLClassLoader(new URL[] {here}, null)) {
            loader.loadClass("dev.hazardmap.it.corpus.Action").getMethods();
        }
    }

    private static void twice(Action action) throws Exception {
        inOrder(action, action);
    }

    static void noRace_annotationOfAClass() throws Exception {
        twice(() -> Marked.class.getAnnotation(Mark.class).value());
    }

    static void noRace_annotationsOfAClass() throws Exception {
        twice(() -> Marked.class.getAnnotations());
    }

    static void noRace_inheritedAnnotation() throws Exception {
        twice(() -> Heir.class.isAnnotationPresent(Mark.class));
    }

    static void noRace_annotationOfAMethod() throws Exception {
        twice(() ->
                Marked.class.getDeclaredMethod("run").getAnnotation(Mark.class).value());
    }

    static void noRace_annotationsOfOneMethodObject() throws Exception {
        twice(() -> METHOD.getAnnotations());
    }

    static void noRace_oneAnnotationOfOneMethodObject() throws Exception {
        twice(() -> METHOD.isAnnotationPresent(Mark.class));
    }

    static void noRace_oneAnnotationOfOneFieldObject() throws Exception {
        twice(() -> FIELD.isAnnotationPresent(Mark.class));
    }

    static void noRace_annotationOfAField() throws Exception {
        twice(() -> Marked.class.getDeclaredField("field").isAnnotationPresent(Mark.class));
    }

    static void noRace_annotationsOfOneFieldObject() throws Exception {
        twice(() -> FIELD.getDeclaredAnnotations());
    }

    static void noRace_annotationOfAParameter() throws Exception {
        twice(() -> METHOD.getParameters());
    }

    static void noRace_annotationOfAConstructor() throws Exception {
        twice(() -> Marked.class.getDeclaredConstructors()[0].getAnnotations());
    }

    static void noRace_repeatedAnnotations() throws Exception {
        twice(() -> Marked.class.getAnnotationsByType(Mark.class));
    }

    static void noRace_annotationAsAMapKey() throws Exception {
        twice(() -> Map.of(Marked.class.getAnnotation(Mark.class), 1).hashCode());
    }

    static void noRace_packageAnnotations() throws Exception {
        twice(() -> Reflective.class.getPackage().getAnnotations());
    }

    static void noRace_annotatedTypes() throws Exception {
        twice(() -> Marked.class.getAnnotatedSuperclass().getAnnotations());
    }

    static void noRace_enumValueOf() throws Exception {
        twice(() -> Colour.valueOf("RED").hashCode());
    }

    static void noRace_enumValueOfByClass() throws Exception {
        twice(() -> Enum.valueOf(Colour.class, "BLUE").ordinal());
    }

    static void noRace_enumConstants() throws Exception {
        twice(() -> Colour.class.getEnumConstants());
    }

    static void noRace_enumSet() throws Exception {
        twice(() -> EnumSet.allOf(Colour.class).size());
    }

    static void noRace_enumMap() throws Exception {
        twice(() -> new EnumMap<Colour, String>(Colour.class).size());
    }

    static void noRace_enumSwitch() throws Exception {
        twice(() -> name(Colour.RED));
    }

    static void noRace_methods() throws Exception {
        twice(() -> Marked.class.getMethods());
    }

    static void noRace_declaredMembers() throws Exception {
        twice(() -> Marked.class.getDeclaredFields()[0].toGenericString());
    }

    static void noRace_genericTypes() throws Exception {
        twice(() -> EnumMap.class.getGenericSuperclass().getTypeName());
    }

    static void noRace_genericSignatureParsedByTheOther() throws Exception {
        inOrder(() -> Typed.class.getGenericSuperclass(), () -> Typed.class.getGenericInterfaces());
    }

    static void noRace_typeParameters() throws Exception {
        twice(() -> EnumMap.class.getTypeParameters()[0].getBounds());
    }

    static void noRace_recordComponents() throws Exception {
        twice(() -> Pair.class.getRecordComponents()[0].getAccessor());
    }

    static void noRace_recordMethods() throws Exception {
        twice(() -> new Pair(1, "x").hashCode());
    }

    static void noRace_recordToString() throws Exception {
        twice(() -> new Pair(1, "x").toString());
    }

    static void noRace_permittedSubclasses() throws Exception {
        twice(() -> Sealed.class.getPermittedSubclasses());
    }

    static void noRace_nestHost() throws Exception {
        twice(() -> Marked.class.getNestMembers());
    }

    static void noRace_simpleNames() throws Exception {
        twice(() -> Marked.class.getCanonicalName().concat(Marked.class.getSimpleName()));
    }

    static void noRace_newInstance() throws Exception {
        twice(() -> Marked.class.getDeclaredConstructor().newInstance());
    }

    static void noRace_invoke() throws Exception {
        twice(() -> METHOD.invoke(new Marked()));
    }

    static void noRace_invokeOftenEnoughToBeGenerated() throws Exception {
        twice(() -> invokeOften());
    }

    static void noRace_proxy() throws Exception {
        twice(() -> Proxy.newProxyInstance(
                Reflective.class.getClassLoader(), new Class<?>[] {Runnable.class}, (p, m, a) -> ""));
    }

    static void noRace_methodHandle() throws Exception {
        twice(() -> MethodHandles.lookup()
                .findVirtual(String.class, "length", MethodType.methodType(int.class))
                .type());
    }

    static void noRace_varHandle() throws Exception {
        twice(() -> MethodHandles.lookup()
                .findVarHandle(Marked.class, "field", int.class)
                .get(new Marked()));
    }

    static void noRace_lambdaLinkedByBoth() throws Exception {
        twice(() -> linked(3));
    }

    static void noRace_concatenationLinkedByBoth() throws Exception {
        twice(() -> concatenated(3, "q"));
    }

    static void noRace_forName() throws Exception {
        twice(() -> Class.forName("java.util.concurrent.Phaser"));
    }

    static void noRace_resources() throws Exception {
        twice(() -> Collections.list(ClassLoader.getSystemResources("META-INF/MANIFEST.MF"))
                .size());
    }

    static void noRace_newClassLoader() throws Exception {
        twice(() -> new URLClassLoader(new URL[0]).close());
    }

    static void noRace_loadedByANewLoader() throws Exception {
        twice(() -> loadElsewhere());
    }

    static void noRace_parallelCapable() throws Exception {
        twice(() -> new Parallel());
    }

    static void noRace_serviceLoader() throws Exception {
        twice(() -> ServiceLoader.load(FileSystemProvider.class).stream().count());
    }

    static void noRace_classValue() throws Exception {
        twice(() -> VALUE.get(Marked.class));
    }

    static void noRace_module() throws Exception {
        twice(() -> Reflective.class.getModule().getDescriptor());
    }

    static void noRace_moduleLayer() throws Exception {
        twice(() -> ModuleLayer.boot().modules().size());
    }

    static void noRace_definedPackages() throws Exception {
        twice(() -> Reflective.class.getClassLoader().getDefinedPackages());
    }

    static void noRace_stackWalker() throws Exception {
        twice(() -> StackWalker.getInstance().walk(s -> s.count()));
    }

    static void noRace_stackTrace() throws Exception {
        twice(() -> Arrays.hashCode(new Exception("e").getStackTrace()));
    }

    static void noRace_dynamicInterface() throws Exception {
        twice(() -> Proxy.isProxyClass(Runnable.class));
    }
}
