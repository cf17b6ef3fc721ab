package dev.hazardmap.detector;

import java.lang.invoke.VarHandle;
import org.jspecify.annotations.Nullable;

/**
 * Which memory a VarHandle is about: read out of its private fields (the same on JDK 17 to 25), because the public API
 * does not tell the field. Handles of other kinds (memory segments, adapted handles) are about nothing here: they make
 * no edge.
 */
final class VarHandleLocation {
    private static final int SIZE = 1 << 10;
    private static final VarHandleLocation[] CACHE = new VarHandleLocation[SIZE];

    private static final int NONE = 0;
    private static final int INSTANCE = 1;
    private static final int STATIC = 2;
    private static final int ARRAY = 3;

    private final VarHandle handle;
    private int kind = NONE;
    private @Nullable Object base;
    private long offset;
    private int shift;
    /** How many elements an access touches: more than one for a view of a byte array. */
    private int width = 1;

    private VarHandleLocation(VarHandle handle) {
        this.handle = handle;
    }

    static VarHandleLocation of(VarHandle handle) {
        int i = System.identityHashCode(handle) & SIZE - 1;
        VarHandleLocation cached = CACHE[i];
        if (cached != null && cached.handle == handle) {
            return cached;
        }
        VarHandleLocation made = new VarHandleLocation(handle);
        made.resolve(handle);
        Mem.U.storeFence(); // its content before the reference to it
        CACHE[i] = made;
        return made;
    }

    /** The object that holds the memory; null when it is not known. */
    @Nullable
    Object base(@Nullable Object coordinate) {
        return kind == STATIC ? base : kind == NONE ? null : coordinate;
    }

    long offset(int index) {
        return kind == ARRAY ? offset + ((long) index << shift) : offset;
    }

    /** How many elements of an array one access touches. */
    int width() {
        return width;
    }

    private static int width(String viewName) {
        return viewName.contains("Long") || viewName.contains("Double")
                ? Long.BYTES
                : viewName.contains("Int") || viewName.contains("Float") ? Integer.BYTES : Short.BYTES;
    }

    private void resolve(Object direct) {
        try {
            Class<?> type = direct.getClass();
            String name = type.getName();
            if (name.endsWith("LazyInitializingVarHandle")) {
                Object target = Mem.U.getReference(direct, Mem.offset(type, "target"));
                if (target != null) {
                    resolve(target);
                }
            } else if (name.contains("FieldInstance")) {
                offset = Mem.U.getLong(direct, Mem.offset(declaring(type, "ReadOnly"), "fieldOffset"));
                kind = INSTANCE;
            } else if (name.contains("FieldStatic")) {
                Class<?> holder = declaring(type, "ReadOnly");
                base = Mem.U.getReference(direct, Mem.offset(holder, "base"));
                offset = Mem.U.getLong(direct, Mem.offset(holder, "fieldOffset"));
                kind = STATIC;
            } else if (name.endsWith("$Array")) {
                offset = Mem.U.getInt(direct, Mem.offset(type, "abase"));
                shift = Mem.U.getInt(direct, Mem.offset(type, "ashift"));
                kind = ARRAY;
            } else if (name.endsWith("$ArrayHandle")) {
                offset = Mem.arrayBase(byte[].class);
                width = width(name);
                kind = ARRAY;
            }
        } catch (RuntimeException | Error unknownLayout) {
            kind = NONE;
        }
    }

    /** The class of {@code type}'s hierarchy that ends so: it declares the fields. */
    private static Class<?> declaring(Class<?> type, String ending) {
        Class<?> at = type;
        while (!at.getName().endsWith(ending)) {
            at = at.getSuperclass();
        }
        return at;
    }
}
