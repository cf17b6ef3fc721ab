package dev.hazardmap.detector;

/**
 * Numbers for places: a stack and the locks held there. A number fits the shadow beside the time; it is turned into a
 * stack only when a race is reported.
 */
final class Wheres {
    static final int NOWHERE = 0;
    private static final int MAX = 1 << 22;

    private static final SpinLock LOCK = new SpinLock();
    private static int[] stacks = new int[1024];
    private static int[] sites = new int[1024];
    private static HeldLocks[] held = new HeldLocks[1024];
    private static int size = 1;

    private Wheres() {}

    /** A number for this place; {@link #NOWHERE} when there are four million already. */
    static int add(int site, int stack, HeldLocks locks) {
        if (!LOCK.tryLock()) {
            return NOWHERE;
        }
        try {
            if (size == MAX) {
                return NOWHERE;
            }
            if (size == stacks.length) {
                stacks = java.util.Arrays.copyOf(stacks, 2 * size);
                sites = java.util.Arrays.copyOf(sites, 2 * size);
                HeldLocks[] grown = new HeldLocks[2 * size];
                System.arraycopy(held, 0, grown, 0, size);
                held = grown;
            }
            stacks[size] = stack;
            sites[size] = site;
            held[size] = locks;
            return size++;
        } finally {
            LOCK.unlock();
        }
    }

    /** The application's call site there; 0 none. */
    static int site(int where) {
        return sites[where];
    }

    static int stack(int where) {
        return stacks[where];
    }

    static HeldLocks held(int where) {
        HeldLocks locks = held[where];
        return locks == null ? HeldLocks.NONE : locks;
    }
}
