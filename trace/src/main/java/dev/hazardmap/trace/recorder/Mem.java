package dev.hazardmap.trace.recorder;

import jdk.internal.misc.Unsafe;

/** The recorder's only door to raw memory: intrinsics that initialise nothing and call nothing. */
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
