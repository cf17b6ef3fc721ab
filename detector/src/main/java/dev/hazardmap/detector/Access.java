package dev.hazardmap.detector;

/**
 * The kinds of access. A collection has two kinds of location: its structure (table, links, size) and, for each entry,
 * the entry's value; fields and array elements are locations of one kind. Accesses to different kinds never conflict.
 */
public final class Access {
    public static final int STRUCTURE_READ = 0;
    public static final int STRUCTURE_WRITE = 1;
    public static final int ENTRY_READ = 2;
    public static final int ENTRY_WRITE = 3;
    /** Of a field or an array's element. */
    public static final int PART_READ = 4;

    public static final int PART_WRITE = 5;

    private Access() {}

    /** Whether {@code access} writes. */
    public static boolean isWrite(int access) {
        return (access & 1) != 0;
    }

    /** Whether {@code access} touches a field or an array's element. */
    public static boolean isPart(int access) {
        return access >= PART_READ;
    }

    /** Whether {@code access} touches an entry's value, not the structure. */
    public static boolean isEntry(int access) {
        return access == ENTRY_READ || access == ENTRY_WRITE;
    }
}
