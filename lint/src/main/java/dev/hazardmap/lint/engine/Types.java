package dev.hazardmap.lint.engine;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a type by name: its family and its promise about threads.
 *
 * <p>JDK types are asked of the running JDK; classes under analysis through their supertypes; Guava, Caffeine and our own maps by name,
 * since they need not be on the class path.
 */
public final class Types {
    private final Program program;
    private final Map<String, Family> families = new ConcurrentHashMap<>();
    private final Map<String, Kind> kinds = new ConcurrentHashMap<>();
    private final Map<String, Map<String, Boolean>> ancestors = new ConcurrentHashMap<>();

    Types(Program program) {
        this.program = program;
    }

    /** The family of an internal name or array descriptor. */
    public Family family(String type) {
        Family known = families.get(type);
        if (known == null) {
            known = findFamily(type);
            families.put(type, known);
        }
        return known;
    }

    private Family findFamily(String type) {
        if (type.startsWith("[") || type.equals("java/lang/Object")) {
            return Family.NONE;
        }
        if (type.startsWith("java/")) {
            return jdkFamily(jdk(type));
        }
        Family named = NamedTypes.family(type);
        if (named != Family.NONE) {
            return named;
        }
        ClassInfo info = program.find(type);
        if (info == null) {
            return Family.NONE;
        }
        for (String parent : info.parents()) {
            Family family = family(parent);
            if (family.holds()) {
                return family;
            }
        }
        return Family.NONE;
    }

    private static Family jdkFamily(@Nullable Class<?> type) {
        if (type == null) {
            return Family.NONE;
        } else if (Map.class.isAssignableFrom(type) || java.util.Dictionary.class.isAssignableFrom(type)) {
            return Family.MAP;
        } else if (java.util.Collection.class.isAssignableFrom(type)
                || type == Iterable.class
                || type == java.util.BitSet.class) {
            return Family.COLLECTION;
        } else if (java.util.Iterator.class.isAssignableFrom(type)
                || java.util.Enumeration.class.isAssignableFrom(type)) {
            return Family.ITERATOR;
        }
        return Map.Entry.class.isAssignableFrom(type) ? Family.ENTRY : Family.NONE;
    }

    private static @Nullable Class<?> jdk(String type) {
        try {
            return Class.forName(type.replace('/', '.'), false, ClassLoader.getPlatformClassLoader());
        } catch (ClassNotFoundException | LinkageError ignored) {
            return null; // a newer or removed JDK class: it is simply not a container to us
        }
    }

    /** The promise an instance of exactly {@code type} makes, or that its declared type makes for all of them. */
    public Kind kind(String type) {
        Kind known = kinds.get(type);
        if (known == null) {
            known = findKind(type);
            kinds.put(type, known);
        }
        return known;
    }

    private Kind findKind(String type) {
        Kind named = NamedTypes.kind(type);
        if (named != Kind.UNKNOWN) {
            return named;
        }
        if (type.startsWith("java/")) {
            return jdkKind(type);
        }
        ClassInfo info = program.find(type);
        if (info == null) {
            return family(type).holds() ? Kind.UNKNOWN : Kind.OTHER;
        }
        if (info.accessOrder()) {
            return Kind.ACCESS_ORDER;
        }
        for (String face : info.interfaces()) {
            if (kind(face) == Kind.CONCURRENT) {
                return Kind.CONCURRENT;
            }
        }
        String parent = info.superName();
        if (!parent.equals("java/lang/Object") && family(parent).holds()) {
            return kind(parent);
        }
        return family(type).holds() ? Kind.UNKNOWN : Kind.OTHER;
    }

    private Kind jdkKind(String type) {
        Class<?> c = jdk(type);
        if (c == null || !family(type).holds()) {
            return Kind.OTHER;
        }
        if (java.util.concurrent.ConcurrentMap.class.isAssignableFrom(c) || type.startsWith("java/util/concurrent/")) {
            return type.contains("CopyOnWrite") ? Kind.COPY_ON_WRITE : Kind.CONCURRENT;
        }
        return c.isInterface() || java.lang.reflect.Modifier.isAbstract(c.getModifiers()) ? Kind.UNKNOWN : Kind.PLAIN;
    }

    /** Whether {@code type} is {@code ancestor} or below it, as far as the classes at hand tell. */
    public boolean isA(String type, String ancestor) {
        if (type.equals(ancestor)) {
            return true;
        }
        Map<String, Boolean> known = ancestors.computeIfAbsent(ancestor, name -> new ConcurrentHashMap<>());
        Boolean answer = known.get(type);
        if (answer == null) {
            answer = findIsA(type, ancestor);
            known.put(type, answer);
        }
        return answer;
    }

    private boolean findIsA(String type, String ancestor) {
        ClassInfo info = program.find(type);
        if (info != null) {
            return info.parents().stream().anyMatch(parent -> isA(parent, ancestor));
        }
        if (!type.startsWith("java/") || !ancestor.startsWith("java/")) {
            return false;
        }
        Class<?> sub = jdk(type);
        Class<?> sup = jdk(ancestor);
        return sub != null && sup != null && sup.isAssignableFrom(sub);
    }
}
