package dev.hazardmap.trace.recorder;

import org.jspecify.annotations.Nullable;

/**
 * Hashes of keys. Only for keys whose {@code hashCode} is the JDK's own: the application's may lock, count or throw, and
 * is not the recorder's to call.
 */
final class Keys {
    /** The hash is not known. */
    static final int UNKNOWN = 0xFFFFFF;

    private Keys() {}

    static int hash(@Nullable Object key) {
        if (key == null) {
            return 0;
        }
        boolean ours = key instanceof String
                || key instanceof Integer
                || key instanceof Long
                || key instanceof Enum
                || key.getClass() == Object.class
                || key instanceof Class
                || key instanceof Character
                || key instanceof Short
                || key instanceof Byte
                || key instanceof Double
                || key instanceof Float
                || key instanceof Boolean
                || key instanceof java.util.UUID
                || key instanceof Thread && key.getClass() == Thread.class;
        return ours ? fold(key.hashCode()) : UNKNOWN;
    }

    private static int fold(int hash) {
        int folded = (hash ^ hash >>> 16) & 0xFFFFFF;
        return folded == UNKNOWN ? UNKNOWN - 1 : folded;
    }
}
