package dev.hazardmap.detector;

import org.jspecify.annotations.Nullable;

/**
 * A field that instrumented code accesses, and where its shadow is.
 *
 * <p>The agent adds two {@code long} fields beside each watched field of a class that it sees before it is loaded: the
 * last write and the last read, as {@link Words}; and to each such class one reference to whatever does not fit there,
 * and one word for the last constructor that froze the object. A class that was loaded before the agent can't be given
 * fields: its shadows hang off the object's {@link ObjectNode}.
 *
 * <p>Offsets are found out at the first access and are the same for every object of the class. Writing them twice, by
 * two threads, does no harm.
 */
public final class WatchedField {
    /** What the names of the added fields begin with. */
    public static final String WRITE = "hazardmap$w$";

    public static final String READ = "hazardmap$r$";
    public static final String MORE = "hazardmap$more";
    public static final String STATIC_MORE = "hazardmap$static";
    public static final String FROZEN = "hazardmap$frozen";

    static final long UNRESOLVED = 0;
    /** The shadow is in the object's node. */
    static final long IN_NODE = -1;
    /** Not watched after all: volatile, final, or the JDK's. */
    static final long UNWATCHED = -2;

    final String owner;
    final String name;
    final boolean isStatic;
    /** The number of the declaring class's initialisation for {@link SiteHooks#used}; 0 for instance fields. */
    final int init;

    /** Watched all the same, because a constructor lets its object out. */
    boolean isFinal;

    /** The offset of the write's word and, above it, of the read's; or one of the constants above. */
    long words = UNRESOLVED;

    long more;
    long frozen;
    /** The offset of the field itself: the location's name for handles and reflection. */
    long offset;

    public WatchedField(String owner, String name, boolean isStatic, int init) {
        this.owner = owner;
        this.name = name;
        this.isStatic = isStatic;
        this.init = init;
    }

    /** The field is final. */
    public void setFinal() {
        isFinal = true;
    }

    /** As reports name it: {@code Sessions.count}. */
    Subject subject(@Nullable Object base) {
        String type =
                base == null || base instanceof Class ? owner : base.getClass().getName();
        return Subject.field(type, owner.substring(owner.lastIndexOf('.') + 1) + "." + name);
    }

    /** Finds the offsets, given the object, or for a static field a class that has or inherits it. */
    long resolve(Object object) {
        Class<?> declaring = declaring(isStatic ? (Class<?>) object : object.getClass());
        return resolveIn(declaring);
    }

    long resolveIn(@Nullable Class<?> declaring) {
        long found = UNWATCHED;
        if (declaring != null && declaring.getClassLoader() != null) {
            found = words(declaring);
        }
        words = found;
        return found;
    }

    private long words(Class<?> declaring) {
        offset = Mem.offsetOrNone(declaring, name);
        long write = Mem.offsetOrNone(declaring, WRITE + name);
        if (offset < 0) {
            return UNWATCHED;
        }
        if (write < 0) {
            return isPlain(declaring) ? IN_NODE : UNWATCHED;
        }
        more = Mem.offsetOrNone(declaring, isStatic ? STATIC_MORE : MORE);
        frozen = isStatic ? -1 : Mem.offsetOrNone(declaring, FROZEN);
        return Mem.offsetOrNone(declaring, READ + name) << 32 | write;
    }

    private boolean isPlain(Class<?> declaring) {
        try {
            int modifiers = declaring.getDeclaredField(name).getModifiers();
            return (modifiers & (java.lang.reflect.Modifier.VOLATILE | java.lang.reflect.Modifier.FINAL)) == 0;
        } catch (ReflectiveOperationException | RuntimeException | Error unknown) {
            return false;
        }
    }

    @Nullable
    Class<?> declaring(Class<?> from) {
        Class<?> at = from;
        while (at != null && !isOwner(at)) {
            at = at.getSuperclass();
        }
        return at;
    }

    /** A hidden class is named after the one in its class file, with a slash and a number behind. */
    private boolean isOwner(Class<?> type) {
        String name = type.getName();
        return name.equals(owner)
                || name.length() > owner.length() && name.charAt(owner.length()) == '/' && name.startsWith(owner);
    }

    static long writeOffset(long words) {
        return words & 0xFFFFFFFFL;
    }

    static long readOffset(long words) {
        return words >>> 32;
    }
}
