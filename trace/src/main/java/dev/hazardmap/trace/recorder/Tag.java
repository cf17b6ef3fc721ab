package dev.hazardmap.trace.recorder;

import java.lang.ref.WeakReference;
import org.jspecify.annotations.Nullable;

/** A map or lock that was seen: its id, and what the recording says of it. Found by identity through {@link Tags}. */
public final class Tag extends WeakReference<Object> {
    public final int id;
    /** The object's class. */
    public final String type;

    final int hash;
    /** Next of the bucket, under the table's lock. */
    @Nullable
    Tag next;
    /** The next in the list of those that the recorder's thread has not seen, or has seen before they changed. */
    @Nullable
    Tag news;

    boolean isNews;
    /** Whether it was used as a map, and as a lock. */
    boolean map;

    boolean lock;
    private @Nullable String label;
    private int site;

    /** Threads that wait for it; changed by add, read without a lock. */
    int waiters;

    private static final long WAITERS = Mem.offset(Tag.class, "waiters");
    private static final long ACQUIRED = Mem.offset(Tag.class, "acquired");
    private static final long CONTENDED = Mem.offset(Tag.class, "contended");
    private static final long WAITED = Mem.offset(Tag.class, "waited");

    @SuppressWarnings("unused") // by offset
    private long acquired;

    private long contended;
    private long waited;
    /** What was {@link #contended} when the totals were last written; for the recorder's thread. */
    public long contendedSeen;

    Tag(Object object, int hash, int id, String type) {
        super(object);
        this.hash = hash;
        this.id = id;
        this.type = type;
    }

    void waits(int change) {
        Mem.U.getAndAddInt(this, WAITERS, change);
    }

    /** By the lock's new holder. */
    void acquiredAfter(long nanos) {
        Mem.U.getAndAddLong(this, ACQUIRED, 1);
        if (nanos > 0) {
            Mem.U.getAndAddLong(this, CONTENDED, 1);
            Mem.U.getAndAddLong(this, WAITED, nanos);
        }
    }

    void made(@Nullable String name, int at) {
        if (name != null) {
            label = name;
        }
        site = at;
    }

    public boolean isMap() {
        return map;
    }

    public boolean isLock() {
        return lock;
    }

    /** The field or variable it was made for; null when unknown. */
    public @Nullable String label() {
        return label;
    }

    /** The call site that made it; 0 unknown. */
    public int site() {
        return site;
    }

    /** How often the lock was taken, of those times that went through a hook. */
    public long acquired() {
        return acquired;
    }

    public long contended() {
        return contended;
    }

    /** Nanoseconds. */
    public long waited() {
        return waited;
    }
}
