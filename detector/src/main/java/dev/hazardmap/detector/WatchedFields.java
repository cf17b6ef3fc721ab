package dev.hazardmap.detector;

import org.jspecify.annotations.Nullable;

/**
 * The watched fields by class: for whoever gets at fields otherwise than by an instruction that names them (handles,
 * reflection, Unsafe, clone).
 */
public final class WatchedFields {
    private static final WatchedField[] NONE = {};

    private static String[] names = new String[256];
    private static WatchedField[][] fields = new WatchedField[256][];
    private static int size;

    private WatchedFields() {}

    /** The fields of the class with this binary name that the agent has added words for. */
    public static synchronized void declare(String type, WatchedField[] declared) {
        int i = slot(names, type);
        if (names[i] == null && 2 * ++size > names.length) {
            grow();
            i = slot(names, type);
        }
        fields[i] = declared;
        names[i] = type;
    }

    /** Whether the class was given shadows when it was loaded. */
    public static boolean hasWords(Class<?> type) {
        return Mem.offsetOrNone(type, WatchedField.MORE) >= 0 || Mem.offsetOrNone(type, WatchedField.STATIC_MORE) >= 0;
    }

    private static void grow() {
        String[] grownNames = new String[2 * names.length];
        WatchedField[][] grownFields = new WatchedField[grownNames.length][];
        for (int i = 0; i < names.length; i++) {
            if (names[i] != null) {
                int j = slot(grownNames, names[i]);
                grownNames[j] = names[i];
                grownFields[j] = fields[i];
            }
        }
        names = grownNames;
        fields = grownFields;
    }

    private static int slot(String[] names, String type) {
        int hash = type.hashCode();
        int i = (hash ^ hash >>> 16) & names.length - 1;
        while (names[i] != null && !names[i].equals(type)) {
            i = i + 1 & names.length - 1;
        }
        return i;
    }

    /** The class's own watched fields, resolved. */
    static synchronized WatchedField[] declaredBy(Class<?> type) {
        int i = slot(names, type.getName());
        WatchedField[] declared = names[i] == null ? NONE : fields[i];
        for (WatchedField field : declared) {
            if (field.words == WatchedField.UNRESOLVED) {
                field.resolveIn(type);
            }
        }
        return declared;
    }

    /** The field at {@code offset} of {@code base}, a class standing for its static ones; null when not watched. */
    static @Nullable WatchedField at(ThreadState thread, Object base, long offset) {
        if (base instanceof Class) {
            return find(declaredBy((Class<?>) base), offset, true);
        }
        return find(layout(thread, base).fields, offset, false);
    }

    private static @Nullable WatchedField find(WatchedField[] all, long offset, boolean isStatic) {
        for (WatchedField field : all) {
            if (field.offset == offset && field.isStatic == isStatic) {
                return field;
            }
        }
        return null;
    }

    static ClassLayout layout(ThreadState thread, Object object) {
        Class<?> type = object.getClass();
        ObjectNode node = Objects.node(thread, type);
        ClassLayout known = node == null ? null : node.layout;
        if (known == null) {
            thread.busy++; // looks into class loaders and strings
            known = ClassLayout.of(type);
            thread.busy--;
            if (node != null) {
                node.layout = known;
            }
        }
        return known;
    }

    /** Everything in {@code object} is read at {@code site}. */
    static void readAll(ThreadState thread, Object object, int site) {
        for (WatchedField field : layout(thread, object).fields) {
            FieldCells.access(thread, object, field, site, false);
        }
    }

    /** Nothing is known of {@code object} from now on. */
    static void forget(ThreadState thread, Object object) {
        ClassLayout layout = layout(thread, object);
        for (WatchedField field : layout.fields) {
            if (field.words > 0) {
                Mem.U.putLong(object, WatchedField.writeOffset(field.words), 0);
                Mem.U.putLong(object, WatchedField.readOffset(field.words), 0);
                Mem.U.putReference(object, field.more, null);
            }
        }
        for (long offset : layout.frozen) {
            Mem.U.putLong(object, offset, 0);
        }
    }

    /** The writes of the object's final fields up to now are for everybody to read. */
    static void forgetFinals(ThreadState thread, Object object) {
        for (WatchedField field : layout(thread, object).fields) {
            if (field.isFinal && field.words > 0) {
                long at = WatchedField.writeOffset(field.words);
                if (Mem.U.getLong(object, at) != Words.ELSEWHERE) {
                    Mem.U.putLong(object, at, 0);
                }
            }
        }
    }

    /** A constructor's final field holds {@code object}: what was written to it up to now may be read through that. */
    static boolean freeze(ThreadState thread, Object object) {
        ClassLayout layout = layout(thread, object);
        if (layout.frozen.length == 0 || !Words.fits(thread)) {
            return false;
        }
        long now = Words.of(thread, Wheres.NOWHERE);
        for (long offset : layout.frozen) {
            Mem.U.putLong(object, offset, now);
        }
        return true;
    }
}
