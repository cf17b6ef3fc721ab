package dev.hazardmap.detector;

import jdk.internal.misc.Unsafe;

/**
 * The detector's only door to raw memory. {@code VarHandle} is not used because java.util.concurrent, which the
 * detector watches, is built on it; {@code Unsafe} intrinsics initialise nothing.
 */
final class Mem {
    static final Unsafe U = Unsafe.getUnsafe();

    private Mem() {}

    static long offset(Class<?> type, String field) {
        return U.objectFieldOffset(type, field);
    }

    /** The offset of {@code field}, or -1 where this JDK has no such field. */
    static long offsetOrNone(Class<?> type, String field) {
        try {
            return U.objectFieldOffset(type, field);
        } catch (InternalError noSuchField) {
            return -1;
        }
    }
}
