package dev.hazardmap.maps;

import org.jspecify.annotations.Nullable;

/**
 * Growth of a {@link GoHmap}: hashGrow, growWork, evacuate, advanceEvacuationMark (semantics 1.8).
 *
 * <p>An old bucket {@code i} moves as a whole chain: each entry goes to new bucket {@code i} (the X half) or {@code i} +
 * number of old buckets (the Y half), by the hash bit that has just become significant; in a same-size growth all go to X.
 * Entries stay in chain order and are packed without gaps. The old top hashes become evacuation states, which lookups and
 * iterators read to know where an entry went.
 *
 * <p>NaN keys have no repeatable hash. While an iterator exists they are sent by the lowest bit of their old top hash, which
 * iterators use too, and get a new random top hash so that they spread again at the next growth.
 */
final class GoEvacuation {
    /** How far advanceEvacuationMark looks ahead in one write (Go: 1024, "as a safeguard to ensure O(1) behavior"). */
    static final int MARK_STEPS = 1024;

    private GoEvacuation() {}

    static void hashGrow(GoHmap<?, ?> h) {
        int bigger = 1;
        if (!GoHmap.overLoadFactor(h.count + 1, h.logBuckets)) {
            bigger = 0;
            h.flags |= GoHmap.SAME_SIZE_GROW;
        }
        int flags = h.flags & ~(GoHmap.ITERATOR | GoHmap.OLD_ITERATOR);
        if ((h.flags & GoHmap.ITERATOR) != 0) {
            flags |= GoHmap.OLD_ITERATOR;
        }
        @Nullable GoBucket[] grown = new GoBucket[1 << (h.logBuckets + bigger)];
        h.logBuckets += bigger;
        h.flags = flags;
        h.oldbuckets = h.buckets;
        h.buckets = grown;
        h.nevacuate = 0;
        h.noverflow = 0;
        h.tracer.growthStarted(h.logBuckets, bigger == 0);
    }

    /** At most two old buckets move per write: the one about to be used, and the lowest that is left. */
    static void growWork(GoHmap<?, ?> h, int bucket) {
        evacuate(h, bucket & (h.oldBucketCount() - 1));
        if (h.growing()) {
            evacuate(h, h.nevacuate);
        }
    }

    static void evacuate(GoHmap<?, ?> h, int index) {
        @Nullable GoBucket[] old = h.oldbuckets;
        if (old == null) {
            return;
        }
        int newBit = h.oldBucketCount();
        GoBucket chain = old[index];
        if (chain == null) {
            old[index] = GoBucket.EVACUATED_UNUSED;
            h.tracer.bucketEvacuated(index, 0, 0);
        } else if (!chain.evacuated()) {
            move(h, index, chain, newBit);
            if ((h.flags & GoHmap.OLD_ITERATOR) == 0) {
                chain.forgetEntries();
            }
        }
        if (index == h.nevacuate) {
            advanceMark(h, old, newBit);
        }
    }

    private static void move(GoHmap<?, ?> h, int index, GoBucket chain, int newBit) {
        long[] hashes = h.sameSizeGrow() ? null : hashes(h, chain);
        Destination x = new Destination(h, index);
        Destination y = new Destination(h, index + newBit);
        int moved = 0;
        for (GoBucket b = chain; b != null; b = b.overflow) {
            for (int slot = 0; slot < GoBucket.SLOTS; slot++, moved++) {
                int top = b.top(slot);
                if (GoBucket.isEmpty(top)) {
                    b.setTop(slot, GoBucket.EVACUATED_EMPTY);
                    continue;
                }
                boolean toY = false;
                if (hashes != null) {
                    toY = (hashes[moved] & newBit) != 0;
                    if (iteratedNaN(h, b.key(slot))) {
                        toY = (top & 1) != 0;
                        top = GoBucket.topHash(hashes[moved]);
                    }
                }
                b.setTop(slot, toY ? GoBucket.EVACUATED_Y : GoBucket.EVACUATED_X);
                (toY ? y : x).append(top, b.key(slot), b.elem(slot));
            }
        }
        h.tracer.bucketEvacuated(index, x.entries, y.entries);
    }

    private static boolean iteratedNaN(GoHmap<?, ?> h, @Nullable Object key) {
        return (h.flags & GoHmap.ITERATOR) != 0 && key != null && !GoKeys.reflexive(key);
    }

    /** All hashes before the first move: a hashCode that throws must find the chain untouched. */
    private static long[] hashes(GoHmap<?, ?> h, GoBucket chain) {
        int slots = 0;
        for (GoBucket b = chain; b != null; b = b.overflow) {
            slots += GoBucket.SLOTS;
        }
        long[] hashes = new long[slots];
        int i = 0;
        for (GoBucket b = chain; b != null; b = b.overflow) {
            for (int slot = 0; slot < GoBucket.SLOTS; slot++, i++) {
                Object key = b.key(slot);
                hashes[i] = key == null || GoBucket.isEmpty(b.top(slot)) ? 0 : h.hash(key);
            }
        }
        return hashes;
    }

    private static void advanceMark(GoHmap<?, ?> h, @Nullable GoBucket[] old, int newBit) {
        h.nevacuate++;
        int stop = (int) Math.min((long) h.nevacuate + MARK_STEPS, newBit);
        while (h.nevacuate != stop && isEvacuated(old[h.nevacuate])) {
            h.nevacuate++;
        }
        if (h.nevacuate == newBit) {
            h.oldbuckets = null;
            h.flags &= ~GoHmap.SAME_SIZE_GROW;
            h.tracer.growthFinished(h.logBuckets);
        }
    }

    private static boolean isEvacuated(@Nullable GoBucket bucket) {
        return bucket != null && bucket.evacuated();
    }

    /** Where one half goes; the bucket is created when the first entry arrives. */
    private static final class Destination {
        private final GoHmap<?, ?> h;
        private final int index;
        private @Nullable GoBucket bucket;
        private int used;
        int entries;

        Destination(GoHmap<?, ?> h, int index) {
            this.h = h;
            this.index = index;
        }

        void append(int top, @Nullable Object key, @Nullable Object elem) {
            GoBucket b = bucket;
            if (b == null) {
                b = new GoBucket();
                place(b);
            } else if (used == GoBucket.SLOTS) {
                b = h.newOverflow(b);
                used = 0;
            }
            bucket = b;
            b.set(used++, top, key, elem);
            entries++;
        }

        private void place(GoBucket head) {
            @Nullable GoBucket[] buckets = h.buckets;
            if (buckets != null) {
                buckets[index] = head;
            }
        }
    }
}
