package dev.hazardmap.maps;

import org.jspecify.annotations.Nullable;

/**
 * {@code hashCode} and {@code equals} of keys, with a short cut for the classes that most keys are of.
 *
 * <p>In a running program a map's calls of {@code hashCode} and {@code equals} meet many classes, so the JIT compiles them as
 * virtual calls: around a nanosecond each, and everything that is live goes to the stack before them. A comparison of the class is cheaper
 * and lets the JIT put the method in line. The result is the same; but a {@code Long}'s code is its value, not its 32-bit hash
 * code, so that there are no two {@code Long}s of one hash.
 */
final class Keys {
    private Keys() {}

    /** What is hashed of a key. */
    static long code(Object key) {
        Class<?> type = key.getClass();
        if (type == String.class) {
            return ((String) key).hashCode();
        }
        if (type == Long.class) {
            return (Long) key;
        }
        if (type == Integer.class) {
            return (Integer) key;
        }
        return key.hashCode();
    }

    /** {@code key == present || key.equals(present)}. */
    static boolean same(Object key, @Nullable Object present) {
        if (key == present) {
            return true;
        }
        Class<?> type = key.getClass();
        if (type == String.class) {
            return ((String) key).equals(present);
        }
        if (type == Long.class) {
            return present instanceof Long other && (long) other == (long) (Long) key;
        }
        if (type == Integer.class) {
            return present instanceof Integer other && (int) other == (int) (Integer) key;
        }
        return key.equals(present);
    }
}
