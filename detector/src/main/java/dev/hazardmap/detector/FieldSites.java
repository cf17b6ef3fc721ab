package dev.hazardmap.detector;

/** The instructions that access fields, by number: which field, at which place. */
public final class FieldSites {
    private static final int CONSTRUCTS = 1;

    /** As many as a large application has. */
    private static final int FIRST = 1 << 17;

    /**
     * For the fast path: {@link WatchedField#words} of each instruction's field, once resolved. The numbers are
     * constants in the instrumented code, so that for the first of them the compiler knows the address.
     */
    private static final long[] WORDS = new long[FIRST];

    private static long[] moreWords = new long[1024];

    private static WatchedField[] fields = new WatchedField[1024];
    private static int[] sites = new int[1024];
    private static byte[] flags = new byte[1024];
    private static int size = 1;

    private FieldSites() {}

    /**
     * A number for an instruction. Called by the agent.
     *
     * @param site its place in the agent's table of sites
     * @param constructs whether it is a write to {@code this} in a constructor
     */
    public static synchronized int add(WatchedField field, int site, boolean constructs) {
        if (size - FIRST >= moreWords.length) {
            moreWords = java.util.Arrays.copyOf(moreWords, 2 * moreWords.length);
        }
        if (size == fields.length) {
            sites = java.util.Arrays.copyOf(sites, 2 * size);
            flags = java.util.Arrays.copyOf(flags, 2 * size);
            WatchedField[] more = new WatchedField[2 * size];
            System.arraycopy(fields, 0, more, 0, size);
            fields = more;
        }
        fields[size] = field;
        sites[size] = site;
        flags[size] = (byte) (constructs ? CONSTRUCTS : 0);
        return size++;
    }

    static long words(int access) {
        return access < FIRST ? WORDS[access] : moreWords[access - FIRST];
    }

    static WatchedField field(int access) {
        return fields[access];
    }

    static int site(int access) {
        return sites[access];
    }

    static boolean constructs(int access) {
        return (flags[access] & CONSTRUCTS) != 0;
    }

    /** The words' offsets for an instruction, found out now where they were not known. */
    static long resolve(int access, Object base) {
        WatchedField field = fields[access];
        long found = field.words;
        if (found == WatchedField.UNRESOLVED) {
            found = field.resolve(base);
        }
        if (access < FIRST) {
            WORDS[access] = found;
        } else {
            synchronized (FieldSites.class) {
                moreWords[access - FIRST] = found;
            }
        }
        return found;
    }
}
