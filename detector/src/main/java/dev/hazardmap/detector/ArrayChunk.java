package dev.hazardmap.detector;

import org.jspecify.annotations.Nullable;

/**
 * The accesses to 64 neighbouring elements of an array.
 *
 * <p>Elements are mostly accessed in sweeps: many of them by one thread, from one place, with no release in between. So
 * an access is kept once, as a word with a mask of the elements that it is true of; an element's accesses are the words
 * whose masks have its bit. FastTrack's rules hold for each element: a write drops what is ordered before it, a read
 * drops reads that are; what is not ordered before a write stays beside it.
 *
 * <p>All of it under the spin lock, but for the question that is asked at each access: whether the current thread has
 * made such an access to all these elements since its last release. That reads an epoch and a mask, which another
 * thread may be about to replace; the price is an access that is not recorded in that moment, never a false one.
 */
final class ArrayChunk extends SpinLock {
    static final int SIZE = 64;
    static final int SHIFT = 6;

    private static final long[] NONE = {};

    /** The epoch of the last write, and the elements that were written in it. */
    private long writeEpoch;

    private long writtenNow;
    private long readEpoch;
    private long readNow;

    /** Pairs of a word and a mask, those in use first. */
    private long[] writes = NONE;

    private long[] reads = NONE;
    private int writeCount;
    private int readCount;

    boolean hasWrittenNow(long epoch, long mask) {
        return writeEpoch == epoch && (mask & ~writtenNow) == 0;
    }

    boolean hasReadNow(long epoch, long mask) {
        return readEpoch == epoch && (mask & ~readNow) == 0;
    }

    /** Records a write; what it races with goes to {@code raced}. */
    void write(ThreadState thread, long word, long mask, Raced raced) {
        if (!tryLock()) {
            return;
        }
        try {
            dropOrdered(writes, writeCount, thread, mask, true, raced);
            dropOrdered(reads, readCount, thread, mask, false, raced);
            writeCount = packed(writes, writeCount);
            readCount = packed(reads, readCount);
            addWrite(word, mask);
        } finally {
            unlock();
        }
    }

    /**
     * Records a read; what it races with goes to {@code raced}.
     *
     * @param frozen what the thread may read although it is not ordered: the array's last freeze, as a word
     */
    void read(ThreadState thread, long word, long mask, long frozen, Raced raced) {
        if (!tryLock()) {
            return;
        }
        try {
            unordered(writes, writeCount, thread, mask, frozen, true, raced);
            dropOrdered(reads, readCount, thread, mask, false, null);
            readCount = packed(reads, readCount);
            addRead(word, mask);
        } finally {
            unlock();
        }
    }

    /** Looks at what an access races with that is not recorded here. */
    void meet(ThreadState thread, long mask, boolean write, Raced raced) {
        if (!tryLock()) {
            return;
        }
        try {
            unordered(writes, writeCount, thread, mask, 0, true, raced);
            if (write) {
                unordered(reads, readCount, thread, mask, 0, false, raced);
            }
        } finally {
            unlock();
        }
    }

    private static void unordered(
            long[] pairs, int count, ThreadState thread, long mask, long frozen, boolean written, Raced raced) {
        for (int i = 0; i < count; i++) {
            long word = pairs[2 * i];
            long common = pairs[2 * i + 1] & mask;
            if (common != 0 && !Words.ordered(word, thread) && !(written && isFrozen(thread, word, frozen))) {
                raced.add(word, common, written);
            }
        }
    }

    private static boolean isFrozen(ThreadState thread, long word, long frozen) {
        int slot = Words.slot(word);
        long time = Words.time(word);
        if (thread.coversFrozen(slot, time)) {
            return true;
        }
        if (frozen == 0 || Words.slot(frozen) != slot || Words.time(frozen) < time) {
            return false;
        }
        thread.acquireFrozen(slot, Words.time(frozen));
        return true;
    }

    /** Takes the elements out of all words that are ordered before now; the others go to {@code raced}. */
    private static void dropOrdered(
            long[] pairs, int count, ThreadState thread, long mask, boolean written, @Nullable Raced raced) {
        for (int i = 0; i < count; i++) {
            long common = pairs[2 * i + 1] & mask;
            if (common != 0) {
                if (Words.ordered(pairs[2 * i], thread)) {
                    pairs[2 * i + 1] &= ~mask;
                } else if (raced != null) {
                    raced.add(pairs[2 * i], common, written);
                }
            }
        }
    }

    /** Moves the pairs that still stand for an element to the front; how many they are. */
    private static int packed(long[] pairs, int count) {
        int kept = 0;
        for (int i = 0; i < count; i++) {
            if (pairs[2 * i + 1] != 0) {
                pairs[2 * kept] = pairs[2 * i];
                pairs[2 * kept + 1] = pairs[2 * i + 1];
                kept++;
            }
        }
        return kept;
    }

    private void addWrite(long word, long mask) {
        int i = indexOf(writes, writeCount, word);
        if (i == writeCount) {
            writes = withRoom(writes, writeCount);
            writes[2 * i] = word;
            writes[2 * i + 1] = 0;
            writeCount++;
        }
        writes[2 * i + 1] |= mask;
        long epoch = Words.epoch(word);
        writtenNow = writeEpoch == epoch ? writtenNow | mask : mask;
        writeEpoch = epoch;
    }

    private void addRead(long word, long mask) {
        int i = indexOf(reads, readCount, word);
        if (i == readCount) {
            reads = withRoom(reads, readCount);
            reads[2 * i] = word;
            reads[2 * i + 1] = 0;
            readCount++;
        }
        reads[2 * i + 1] |= mask;
        long epoch = Words.epoch(word);
        readNow = readEpoch == epoch ? readNow | mask : mask;
        readEpoch = epoch;
    }

    private static int indexOf(long[] pairs, int count, long word) {
        for (int i = count - 1; i >= 0; i--) {
            if (pairs[2 * i] == word) {
                return i;
            }
        }
        return count;
    }

    private static long[] withRoom(long[] pairs, int count) {
        return 2 * count < pairs.length ? pairs : java.util.Arrays.copyOf(pairs, Math.max(2, 2 * pairs.length));
    }
}
