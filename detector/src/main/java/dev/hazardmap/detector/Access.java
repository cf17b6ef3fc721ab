package dev.hazardmap.detector;

/**
 * The kinds of access, by the part of a collection that they touch. A collection has two kinds of location: its
 * structure (table, links, size) and, for each entry, the entry's value. Accesses to different kinds never conflict.
 */
public final class Access {
    public static final int STRUCTURE_READ = 0;
    public static final int STRUCTURE_WRITE = 1;
    public static final int ENTRY_READ = 2;
    public static final int ENTRY_WRITE = 3;

    private Access() {}

    /** Whether {@code access} writes. */
    public static boolean isWrite(int access) {
        return (access & 1) != 0;
    }

    /** Whether {@code access} touches an entry's value, not the structure. */
    public static boolean isEntry(int access) {
        return access >= ENTRY_READ;
    }
}
