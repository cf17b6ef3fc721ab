package dev.hazardmap.trace.format;

/** What the number in a column of a kind is, for whoever shows it or follows it. */
public enum FieldType {
    /** A plain number. */
    COUNT,
    BYTES,
    /** Nanoseconds, a length of time. */
    NANOS,
    /** Nanoseconds since the recording began. */
    TIME,
    /** The low 24 bits of {@code h ^ h >>> 16} for the key's hash code h; 16777215 when it isn't known. */
    HASH,
    /** A thread's id, which has an entity; 0 for none or unknown. */
    THREAD,
    /** A map's or lock's id, which has an entity; 0 for none or unknown. */
    OBJECT,
    /** A task's id, which has an entity; 0 for none. */
    TASK,
    /** A string's id. */
    TEXT
}
