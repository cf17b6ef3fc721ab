package dev.hazardmap.observe.heap;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.netbeans.lib.profiler.heap.Field;
import org.netbeans.lib.profiler.heap.JavaClass;

/** A class of the dump, with what its name and ancestors say. Interfaces are not in a dump: what is a map, its ancestors tell. */
final class HeapClass {
    private static final List<String> JDK = List.of("java.", "javax.", "jdk.", "sun.", "com.sun.");

    private final JavaClass source;
    private final String name;
    private final boolean weakReference;
    private final boolean lambda;
    private final boolean jdk;
    private final long fieldBytes;
    private final @Nullable MapShape shape;

    HeapClass(JavaClass source, int referenceBytes) {
        this.source = source;
        name = source.getName();
        weakReference = isA("java.lang.ref.WeakReference")
                || isA("java.lang.ref.SoftReference")
                || isA("java.lang.ref.PhantomReference");
        lambda = name.contains("$$Lambda");
        jdk = JDK.stream().anyMatch(name::startsWith);
        fieldBytes = source.isArray() ? 0 : fieldBytes(source, referenceBytes);
        shape = source.isArray() ? null : MapShape.of(this);
    }

    private static long fieldBytes(JavaClass type, int referenceBytes) {
        long bytes = 0;
        for (JavaClass c = type; c != null; c = c.getSuperClass()) {
            for (Object field : c.getFields()) {
                if (!((Field) field).isStatic()) {
                    bytes += bytes(((Field) field).getType().getName(), referenceBytes);
                }
            }
        }
        return bytes;
    }

    static int bytes(String type, int referenceBytes) {
        return switch (type) {
            case "boolean", "byte" -> 1;
            case "char", "short" -> 2;
            case "int", "float" -> 4;
            case "long", "double" -> 8;
            default -> referenceBytes;
        };
    }

    JavaClass source() {
        return source;
    }

    String name() {
        return name;
    }

    /** The name without what a lambda's class has after it, which differs from run to run. */
    String shownName() {
        int at = name.indexOf("$$Lambda");
        return at < 0 ? name : name.substring(0, at) + " lambda";
    }

    /** Whether it is this class or has it as an ancestor. */
    boolean isA(String ancestor) {
        return names().contains(ancestor);
    }

    private List<String> names() {
        List<String> names = new ArrayList<>();
        for (JavaClass c = source; c != null; c = c.getSuperClass()) {
            names.add(c.getName());
        }
        return names;
    }

    boolean isWeakReference() {
        return weakReference;
    }

    boolean isLambda() {
        return lambda;
    }

    /** Whether instances capture something: a lambda, or an inner or local class. */
    boolean isCapturing() {
        return lambda || hasCapturedField();
    }

    private boolean hasCapturedField() {
        for (Object field : source.getFields()) {
            String fieldName = ((Field) field).getName();
            if (fieldName.startsWith("this$") || fieldName.startsWith("val$")) {
                return true;
            }
        }
        return false;
    }

    /** Whether it belongs to the JDK. */
    boolean isJdk() {
        return jdk;
    }

    /** Bytes of an instance's fields, without header. */
    long fieldBytes() {
        return fieldBytes;
    }

    /** How to read it, if it is a map. */
    @Nullable
    MapShape shape() {
        return shape;
    }

    @Override
    public String toString() {
        return name;
    }
}
