package dev.hazardmap.detector;

/**
 * An immutable vector clock: thread slot to time, absent slots being 0.
 *
 * <p>It is a radix tree of 32-wide nodes, so that two clocks share whatever they have in common: a thread that starts
 * a hundred thousand others hands each of them the same tree, {@link #join} walks only where the trees differ (nodes
 * are compared by reference first), and publishing a clock is copying one reference. Small programs (up to 32 live
 * threads) have one leaf.
 *
 * <p>Invariants: a node is never changed after it is reachable from a {@code Clock}; a leaf is a {@code long[]} of 4, 8,
 * 16 or 32 (with two threads that lock, every other lock makes a new one: their length is what that costs), whose
 * absent times are 0; an inner node is an {@code Object[32]} whose absent children are null; {@code height} inner levels
 * lie above the leaves.
 */
final class Clock {
    private static final int BITS = 5;
    private static final int WIDTH = 1 << BITS;
    private static final int MASK = WIDTH - 1;
    private static final int LEAST_LEAF = 4;

    static final Clock EMPTY = new Clock(new long[LEAST_LEAF], 0);

    private final Object root;
    private final int height;

    private Clock(Object root, int height) {
        this.root = root;
        this.height = height;
    }

    /** The time of {@code slot} that this clock covers; 0 when it covers none. */
    long get(int slot) {
        int levels = height;
        if (slot >>> BITS * (levels + 1) != 0) {
            return 0;
        }
        Object node = root;
        for (int level = levels; level > 0; level--) {
            node = ((Object[]) node)[slot >>> BITS * level & MASK];
            if (node == null) {
                return 0;
            }
        }
        long[] leaf = (long[]) node;
        int i = slot & MASK;
        return i < leaf.length ? leaf[i] : 0;
    }

    /** This clock with {@code slot} raised to {@code time}; this very object when it covers that time already. */
    Clock with(int slot, long time) {
        if (get(slot) >= time) {
            return this;
        }
        Object grown = root;
        int levels = height;
        while (slot >>> BITS * (levels + 1) != 0) {
            Object[] parent = new Object[WIDTH];
            parent[0] = grown;
            grown = parent;
            levels++;
        }
        return new Clock(set(grown, levels, slot, time), levels);
    }

    /** The least clock that covers both; this very object when it covers {@code other} already. */
    Clock join(Clock other) {
        if (other == this || other == EMPTY) {
            return this;
        }
        if (this == EMPTY) {
            return other;
        }
        Clock low = height <= other.height ? this : other;
        Clock high = low == this ? other : this;
        Object lifted = low.root;
        for (int level = low.height; level < high.height; level++) {
            Object[] parent = new Object[WIDTH];
            parent[0] = lifted;
            lifted = parent;
        }
        Object mine = low == this ? lifted : root;
        Object theirs = low == this ? other.root : lifted;
        Object joined = join(mine, theirs, high.height);
        if (joined == root) {
            return this;
        }
        return joined == other.root ? other : new Clock(joined, high.height);
    }

    /** Whether this clock covers all that {@code other} covers. For tests and invariants, not for hot paths. */
    boolean covers(Clock other) {
        return join(other) == this;
    }

    private static long[] leafWith(long[] before, int i, long time) {
        int length = before == null ? LEAST_LEAF : before.length;
        while (length <= i) {
            length *= 2;
        }
        long[] leaf = new long[length];
        for (int at = 0; before != null && at < before.length; at++) {
            leaf[at] = before[at];
        }
        leaf[i] = time;
        return leaf;
    }

    private static Object set(Object node, int level, int slot, long time) {
        if (level == 0) {
            return leafWith((long[]) node, slot & MASK, time);
        }
        Object[] inner = node == null ? new Object[WIDTH] : ((Object[]) node).clone();
        int child = slot >>> BITS * level & MASK;
        inner[child] = set(inner[child], level - 1, slot, time);
        return inner;
    }

    private static Object join(Object a, Object b, int level) {
        if (a == b || b == null) {
            return a;
        }
        if (a == null) {
            return b;
        }
        return level == 0 ? joinLeaves((long[]) a, (long[]) b) : joinInner((Object[]) a, (Object[]) b, level);
    }

    private static Object joinLeaves(long[] a, long[] b) {
        if (a.length < b.length) {
            return joinLeaves(b, a);
        }
        boolean aCovers = true;
        boolean bCovers = a.length == b.length;
        for (int i = 0; i < b.length; i++) {
            aCovers &= a[i] >= b[i];
            bCovers &= b[i] >= a[i];
        }
        if (aCovers) {
            return a;
        }
        if (bCovers) {
            return b;
        }
        long[] joined = a.clone();
        for (int i = 0; i < b.length; i++) {
            joined[i] = Math.max(a[i], b[i]);
        }
        return joined;
    }

    private static Object joinInner(Object[] a, Object[] b, int level) {
        Object[] joined = null;
        boolean isB = true;
        for (int i = 0; i < WIDTH; i++) {
            Object child = join(a[i], b[i], level - 1);
            isB &= child == b[i];
            if (joined == null && child != a[i]) {
                joined = a.clone();
            }
            if (joined != null) {
                joined[i] = child;
            }
        }
        if (joined == null) {
            return a;
        }
        return isB ? b : joined;
    }
}
