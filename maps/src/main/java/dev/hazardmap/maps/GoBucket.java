package dev.hazardmap.maps;

import org.jspecify.annotations.Nullable;

/**
 * One bucket of Go's classic map: eight top hashes, eight keys, eight elements and an overflow pointer (semantics 1.2).
 *
 * <p>The eight top-hash bytes share one {@code long}, byte {@code i} for slot {@code i}, so that all slots are compared at
 * once (SWAR). Keys and elements are fields and not an array: an array would cost a second object, 24 bytes per bucket.
 *
 * <p>A top hash below {@link #MIN_TOP_HASH} is a state and not a hash:
 *
 * <table>
 *   <caption>states</caption>
 *   <tr><td>0 emptyRest</td><td>empty, and so is every later slot of the bucket and of its overflow chain</td></tr>
 *   <tr><td>1 emptyOne</td><td>empty</td></tr>
 *   <tr><td>2 evacuatedX</td><td>moved to the bucket of the same index</td></tr>
 *   <tr><td>3 evacuatedY</td><td>moved to the bucket one old table further on</td></tr>
 *   <tr><td>4 evacuatedEmpty</td><td>was empty when its bucket was evacuated</td></tr>
 * </table>
 *
 * <p>Not thread-safe; every access is plain, as in Go.
 */
final class GoBucket {
    static final int SLOTS = 8;

    static final int EMPTY_REST = 0;
    static final int EMPTY_ONE = 1;
    static final int EVACUATED_X = 2;
    static final int EVACUATED_Y = 3;
    static final int EVACUATED_EMPTY = 4;
    static final int MIN_TOP_HASH = 5;

    private static final long ONES = 0x0101010101010101L;
    private static final long LOW_SEVEN = 0x7F7F7F7F7F7F7F7FL;

    /** Stands for every old bucket that never held anything, once it is evacuated; never written. */
    static final GoBucket EVACUATED_UNUSED = unused(EVACUATED_EMPTY * ONES);

    /** Stands for every bucket that was never written: eight times emptyRest; never written. */
    static final GoBucket UNUSED = unused(0);

    long tops;

    @Nullable
    GoBucket overflow;

    private @Nullable Object k0, k1, k2, k3, k4, k5, k6, k7;
    private @Nullable Object e0, e1, e2, e3, e4, e5, e6, e7;

    private static GoBucket unused(long tops) {
        GoBucket bucket = new GoBucket();
        bucket.tops = tops;
        return bucket;
    }

    /** The top byte of the hash, moved past the states. */
    static int topHash(long hash) {
        int top = (int) (hash >>> 56);
        return top < MIN_TOP_HASH ? top + MIN_TOP_HASH : top;
    }

    static boolean isEmpty(int top) {
        return top <= EMPTY_ONE;
    }

    int top(int slot) {
        return (int) (tops >>> (slot << 3)) & 0xFF;
    }

    void setTop(int slot, int top) {
        int shift = slot << 3;
        tops = (tops & ~(0xFFL << shift)) | ((long) top << shift);
    }

    /** Semantics 1.2: a bucket is evacuated iff 1 &lt; tophash[0] &lt; 5. */
    boolean evacuated() {
        int top = top(0);
        return top > EMPTY_ONE && top < MIN_TOP_HASH;
    }

    /** The slot of a key, or -1; {@code top} is a hash and not a state, so empty slots never match. */
    int indexOf(Object key, int top) {
        for (long found = bytesEqual(top); found != 0; found &= found - 1) {
            int slot = Long.numberOfTrailingZeros(found) >>> 3;
            if (GoKeys.equal(key, key(slot))) {
                return slot;
            }
        }
        return -1;
    }

    /** The first empty slot, or -1. */
    int firstEmpty() {
        long empty = bytesEqual(EMPTY_REST) | bytesEqual(EMPTY_ONE);
        return empty == 0 ? -1 : Long.numberOfTrailingZeros(empty) >>> 3;
    }

    /** The next bucket a lookup must visit: none after an emptyRest. */
    @Nullable
    GoBucket next() {
        return bytesEqual(EMPTY_REST) == 0 ? overflow : null;
    }

    /** 0x80 in each byte that equals {@code value}; exact, no borrow runs into the next byte. */
    private long bytesEqual(int value) {
        long x = tops ^ (value * ONES);
        return ~(((x & LOW_SEVEN) + LOW_SEVEN) | x | LOW_SEVEN);
    }

    void set(int slot, int top, @Nullable Object key, @Nullable Object elem) {
        setKey(slot, key);
        setElem(slot, elem);
        setTop(slot, top);
    }

    /** Forgets keys, elements and overflow, and keeps the top hashes: they hold the evacuation state. */
    void forgetEntries() {
        for (int slot = 0; slot < SLOTS; slot++) {
            setKey(slot, null);
            setElem(slot, null);
        }
        overflow = null;
    }

    @Nullable
    Object key(int slot) {
        return switch (slot) {
            case 0 -> k0;
            case 1 -> k1;
            case 2 -> k2;
            case 3 -> k3;
            case 4 -> k4;
            case 5 -> k5;
            case 6 -> k6;
            default -> k7;
        };
    }

    @Nullable
    Object elem(int slot) {
        return switch (slot) {
            case 0 -> e0;
            case 1 -> e1;
            case 2 -> e2;
            case 3 -> e3;
            case 4 -> e4;
            case 5 -> e5;
            case 6 -> e6;
            default -> e7;
        };
    }

    void setKey(int slot, @Nullable Object key) {
        switch (slot) {
            case 0 -> k0 = key;
            case 1 -> k1 = key;
            case 2 -> k2 = key;
            case 3 -> k3 = key;
            case 4 -> k4 = key;
            case 5 -> k5 = key;
            case 6 -> k6 = key;
            default -> k7 = key;
        }
    }

    void setElem(int slot, @Nullable Object elem) {
        switch (slot) {
            case 0 -> e0 = elem;
            case 1 -> e1 = elem;
            case 2 -> e2 = elem;
            case 3 -> e3 = elem;
            case 4 -> e4 = elem;
            case 5 -> e5 = elem;
            case 6 -> e6 = elem;
            default -> e7 = elem;
        }
    }
}
