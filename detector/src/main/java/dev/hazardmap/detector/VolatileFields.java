package dev.hazardmap.detector;

/** The volatile fields of instrumented code, by number: their offsets, found out at the first access. */
public final class VolatileFields {
    private static String[] owners = new String[64];
    private static String[] names = new String[64];
    private static long[] offsets = new long[64];
    private static int size = 1;

    private VolatileFields() {}

    /** A number for the field {@code name} of the class {@code owner} (binary name). Called by the agent. */
    public static synchronized int add(String owner, String name) {
        if (size == names.length) {
            String[] moreOwners = new String[2 * size];
            System.arraycopy(owners, 0, moreOwners, 0, size);
            String[] moreNames = new String[2 * size];
            System.arraycopy(names, 0, moreNames, 0, size);
            long[] moreOffsets = new long[2 * size];
            System.arraycopy(offsets, 0, moreOffsets, 0, size);
            owners = moreOwners;
            names = moreNames;
            offsets = moreOffsets;
        }
        owners[size] = owner;
        names[size] = name;
        return size++;
    }

    /** The object that holds the field: for a static one the declaring class, whichever subclass it was named by. */
    static Object holder(int field, Object object) {
        if (object instanceof Class && !(owners[field].equals(((Class<?>) object).getName()))) {
            return declaring((Class<?>) object, owners[field]);
        }
        return object;
    }

    /** The offset of the field in {@code object}; a class stands for its static fields. */
    static long offset(int field, Object object) {
        long offset = offsets[field];
        return offset != 0 ? offset : resolve(field, object);
    }

    private static long resolve(int field, Object object) {
        long offset = -field; // a location of its own where the real one can't be told
        try {
            Class<?> type = object instanceof Class && owners[field].equals(((Class<?>) object).getName())
                    ? null
                    : declaring(object.getClass(), owners[field]);
            offset = type != null
                    ? Mem.U.objectFieldOffset(type, names[field])
                    : Mem.U.staticFieldOffset(((Class<?>) object).getDeclaredField(names[field]));
        } catch (ReflectiveOperationException | RuntimeException | Error unresolvable) {
            // falls back to the location of its own
        }
        offsets[field] = offset;
        return offset;
    }

    private static Class<?> declaring(Class<?> type, String owner) {
        Class<?> at = type;
        while (at != null && !at.getName().equals(owner)) {
            at = at.getSuperclass();
        }
        return at == null ? type : at;
    }
}
