package dev.hazardmap.detector;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.VarHandle;
import java.lang.reflect.Array;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import org.jspecify.annotations.Nullable;

/**
 * Called from instrumented application code around accesses to fields and elements that are not written as such:
 * VarHandle, MethodHandle, reflection, Unsafe.
 *
 * <p>A plain access is told before it is made. An atomic one (opaque or stronger) is told after it, when its own acquire
 * has been taken; the time that it counts at is the one before its own release.
 */
public final class HandleHooks {
    private static final int VOLATILE_MEMBER = Modifier.VOLATILE;

    private HandleHooks() {}

    /** A plain access through a VarHandle, whose coordinates begin with these (null, 0 where there are none). */
    public static void plain(VarHandle handle, @Nullable Object object, int index, boolean write, int site) {
        if (Switch.on) {
            VarHandleLocation location = VarHandleLocation.of(handle);
            Object base = location.base(object);
            if (base != null) {
                plain(base, base.getClass().isArray() ? index : -1, location.width(), location.offset(0), write, site);
            }
        }
    }

    /**
     * An atomic access through a VarHandle was made.
     *
     * @param released whether it made a release
     */
    public static void atomic(
            VarHandle handle, @Nullable Object object, int index, boolean write, boolean released, int site) {
        if (Switch.on) {
            VarHandleLocation location = VarHandleLocation.of(handle);
            Object base = location.base(object);
            if (base != null) {
                int first = base.getClass().isArray() ? index : -1;
                atomic(base, first, location.width(), location.offset(0), write, released, site);
            }
        }
    }

    /** A plain access through {@code sun.misc.Unsafe} to {@code width} bytes. */
    public static void plainUnsafe(@Nullable Object base, long offset, int width, boolean write, int site) {
        if (Switch.on && base != null) {
            plain(base, element(base, offset), elements(base, width), offset, write, site);
        }
    }

    /** An atomic access through {@code sun.misc.Unsafe} was made. */
    public static void atomicUnsafe(
            @Nullable Object base, long offset, int width, boolean write, boolean released, int site) {
        if (Switch.on && base != null) {
            atomic(base, element(base, offset), elements(base, width), offset, write, released, site);
        }
    }

    /** Before an access by reflection to a field, volatile or not. */
    public static void beforeField(@Nullable Field field, @Nullable Object object, boolean write, int site) {
        if (!Switch.on || field == null) {
            return;
        }
        Object base = base(field, object);
        if (base == null || Threads.current().busy != 0) {
            return;
        }
        long offset = offset(field);
        if (!Modifier.isVolatile(field.getModifiers())) {
            plain(base, -1, 1, offset, write, site);
        } else if (write) {
            AtomicHooks.before(base, offset, AtomicHooks.RELEASE);
        }
    }

    /** After a read by reflection of a field. */
    public static void afterField(@Nullable Field field, @Nullable Object object) {
        if (Switch.on && field != null && Modifier.isVolatile(field.getModifiers())) {
            Object base = base(field, object);
            if (base != null && Threads.current().busy == 0) {
                AtomicHooks.after(base, offset(field), AtomicHooks.ACQUIRE, true);
            }
        }
    }

    private static @Nullable Object base(Field field, @Nullable Object object) {
        return Modifier.isStatic(field.getModifiers()) ? field.getDeclaringClass() : object;
    }

    private static long offset(Field field) {
        return Modifier.isStatic(field.getModifiers())
                ? Mem.U.staticFieldOffset(field)
                : Mem.U.objectFieldOffset(field);
    }

    /** Before a MethodHandle is invoked: it may be a field's getter or setter. */
    public static void beforeInvoke(@Nullable MethodHandle handle, @Nullable Object object, int site) {
        if (Switch.on && handle != null) {
            FieldHandle field = FieldHandle.of(handle);
            if (field != null) {
                accessor(field, handle, object, site);
            }
        }
    }

    private static void accessor(FieldHandle field, MethodHandle handle, @Nullable Object object, int site) {
        Object base = field.base != null ? field.base : object;
        boolean write = handle.type().returnType() == void.class;
        if (base == null || Threads.current().busy != 0) {
            return;
        }
        if ((field.modifiers & VOLATILE_MEMBER) == 0) {
            plain(base, -1, 1, field.offset, write, site);
        } else if (write) {
            AtomicHooks.before(base, field.offset, AtomicHooks.RELEASE);
        }
    }

    /** After a MethodHandle was invoked. */
    public static void afterInvoke(@Nullable MethodHandle handle, @Nullable Object object) {
        if (Switch.on && handle != null) {
            FieldHandle field = FieldHandle.of(handle);
            Object base = field == null ? null : field.base != null ? field.base : object;
            if (field != null
                    && base != null
                    && (field.modifiers & VOLATILE_MEMBER) != 0
                    && handle.type().returnType() != void.class) {
                AtomicHooks.after(base, field.offset, AtomicHooks.ACQUIRE, true);
            }
        }
    }

    private static void plain(Object base, int first, int count, long offset, boolean write, int site) {
        ThreadState thread = Threads.current();
        if (thread.busy != 0) {
            return;
        }
        if (first >= 0) {
            if (write) {
                ArrayHooks.writeRange(base, first, count, site);
            } else {
                ArrayHooks.readRange(base, first, count, site);
            }
            return;
        }
        WatchedField field = WatchedFields.at(thread, base, offset);
        if (field != null) {
            FieldCells.access(thread, base, field, site, write);
        }
    }

    private static void atomic(
            Object base, int first, int count, long offset, boolean write, boolean released, int site) {
        ThreadState thread = Threads.current();
        if (thread.busy != 0) {
            return;
        }
        long time = released ? thread.clock - 1 : thread.clock;
        if (first >= 0) {
            for (int i = first; i < first + count; i++) {
                ArrayHooks.atomic(thread, base, i, site, write, time);
            }
            return;
        }
        WatchedField field = WatchedFields.at(thread, base, offset);
        if (field != null) {
            FieldCells.atomic(thread, base, field, site, write, time);
        }
    }

    private static int element(Object base, long offset) {
        Class<?> type = base.getClass();
        if (!type.isArray()) {
            return -1;
        }
        long from = offset - Mem.arrayBase(type);
        return from < 0 ? Integer.MAX_VALUE : (int) (from / Mem.U.arrayIndexScale(type));
    }

    private static int elements(Object base, int width) {
        Class<?> type = base.getClass();
        return type.isArray() ? Math.max(1, width / Mem.U.arrayIndexScale(type)) : 1;
    }

    /** An element by {@code java.lang.reflect.Array}. */
    public static void element(@Nullable Object array, int index, boolean write, int site) {
        if (Switch.on && array != null && array.getClass().isArray() && index >= 0 && index < Array.getLength(array)) {
            if (write) {
                ArrayHooks.write(array, index, site);
            } else {
                ArrayHooks.read(array, index, site);
            }
        }
    }
}
