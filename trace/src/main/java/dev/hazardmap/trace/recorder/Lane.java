package dev.hazardmap.trace.recorder;

import java.lang.ref.WeakReference;
import org.jspecify.annotations.Nullable;

/**
 * One thread's side of the recorder: its ring and what its hooks remember. Written only by that thread (by its starter
 * before it runs), except where said; {@link #reader} belongs to the recorder's thread.
 *
 * <p>A record is two words. The first: event code (6 bits), whether it has a duration, whether it has a stack among the
 * block's objects, object id (24 bits), value (32 bits). The second: call site (24 bits), duration in ns (40 bits). Codes
 * {@link #TIME} and {@link #EXTRA} carry a whole second word for the records after them.
 *
 * <p>The ring grows by blocks, small ones first, up to a limit; the reader gives emptied blocks back. When the limit is
 * reached, or all rings together have theirs, records are dropped and counted.
 */
public final class Lane {
    /** The second word is the time of the records that follow. */
    public static final int TIME = 63;
    /** The second word is the OTHER column of the next record. */
    public static final int EXTRA = 62;

    static final int HAS_DURATION = 1;
    static final int HAS_OBJECT = 2;
    private static final int MAX_BLOCKS = 256;
    private static final long MAX_DURATION = (1L << 40) - 1;

    /** The thread's id. */
    public final long id;

    private final WeakReference<Thread> thread;
    /** The starter's id; 0 unknown. */
    public final long starter;
    /** The next lane in the list of all; set before the lane is published, changed by the recorder's thread. */
    @Nullable
    Lane following;

    @Nullable
    Lane nextInBucket;
    /** Set by the recorder's thread: the thread has ended and everything was read. */
    public boolean gone;

    // ---- the ring
    private Block block = new Block(Block.FIRST);
    private int at;
    private int made = 1;
    private long lost;
    private boolean ended;
    /** An emptied block for the thread; the recorder's thread puts it here, the thread takes it. */
    private @Nullable Block spare;

    /** For the recorder's thread. */
    public final Reader reader = new Reader(this, block);

    // ---- the clock
    private int tick = -1;
    private int batch;

    // ---- what the hooks remember
    /** Above 0 while the recorder itself, or something that must not be recorded, runs on this thread. */
    int busy;
    /** Map operations until the next one that is recorded. */
    int credit = 1;
    /** Recorded operations until the next one whose duration is measured. */
    int timing = 1;

    long parkedAt;
    boolean releasing;
    long releasedAt;
    int releasedId;
    int releasedWaiters;
    int stackOf;
    long stackAt;
    long growingSince;
    int growingFrom;
    /** Who unparked this thread last; any thread writes it. */
    long waker;

    long waitingSince;
    int waitingHolder;
    final HeldLocks held = new HeldLocks();
    final TagCache tags = new TagCache();
    final Iterations iterations = new Iterations();
    long task;

    Lane(Thread thread, long id, long starter) {
        this.thread = new WeakReference<>(thread);
        this.id = id;
        this.starter = starter;
    }

    /** The thread; null when it is gone. */
    public @Nullable Thread thread() {
        return thread.get();
    }

    /** Events that were dropped since the beginning. */
    public long lost() {
        return lost;
    }

    /** Whether the thread has ended. */
    public boolean ended() {
        return ended;
    }

    void end() {
        ended = true;
    }

    // ---- records

    /** A record at the batched clock. */
    void put(int code, int flags, int object, int value, int site, long duration) {
        if (tick != Clock.tick || --batch < 0) {
            readClock();
        }
        write(first(code, flags, object, value), second(site, duration));
    }

    /** A record at an edge: the clock is read. */
    void putNow(int code, int flags, int object, int value, int site, long duration) {
        putAt(System.nanoTime(), code, flags, object, value, site, duration);
    }

    /** The same where the clock was read already. */
    void putAt(long now, int code, int flags, int object, int value, int site, long duration) {
        tick = Clock.tick;
        batch = Clock.BATCH;
        write((long) TIME << 58, now);
        write(first(code, flags, object, value), second(site, duration));
    }

    /** The next record reads the clock: the last one was given an earlier time. */
    void clockIsBehind() {
        tick = Clock.tick - 1;
    }

    /** A record with an object: a stack (flag HAS_OBJECT) or the text that its kind has. */
    void putWith(Object object, long now, int code, int flags, int id1, int value, int site, long duration) {
        if (!room(3)) {
            lost++;
            return;
        }
        block.add(object);
        putAt(now, code, flags, id1, value, site, duration);
    }

    /** The OTHER column of the next record. */
    void extra(long number) {
        write((long) EXTRA << 58, number);
    }

    private void readClock() {
        tick = Clock.tick;
        batch = Clock.BATCH;
        write((long) TIME << 58, System.nanoTime());
    }

    private static long first(int code, int flags, int object, int value) {
        return (long) code << 58 | (long) flags << 56 | (object & 0xFFFFFFL) << 32 | value & 0xFFFFFFFFL;
    }

    private static long second(int site, long duration) {
        return (long) site << 40 | (duration > MAX_DURATION ? MAX_DURATION : duration);
    }

    private void write(long first, long second) {
        int i = at;
        if (i + 2 > block.words.length && !room(1)) {
            lost += first >>> 58 < EXTRA ? 1 : 0;
            return;
        }
        i = at;
        long[] words = block.words;
        words[i] = first;
        words[i + 1] = second;
        at = i + 2;
        block.publish(i + 2);
    }

    /** Whether so many records fit into the current block, or a new one could be had. */
    private boolean room(int records) {
        if (at + 2 * records <= block.words.length) {
            return true;
        }
        Block taken = (Block) Mem.U.getReferenceAcquire(this, SPARE);
        if (taken != null) {
            Mem.U.putReferenceRelease(this, SPARE, null);
        } else if (made - reader.given() >= MAX_BLOCKS || !Lanes.mayGrow()) {
            return false;
        } else {
            taken = new Block(made == 1 ? Block.SECOND : Block.FULL);
        }
        made++;
        Block full = block;
        block = taken;
        at = 0;
        full.link(taken);
        return true;
    }

    private static final long SPARE = Mem.offset(Lane.class, "spare");

    /** The recorder's thread has emptied a block; whether the thread will use it again. */
    boolean giveBack(Block emptied) {
        if (emptied.words.length < Block.FULL || Mem.U.getReferenceAcquire(this, SPARE) != null) {
            return false;
        }
        emptied.reset();
        Mem.U.putReferenceRelease(this, SPARE, emptied);
        return true;
    }
}
