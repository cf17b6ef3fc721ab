package dev.hazardmap.trace.recorder;

import org.jspecify.annotations.Nullable;

/**
 * A piece of a thread's ring: records of two words. Its thread fills it and links the next one; the recorder's thread
 * reads behind it and gives it back.
 */
public final class Block {
    static final int FIRST = 64;
    static final int SECOND = 512;
    static final int FULL = 4096;

    private static final long WRITTEN = Mem.offset(Block.class, "written");
    private static final long NEXT = Mem.offset(Block.class, "next");

    final long[] words;
    /** Throwables and strings that records speak of, in the order of the records. */
    private @Nullable Object[] objects = NONE;

    private static final Object[] NONE = {};
    private int objectCount;

    /** Words that the reader may read; stored with release after the words. */
    @SuppressWarnings("unused") // by offset
    private int written;

    @SuppressWarnings("unused") // by offset
    private @Nullable Block next;

    Block(int size) {
        words = new long[size];
    }

    // ---- by the thread

    void publish(int upTo) {
        Mem.U.putIntRelease(this, WRITTEN, upTo);
    }

    void link(Block following) {
        Mem.U.putReferenceRelease(this, NEXT, following);
    }

    /** Before the record that speaks of it is published. */
    void add(Object object) {
        if (objectCount == objects.length) {
            Object[] grown = new Object[Math.max(8, 2 * objectCount)];
            System.arraycopy(objects, 0, grown, 0, objectCount);
            objects = grown;
        }
        objects[objectCount++] = object;
    }

    // ---- by the reader

    /** How many words can be read. */
    public int written() {
        return Mem.U.getIntAcquire(this, WRITTEN);
    }

    /** The block that goes on where this one is full; null while there is none. */
    public @Nullable Block next() {
        return (Block) Mem.U.getReferenceAcquire(this, NEXT);
    }

    /** A word; only below {@link #written}. */
    public long word(int i) {
        return words[i];
    }

    /** Takes the object with this number out. */
    public @Nullable Object take(int i) {
        Object[] all = objects;
        Object object = i < all.length ? all[i] : null;
        if (object != null) {
            all[i] = null;
        }
        return object;
    }

    /** Makes an emptied block ready for its thread again. */
    void reset() {
        objects = NONE;
        objectCount = 0;
        written = 0;
        next = null;
    }
}
