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

    /**
     * Where an unlocked object's header has its identity hash: told by looking at an object's, since it depends on the
     * JVM and its options; -1 when it can't be told.
     */
    private static final int HASH_SHIFT = hashShift();

    private static final long HASH_MASK = 0x7FFFFFFF;
    private static final long LOCK_MASK = 3;
    private static final long UNLOCKED = 1;

    private static int hashShift() {
        Object probe = new Object();
        boolean freshIsZero = (U.getLong(probe, 0L) & LOCK_MASK) == UNLOCKED;
        int hash = System.identityHashCode(probe);
        for (int shift = 8; freshIsZero && shift <= 11; shift += 3) {
            if ((U.getLong(probe, 0L) >>> shift & HASH_MASK) == hash) {
                return shift;
            }
        }
        return -1;
    }

    private static final Class<?>[] ARRAYS = {
        byte[].class,
        boolean[].class,
        char[].class,
        short[].class,
        int[].class,
        float[].class,
        long[].class,
        double[].class
    };
    private static final long[] ARRAY_BASES = arrayBases();

    /** Its result is an int on 17 and a long since 25: a compiled call would find one of them only. */
    private static long[] arrayBases() {
        long[] bases = new long[ARRAYS.length + 1];
        try {
            java.lang.reflect.Method base = Unsafe.class.getMethod("arrayBaseOffset", Class.class);
            for (int i = 0; i < bases.length; i++) {
                Class<?> type = i < ARRAYS.length ? ARRAYS[i] : Object[].class;
                bases[i] = ((Number) base.invoke(U, type)).longValue();
            }
        } catch (ReflectiveOperationException unknown) {
            java.util.Arrays.fill(bases, Long.MAX_VALUE); // no offset is an element's then
        }
        return bases;
    }

    /** Where an array's elements begin. */
    static long arrayBase(Class<?> arrayType) {
        int i = 0;
        while (i < ARRAYS.length && ARRAYS[i] != arrayType) {
            i++;
        }
        return ARRAY_BASES[i];
    }

    /** Whether the object surely never had its identity hash taken; asking for it would install one, which is slow. */
    static boolean isUnhashed(Object object) {
        long header = U.getLong(object, 0L);
        return HASH_SHIFT >= 0 && (header & LOCK_MASK) == UNLOCKED && (header >>> HASH_SHIFT & HASH_MASK) == 0;
    }
}
