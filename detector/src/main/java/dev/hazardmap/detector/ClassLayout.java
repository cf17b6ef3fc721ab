package dev.hazardmap.detector;

/** Where the instances of one class have their shadows: the fields that the agent added, of all its superclasses. */
final class ClassLayout {
    private static final WatchedField[] NO_FIELDS = {};

    /** The watched instance fields, all resolved. */
    final WatchedField[] fields;
    /** The offsets of the words for the last freeze. */
    final long[] frozen;

    private ClassLayout(WatchedField[] fields, long[] frozen) {
        this.fields = fields;
        this.frozen = frozen;
    }

    static ClassLayout of(Class<?> type) {
        WatchedField[] fields = NO_FIELDS;
        long[] frozen = new long[0];
        for (Class<?> at = type; at != null && at.getClassLoader() != null; at = at.getSuperclass()) {
            long offset = Mem.offsetOrNone(at, WatchedField.FROZEN);
            if (offset >= 0) {
                frozen = java.util.Arrays.copyOf(frozen, frozen.length + 1);
                frozen[frozen.length - 1] = offset;
            }
            for (WatchedField field : WatchedFields.declaredBy(at)) {
                if (!field.isStatic) {
                    WatchedField[] more = new WatchedField[fields.length + 1];
                    System.arraycopy(fields, 0, more, 0, fields.length);
                    more[fields.length] = field;
                    fields = more;
                }
            }
        }
        return new ClassLayout(fields, frozen);
    }
}
