package dev.hazardmap.trace.recorder;

import org.jspecify.annotations.Nullable;

/** The recorder's thread's place in a lane's ring: the only reader. */
public final class Reader {
    private static final long GIVEN = Mem.offset(Reader.class, "given");

    private final Lane lane;
    private Block block;
    private int at;
    private int objects;
    private long first;
    private long second;
    /** Blocks read to their end; the lane's thread reads it. */
    @SuppressWarnings("unused") // by offset
    private int given;

    /** Time of the last record; kept between two calls of {@link #next}. */
    public long time;
    /** Events that the lane had lost when they were last counted. */
    public long lostSeen;

    Reader(Lane lane, Block block) {
        this.lane = lane;
        this.block = block;
    }

    /** Goes to the next record; false when there is none yet. */
    public boolean next() {
        if (at >= block.written()) {
            Block following = block.next();
            if (following == null || at < block.written()) {
                return following != null && next();
            }
            Block emptied = block;
            block = following;
            at = 0;
            objects = 0;
            if (!lane.giveBack(emptied)) {
                Lanes.shrunk();
            }
            Mem.U.putIntRelease(this, GIVEN, given + 1);
            return next();
        }
        first = block.word(at);
        second = block.word(at + 1);
        at += 2;
        return true;
    }

    int given() {
        return Mem.U.getIntAcquire(this, GIVEN);
    }

    public int code() {
        return (int) (first >>> 58);
    }

    public boolean hasDuration() {
        return (first >>> 56 & Lane.HAS_DURATION) != 0;
    }

    /** Whether a stack is among the objects. */
    public boolean hasStack() {
        return (first >>> 56 & Lane.HAS_OBJECT) != 0;
    }

    public int object() {
        return (int) (first >>> 32) & 0xFFFFFF;
    }

    public int value() {
        return (int) first;
    }

    public int site() {
        return (int) (second >>> 40);
    }

    public long duration() {
        return second & (1L << 40) - 1;
    }

    /** The whole second word, of a TIME or EXTRA record. */
    public long whole() {
        return second;
    }

    /** The next object of the block. */
    public @Nullable Object take() {
        return block.take(objects++);
    }
}
