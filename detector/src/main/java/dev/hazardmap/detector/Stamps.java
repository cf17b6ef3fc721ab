package dev.hazardmap.detector;

/**
 * Marks for entries that are recorded already.
 *
 * <p>A node of a HashMap has four bytes that no field uses. While one thread alone uses a map, it marks each entry that
 * it has recorded there with its current stamp, and the next access of the same kind in the same epoch costs one
 * compare, next to the fields that the map itself reads. A stamp is given out once in a program's life, to one thread,
 * for one collection, one epoch and one set of entries. So a mark that equals the current stamp says that exactly this
 * access is in the thread's {@link EntryTable}; whoever takes the collection over looks there, never at the marks.
 *
 * <p>When all stamps are used up (half a thousand million) the tables alone are asked.
 */
final class Stamps {
    /** No entry is marked with this. */
    static final int NONE = -1;

    private static final int BATCH = 1 << 10;
    /** A mark's lowest bits: read, written. */
    private static final int KINDS = 2;

    private static final int MAX = (1 << 32 - KINDS - 1) - BATCH;

    private static final SpinLock LOCK = new SpinLock();
    private static int next = 1;

    private Stamps() {}

    /** The mark of an entry that had {@code before}, with this access. */
    static int mark(int stamp, int before, boolean write) {
        int others = before >>> KINDS == stamp ? before : stamp << KINDS;
        return others | kind(write);
    }

    static boolean isMarked(int mark, int stamp, boolean write) {
        return mark >>> KINDS == stamp && (mark & kind(write)) != 0;
    }

    private static int kind(boolean write) {
        return write ? 2 : 1;
    }

    /** The next stamp of the thread; {@link #NONE} when there are no more. */
    static int take(ThreadState thread) {
        if ((thread.nextStamp & BATCH - 1) == 0) {
            thread.nextStamp = batch();
        }
        return thread.nextStamp == 0 ? NONE : thread.nextStamp++;
    }

    /** The first of a new batch; 0 when there is none. It is no multiple of the batch's size, its last's successor is. */
    private static int batch() {
        if (!LOCK.tryLock()) {
            return 0;
        }
        try {
            int first = next;
            next = first > MAX ? first : first + BATCH;
            return first > MAX ? 0 : first;
        } finally {
            LOCK.unlock();
        }
    }
}
