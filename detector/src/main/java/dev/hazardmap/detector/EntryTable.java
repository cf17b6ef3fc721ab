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

    /** One generation of the arrays. Cell i: read time, write time at 2i, 2i+1, the same for where. */
    private static final class Cells {
        final Object[] nodes;
        final int[] numbers;
        final long[] times;
        final int[] wheres;

        Cells(int capacity) {
            nodes = new Object[capacity];
            numbers = new int[capacity];
            times = new long[2 * capacity];
            wheres = new int[2 * capacity];
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
                if (at == node && numbers[i] == number) {
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
        if (at.times[cell] == thread.clock) {
            return true;
        }
        set(at, cell, write, thread);
        return false;
    }

    private void set(Cells at, int cell, boolean write, ThreadState thread) {
        at.wheres[cell] = thread.where(); // before the time, which is what others look for
        Mem.U.storeFence();
        at.times[cell] = thread.clock;
        latest = thread.clock;
        written |= write;
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
                System.arraycopy(from.times, 2 * i, to.times, 2 * j, 2);
                System.arraycopy(from.wheres, 2 * i, to.wheres, 2 * j, 2);
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
        int cell = 2 * i + (write ? 1 : 0);
        whereOut[0] = at.wheres[cell];
        return at.times[cell];
    }
}
