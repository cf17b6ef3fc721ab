package dev.hazardmap.maps;

import dev.hazardmap.maps.MisuseReport.Kind;
import org.jspecify.annotations.Nullable;

/**
 * Go's map iterator, {@code mapiterinit} and {@code mapiternext} (semantics 1.9).
 *
 * <p>It remembers the bucket array and B of the moment it started, a random start bucket and a random offset inside every
 * bucket. It walks that array once around. What keeps it correct while the map grows:
 *
 * <ul>
 *   <li>started in the middle of a growth that still goes on: a bucket whose old bucket has not been evacuated is read from the
 *       old one, and only entries that will come to this bucket are returned;
 *   <li>an entry whose slot says evacuatedX or evacuatedY has moved: its key is looked up in the map as it is now, and
 *       skipped when it is no longer there;
 *   <li>a NaN key can be neither looked up nor deleted, so its entry is returned as it stands.
 * </ul>
 *
 * So: no entry twice, no entry that was deleted before it was reached, the latest value of each, and entries added on the way
 * may appear or not. An entry is reached at the moment {@link #advance} finds it.
 */
final class GoHmapIterator<K, V> {
    private static final int NO_CHECK = -1;

    private final GoHmap<K, V> h;
    private final @Nullable GoBucket @Nullable [] buckets;
    private final int logBuckets;
    private final int startBucket;
    private final int offset;
    private final GoCursor found = new GoCursor();

    private int bucket;
    private boolean wrapped;
    private @Nullable GoBucket current;
    private int slot;
    private int checkBucket = NO_CHECK;
    private @Nullable Object key;
    private @Nullable Object elem;

    GoHmapIterator(GoHmap<K, V> h) {
        this.h = h;
        this.logBuckets = h.logBuckets;
        if (h.count == 0) {
            buckets = null;
            startBucket = 0;
            offset = 0;
            return;
        }
        buckets = h.buckets;
        int random = h.nextRandom();
        startBucket = random & ((1 << logBuckets) - 1);
        offset = (random >>> logBuckets) & (GoBucket.SLOTS - 1);
        bucket = startBucket;
        h.noteIterator();
    }

    /** Moves to the next entry; false at the end. The flag is looked at on every step, the first one too. */
    boolean advance() {
        @Nullable GoBucket[] array = buckets;
        if (array == null) {
            return false;
        }
        if ((h.loFlags() & GoHmap.HASH_WRITING) != 0) {
            h.fatal.fatal(Kind.ITERATION_AND_WRITE);
        }
        while (true) {
            GoBucket b = current;
            if (b == null) {
                if (bucket == startBucket && wrapped) {
                    return end();
                }
                b = enterBucket(array);
            }
            while (slot < GoBucket.SLOTS) {
                int at = (slot++ + offset) & (GoBucket.SLOTS - 1);
                if (reach(b, at)) {
                    current = b;
                    return true;
                }
            }
            current = b.overflow;
            slot = 0;
        }
    }

    private boolean end() {
        key = null;
        elem = null;
        return false;
    }

    private GoBucket enterBucket(@Nullable GoBucket[] array) {
        GoBucket b = array[bucket];
        checkBucket = NO_CHECK;
        @Nullable GoBucket[] old = h.oldbuckets;
        if (old != null && logBuckets == h.logBuckets) {
            GoBucket from = old[bucket & (h.oldBucketCount() - 1)];
            if (from == null || !from.evacuated()) {
                b = from;
                checkBucket = bucket;
            }
        }
        bucket++;
        if (bucket == 1 << logBuckets) {
            bucket = 0;
            wrapped = true;
        }
        slot = 0;
        return b == null ? GoBucket.UNUSED : b;
    }

    private boolean reach(GoBucket b, int at) {
        int top = b.top(at);
        if (GoBucket.isEmpty(top) || top == GoBucket.EVACUATED_EMPTY) {
            return false;
        }
        Object k = b.key(at);
        if (k == null) {
            return false; // only a data race shows a live top hash without its key
        }
        boolean reflexive = GoKeys.reflexive(k);
        if (checkBucket != NO_CHECK && !h.sameSizeGrow() && !destinedHere(k, top, reflexive)) {
            return false;
        }
        boolean moved = top == GoBucket.EVACUATED_X || top == GoBucket.EVACUATED_Y;
        if (moved && reflexive) {
            return lookUpAgain(k);
        }
        key = k;
        elem = b.elem(at);
        return true;
    }

    private boolean destinedHere(Object k, int top, boolean reflexive) {
        if (reflexive) {
            return ((int) h.hash(k) & ((1 << logBuckets) - 1)) == checkBucket;
        }
        return checkBucket >>> (logBuckets - 1) == (top & 1);
    }

    private boolean lookUpAgain(Object k) {
        if (!h.find(k, found)) {
            return false;
        }
        GoBucket b = found.bucket();
        key = b.key(found.slot);
        elem = b.elem(found.slot);
        return true;
    }

    /** The key of the entry reached last, as it is stored in the map. */
    @SuppressWarnings("unchecked")
    K key() {
        return (K) entry(key);
    }

    /** Its value at the moment it was reached. */
    @SuppressWarnings("unchecked")
    V value() {
        return (V) entry(elem);
    }

    private static Object entry(@Nullable Object part) {
        if (part == null) {
            throw new IllegalStateException("no entry: advance() has not returned true");
        }
        return part;
    }
}
