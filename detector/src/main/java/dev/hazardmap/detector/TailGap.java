package dev.hazardmap.detector;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;

/**
 * Objects are as long as a multiple of eight bytes. Where the fields of a class end in the middle of the last eight, four
 * bytes are left that the JVM clears when it allocates the object, copies when it moves it, and otherwise ignores.
 */
final class TailGap {
    private TailGap() {}

    /** The offset of four unused bytes at the end of objects of exactly this class; -1 when there are none. */
    static long of(Class<?> type) {
        long end = 0;
        for (Class<?> at = type; at != null; at = at.getSuperclass()) {
            for (Field field : at.getDeclaredFields()) {
                if (!Modifier.isStatic(field.getModifiers())) {
                    end = Math.max(end, Mem.U.objectFieldOffset(field) + size(field.getType()));
                }
            }
        }
        return (end & 7) == 4 ? end : -1;
    }

    private static long size(Class<?> type) {
        if (!type.isPrimitive()) {
            return jdk.internal.misc.Unsafe.ARRAY_OBJECT_INDEX_SCALE;
        }
        if (type == long.class || type == double.class) {
            return 8;
        }
        if (type == int.class || type == float.class) {
            return 4;
        }
        return type == short.class || type == char.class ? 2 : 1;
    }
}
