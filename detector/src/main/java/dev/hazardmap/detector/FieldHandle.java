package dev.hazardmap.detector;

import java.lang.invoke.MethodHandle;
import org.jspecify.annotations.Nullable;

/**
 * Which field a MethodHandle gets or sets: read out of the private fields of the JDK's direct handles (the same on 17
 * to 25). Adapted and bound handles are not known.
 */
final class FieldHandle {
    private static final int SIZE = 1 << 10;
    private static final FieldHandle[] CACHE = new FieldHandle[SIZE];
    private static final String ACCESSOR = "java.lang.invoke.DirectMethodHandle$Accessor";
    private static final String STATIC_ACCESSOR = "java.lang.invoke.DirectMethodHandle$StaticAccessor";

    private final MethodHandle handle;
    private boolean isField;
    /** The class whose static field it is; null for an instance field. */
    @Nullable
    Object base;

    long offset;
    int modifiers;

    private FieldHandle(MethodHandle handle) {
        this.handle = handle;
    }

    /** The field; null when the handle is something else. */
    static @Nullable FieldHandle of(MethodHandle handle) {
        Class<?> type = handle.getClass();
        String name = type.getName();
        if (!name.equals(ACCESSOR) && !name.equals(STATIC_ACCESSOR)) {
            return null;
        }
        int i = System.identityHashCode(handle) & SIZE - 1;
        FieldHandle cached = CACHE[i];
        if (cached == null || cached.handle != handle) {
            cached = new FieldHandle(handle);
            cached.resolve(type, name.equals(STATIC_ACCESSOR));
            Mem.U.storeFence(); // its content before the reference to it
            CACHE[i] = cached;
        }
        return cached.isField ? cached : null;
    }

    private void resolve(Class<?> type, boolean isStatic) {
        try {
            if (isStatic) {
                base = Mem.U.getReference(handle, Mem.offset(type, "staticBase"));
                offset = Mem.U.getLong(handle, Mem.offset(type, "staticOffset"));
            } else {
                offset = Mem.U.getInt(handle, Mem.offset(type, "fieldOffset"));
            }
            Object member = Mem.U.getReference(handle, Mem.offset(type.getSuperclass(), "member"));
            modifiers = Mem.U.getInt(member, Mem.offset(member.getClass(), "flags"));
            isField = true;
        } catch (RuntimeException | Error unknownLayout) {
            isField = false;
        }
    }
}
