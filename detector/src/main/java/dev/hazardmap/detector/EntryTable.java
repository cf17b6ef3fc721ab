package dev.hazardmap.detector;

/**
 * One thread's last read and last write of each entry of one collection since the collection's last structural write.
 *
 * <p>Why only since then: a structural write that is ordered after all earlier accesses orders every later access after
 * them too, and one that is not is itself reported. So the tables are dropped there, which bounds them: between two
 * structural writes a collection has a fixed set of entries.
 *
 * <p>An entry is named by an object (a map's node) and a number (its hash), or by {@link #INDEX} and an index. Entries
 * are found by identity, so that equal hashes never make a false report. Written by the owning thread alone; other
 * threads look into it at the same time: the arrays are replaced as a whole, a cell is filled before its key is set.
 */
final class EntryTable {
    /** Stands for the object where entries are named by index. */
    static final Object INDEX = new Object();

    private static final int INITIAL = 4;
    /** A cell holds a time and, in these lower bits, a place: one store makes both visible. */
    private static final int WHERE_BITS = 22;

    private static final int WHERE_MASK = (1 << WHERE_BITS) - 1;

    /** One generation of the arrays. The cells of entry i: its last read at 2i, its last write at 2i+1. */
    private static final class Cells {
        final Object[] nodes;
        final int[] numbers;
        final long[] cells;

        Cells(int capacity) {
            nodes = new Object[capacity];
            numbers = new int[capacity];
            cells = new long[2 * capacity];
        }

        /** Hashes that are multiples of a power of two would pile up in one corner of a small table. */
        private static int spread(int number) {
            int mixed = number * 0x9E3779B1;
            return mixed ^ mixed >>> 15;
        }

        /** The entry's cell; the complement of the free cell for it when it has none. */
        int find(Object node, int number) {
            Object[] all = nodes;
            int mask = all.length - 1;
            for (int i = spread(number) & mask; ; i = i + 1 & mask) {
                Object at = all[i];
                if (at == node && (node != INDEX || numbers[i] == number)) {
                    return i;
                }
                if (at == null) {
                    return ~i;
                }
            }
        }
    }

    private Cells cells = new Cells(INITIAL);
    private int size;
    /** The owner's time at the last access that was recorded. */
    long latest;
    /** Whether any entry was written. */
    boolean written;

    /**
     * Records an access of the owning thread.
     *
     * @return whether the same was recorded since the thread's last release, so that nothing has changed
     */
    boolean record(Object node, int number, boolean write, ThreadState thread) {
        Cells at = cells;
        int i = at.find(node, number);
        if (i < 0) {
            add(node, number, write, thread);
            return false;
        }
        int cell = 2 * i + (write ? 1 : 0);
        if (at.cells[cell] >>> WHERE_BITS == thread.clock) {
            return true;
        }
        set(at, cell, write, thread);
        return false;
    }

    private void set(Cells at, int cell, boolean write, ThreadState thread) {
        at.cells[cell] = thread.clock << WHERE_BITS | thread.where();
        latest = thread.clock;
        if (write) {
            written = true;
        }
    }

    private void add(Object node, int number, boolean write, ThreadState thread) {
        if (4 * (size + 1) > 3 * cells.nodes.length) {
            grow();
        }
        Cells at = cells;
        int i = ~at.find(node, number);
        set(at, 2 * i + (write ? 1 : 0), write, thread);
        at.numbers[i] = number;
        Mem.U.storeFence(); // whoever finds the key finds the cell filled
        at.nodes[i] = node;
        size++;
    }

    private void grow() {
        Cells from = cells;
        Cells to = new Cells(from.nodes.length * 2);
        for (int i = 0; i < from.nodes.length; i++) {
            if (from.nodes[i] != null) {
                int j = ~to.find(from.nodes[i], from.numbers[i]);
                to.nodes[j] = from.nodes[i];
                to.numbers[j] = from.numbers[i];
                to.cells[2 * j] = from.cells[2 * i];
                to.cells[2 * j + 1] = from.cells[2 * i + 1];
            }
        }
        Mem.U.storeFence(); // the copy before the reference to it
        cells = to;
    }

    /** The time of the last read (or write) of the entry; 0 for none. The place goes into {@code whereOut[0]}. */
    long last(Object node, int number, boolean write, int[] whereOut) {
        Cells at = cells;
        int i = at.find(node, number);
        if (i < 0) {
            return 0;
        }
        long cell = at.cells[2 * i + (write ? 1 : 0)];
        whereOut[0] = (int) cell & WHERE_MASK;
        return cell >>> WHERE_BITS;
    }
}
