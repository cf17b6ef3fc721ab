package dev.hazardmap.maps;

import org.jspecify.annotations.Nullable;

/**
 * Recomputes from scratch what must hold of a {@link GoHmap} between two operations.
 *
 * <ol>
 *   <li>No write is in progress.
 *   <li>{@code count} is the number of live slots, in buckets and in old buckets that are not evacuated.
 *   <li>After an emptyRest, every slot of the chain is emptyRest.
 *   <li>A live entry lies in the bucket its hash names and under its own top hash; a lookup finds it, and it alone.
 *   <li>No main bucket is evacuated; of an old bucket, all slots are in an evacuated state or none; all below
 *       {@code nevacuate} are.
 *   <li>The old array is half as long as the new one, or as long in a same-size growth; the flag of the latter is set only then.
 *   <li>Below B = 16, {@code noverflow} counts the overflow buckets of the main array.
 * </ol>
 */
final class GoHmapInvariants {
    private final GoHmap<?, ?> h;
    private int live;

    private GoHmapInvariants(GoHmap<?, ?> h) {
        this.h = h;
    }

    static void check(GoHmap<?, ?> h) {
        new GoHmapInvariants(h).check();
    }

    private void check() {
        expect("hashWriting", h.flags & GoHmap.HASH_WRITING, 0);
        @Nullable GoBucket[] buckets = h.buckets;
        @Nullable GoBucket[] old = h.oldbuckets;
        if (buckets == null) {
            expect("B without buckets", h.logBuckets, 0);
            expect("count without buckets", h.count, 0);
            return;
        }
        expect("buckets", buckets.length, 1 << h.logBuckets);
        int overflow = 0;
        for (int i = 0; i < buckets.length; i++) {
            overflow += checkChain(buckets[i], i, buckets.length);
        }
        if (h.logBuckets < 16) {
            expect("noverflow", h.noverflow, overflow);
        }
        if (old != null) {
            checkOld(old);
        } else {
            expect("sameSizeGrow without growth", h.flags & GoHmap.SAME_SIZE_GROW, 0);
        }
        expect("count", h.count, live);
    }

    private void checkOld(@Nullable GoBucket[] old) {
        expect("oldbuckets", old.length, h.oldBucketCount());
        for (int i = 0; i < old.length; i++) {
            GoBucket head = old[i];
            boolean evacuated = head != null && head.evacuated();
            if (!evacuated) {
                expect("old buckets evacuated below nevacuate=" + h.nevacuate, Math.min(i, h.nevacuate), h.nevacuate);
                checkChain(head, i, old.length);
                continue;
            }
            for (GoBucket b = head; b != null; b = b.overflow) {
                for (int slot = 0; slot < GoBucket.SLOTS; slot++) {
                    int top = b.top(slot);
                    boolean state = top >= GoBucket.EVACUATED_X && top <= GoBucket.EVACUATED_EMPTY;
                    expect("evacuated top hash " + top + " in old bucket " + i, state ? 1 : 0, 1);
                }
            }
        }
    }

    /** Checks one chain and returns its number of overflow buckets. */
    private int checkChain(@Nullable GoBucket head, int index, int length) {
        int buckets = 0;
        boolean rest = false;
        for (GoBucket b = head; b != null; b = b.overflow) {
            buckets++;
            for (int slot = 0; slot < GoBucket.SLOTS; slot++) {
                int top = b.top(slot);
                expect("non-empty slots after emptyRest in bucket " + index, rest && top != 0 ? 1 : 0, 0);
                rest |= top == GoBucket.EMPTY_REST;
                if (top > GoBucket.EMPTY_ONE) {
                    live++;
                    checkEntry(b, slot, index, length);
                } else {
                    expect("keys left in an empty slot of bucket " + index, b.key(slot) == null ? 0 : 1, 0);
                }
            }
        }
        return Math.max(0, buckets - 1);
    }

    private void checkEntry(GoBucket b, int slot, int index, int length) {
        int top = b.top(slot);
        expect("evacuated slots outside an evacuated bucket", top < GoBucket.MIN_TOP_HASH ? 1 : 0, 0);
        Object key = b.key(slot);
        if (key == null) {
            throw failed("key of slot " + slot + " in bucket " + index, "null", "an object");
        }
        if (!GoKeys.reflexive(key)) {
            return;
        }
        long hash = h.hash(key);
        expect("bucket of key " + key, (int) hash & (length - 1), index);
        expect("top hash of key " + key, top, GoBucket.topHash(hash));
        GoCursor cursor = new GoCursor();
        if (!h.find(key, cursor) || cursor.bucket != b || cursor.slot != slot) {
            throw failed("lookup of key " + key, "absent or another slot", "slot " + slot + " of bucket " + index);
        }
    }

    private void expect(String what, int found, int expected) {
        if (found != expected) {
            throw failed(what, Integer.toString(found), Integer.toString(expected));
        }
    }

    private IllegalStateException failed(String what, String found, String expected) {
        return new IllegalStateException("invariant failed: " + what + ": found " + found + ", expected " + expected
                + " (count=" + h.count + ", B=" + h.logBuckets + ", flags=" + h.flags + ", growing=" + h.growing()
                + ", nevacuate=" + h.nevacuate + ")");
    }
}
