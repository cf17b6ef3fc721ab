package dev.hazardmap.maps;

import dev.hazardmap.maps.MisuseReport.Kind;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Go's classic map header, {@code runtime.hmap} of Go 1.0 to 1.23, to the letter.
 *
 * <h2>Terms</h2>
 *
 * An array of 2<sup>B</sup> <em>buckets</em> of eight slots; a bucket that is full continues in a chain of <em>overflow</em>
 * buckets. The low B bits of a key's hash choose the bucket, the high 8 bits (the <em>top hash</em>) are kept beside the
 * slot. While the map grows, {@code oldbuckets} holds the former array, and each write <em>evacuates</em> at most two old
 * buckets into the new array; every old bucket below {@code nevacuate} has been evacuated.
 *
 * <h2>Rules</h2>
 *
 * Numbered as in the semantics document; a test named {@code must_1_n_...} cites each.
 *
 * <ul>
 *   <li>1.3 A map of n entries is overloaded when n &gt; 8 and n &gt; 13 * (2<sup>B</sup> / 2): 6.5 per bucket, the load at
 *       which Go measured 20.9 % of buckets overflowing and 10.79 bytes of overhead per entry (map.go:33-46). Too many
 *       overflow buckets: {@code noverflow >= 2^min(B,15)}.
 *   <li>1.3 Growth starts only when a <em>new</em> key is inserted into a map that is not growing. Nothing shrinks.
 *   <li>1.4 A lookup writes nothing: it never evacuates. An empty map is answered before the flag is looked at.
 *   <li>1.5, 1.6 The hash is computed before {@code hashWriting} is set, so a key that cannot be hashed leaves no trace.
 *   <li>1.6 A delete turns a trailing run of emptyOne into emptyRest, across the chain; when the last entry goes, the seed is
 *       renewed.
 *   <li>1.7 clear marks every slot of both arrays emptyRest, so live iterators end, and keeps the bucket array.
 *   <li>1.8 hashGrow copies nothing; growWork evacuates the bucket that is about to be used and then {@code nevacuate}.
 * </ul>
 *
 * <h2>Where Java differs</h2>
 *
 * <ul>
 *   <li>A bucket object is created when its first entry arrives: zeroing one flat array for 2<sup>B</sup> buckets at once
 *       would be the longest pause of all. A null bucket is one with eight times emptyRest.
 *   <li>{@code hashCode} and {@code equals} are user code and may throw. The hash of every key of an old bucket is taken before
 *       the first of them moves, and {@code hashWriting} is cleared on the way out, so the map stays whole.
 *   <li>Go's {@code fatal} is a hook, see {@link GoFatal}.
 * </ul>
 *
 * <h2>Memory ordering</h2>
 *
 * Every access is plain, as in Go, but for the flags of a reader: starting an iteration sets two flag bits atomically, because it is the
 * only write that a reader makes, two readers are allowed to meet there, and others look at the flags meanwhile (opaque). The class is therefore not thread-safe for writes; many
 * threads may read a map that nobody writes, once it is safely published.
 */
final class GoHmap<K, V> {
    static final int ITERATOR = 1;
    static final int OLD_ITERATOR = 2;
    static final int HASH_WRITING = 4;
    static final int SAME_SIZE_GROW = 8;

    /** The largest B for which {@code 1 << B} bucket references fit an array. */
    private static final int MAX_B = 29;

    private static final VarHandle FLAGS;

    static {
        try {
            FLAGS = MethodHandles.lookup().findVarHandle(GoHmap.class, "flags", int.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    GoFatal fatal;
    final GoMapTracer tracer;
    private final IntSupplier random;

    int count;
    int flags;
    int logBuckets;
    int noverflow;
    int hash0;

    @Nullable
    GoBucket @Nullable [] buckets;

    @Nullable
    GoBucket @Nullable [] oldbuckets;

    int nevacuate;

    /** Go's {@code make(map[K]V, hint)}; a negative hint counts as 0. */
    GoHmap(int hint, IntSupplier random, GoFatal fatal, GoMapTracer tracer) {
        this.random = random;
        this.fatal = fatal;
        this.tracer = tracer;
        this.hash0 = random.getAsInt();
        while (overLoadFactor(Math.max(hint, 0), logBuckets) && logBuckets < MAX_B) {
            logBuckets++;
        }
        if (logBuckets > 0) {
            buckets = new GoBucket[1 << logBuckets];
        }
    }

    static boolean overLoadFactor(int entries, int logBuckets) {
        return entries > GoBucket.SLOTS && entries > 13L * ((1L << logBuckets) / 2);
    }

    static boolean tooManyOverflow(int noverflow, int logBuckets) {
        return noverflow >= 1 << Math.min(logBuckets, 15);
    }

    boolean growing() {
        return oldbuckets != null;
    }

    boolean sameSizeGrow() {
        return (loFlags() & SAME_SIZE_GROW) != 0;
    }

    /** How many old buckets there are in a growth: the same number as new ones, or half of it. */
    int oldBucketCount() {
        return 1 << (sameSizeGrow() ? logBuckets : logBuckets - 1);
    }

    long hash(Object key) {
        return GoKeys.hash(key, hash0);
    }

    int nextRandom() {
        return random.getAsInt();
    }

    /** The value of a key, or null. A pure read (rule 1.4). */
    @Nullable
    V get(Object key) {
        if (emptyForRead(key)) {
            return null;
        }
        long hash = hash(key);
        int top = GoBucket.topHash(hash);
        for (GoBucket b = chainForRead(hash); b != null; b = b.next()) {
            int slot = b.indexOf(key, top);
            if (slot >= 0) {
                return value(b, slot);
            }
        }
        return null;
    }

    /** Go's mapaccessK: a lookup for iterators, which have looked at the flag already. Leaves the place in {@code cursor}. */
    boolean find(Object key, GoCursor cursor) {
        if (count == 0) {
            return false;
        }
        long hash = hash(key);
        return findInChain(chainForRead(hash), key, GoBucket.topHash(hash), cursor);
    }

    /** The order matters: an empty map answers before the flag is looked at, and yet the key must be hashable. */
    private boolean emptyForRead(Object key) {
        if (count == 0) {
            hash(key);
            return true;
        }
        if ((loFlags() & HASH_WRITING) != 0) {
            fatal.fatal(Kind.READ_AND_WRITE);
        }
        return false;
    }

    private @Nullable GoBucket chainForRead(long hash) {
        @Nullable GoBucket[] now = buckets;
        if (now == null) {
            return null;
        }
        @Nullable GoBucket[] old = oldbuckets;
        if (old != null) {
            GoBucket b = old[(int) hash & (old.length - 1)];
            if (b != null && !b.evacuated()) {
                return b;
            }
        }
        return now[(int) hash & (now.length - 1)];
    }

    private static boolean findInChain(@Nullable GoBucket chain, Object key, int top, GoCursor cursor) {
        for (GoBucket b = chain; b != null; b = b.next()) {
            int slot = b.indexOf(key, top);
            if (slot >= 0) {
                cursor.bucket = b;
                cursor.slot = slot;
                return true;
            }
        }
        return false;
    }

    /** Stores a value; returns the former one, or null. Rules 1.3 and 1.5. */
    @Nullable
    V put(K key, V value) {
        long hash = beginWrite(key);
        V former;
        try {
            former = assign(key, value, hash);
        } catch (Throwable e) {
            flags &= ~HASH_WRITING;
            throw e;
        }
        endWrite();
        return former;
    }

    /** Flag check, then hash (which may throw), then the flag: Go's order. */
    private long beginWrite(Object key) {
        checkNotWriting();
        long hash = hash(key);
        flags ^= HASH_WRITING;
        return hash;
    }

    private void checkNotWriting() {
        if ((flags & HASH_WRITING) != 0) {
            fatal.fatal(Kind.WRITES);
        }
    }

    private void endWrite() {
        if ((flags & HASH_WRITING) == 0) {
            fatal.fatal(Kind.WRITES);
        }
        flags &= ~HASH_WRITING;
    }

    private @Nullable V assign(K key, V value, long hash) {
        int top = GoBucket.topHash(hash);
        while (true) {
            GoBucket head = headForInsert(hash);
            GoBucket free = null;
            GoBucket last = head;
            for (GoBucket b = head; b != null; b = b.next()) {
                int slot = b.indexOf(key, top);
                if (slot >= 0) {
                    return update(b, slot, key, value);
                }
                if (free == null && b.firstEmpty() >= 0) {
                    free = b;
                }
                last = b;
            }
            if (!growing() && (overLoadFactor(count + 1, logBuckets) || tooManyOverflow(noverflow, logBuckets))) {
                GoEvacuation.hashGrow(this);
                continue;
            }
            insert(free != null ? free : newOverflow(last), top, key, value);
            return null;
        }
    }

    private GoBucket headForInsert(long hash) {
        @Nullable GoBucket[] now = bucketsForWrite(hash);
        int index = (int) hash & (now.length - 1);
        GoBucket head = now[index];
        if (head == null) {
            now[index] = head = new GoBucket();
        }
        return head;
    }

    /** The bucket array, created on the first write and, in a growth, with the bucket of {@code hash} evacuated. */
    private @Nullable GoBucket[] bucketsForWrite(long hash) {
        @Nullable GoBucket[] now = buckets;
        if (now == null) {
            buckets = now = new GoBucket[1];
        }
        if (growing()) {
            GoEvacuation.growWork(this, (int) hash & (now.length - 1));
        }
        return now;
    }

    private void insert(GoBucket bucket, int top, K key, V value) {
        bucket.set(bucket.firstEmpty(), top, key, value);
        count++;
    }

    private @Nullable V update(GoBucket bucket, int slot, K key, V value) {
        if (GoKeys.needsKeyUpdate(key)) {
            bucket.setKey(slot, key);
        }
        V former = value(bucket, slot);
        bucket.setElem(slot, value);
        return former;
    }

    /** Hangs a new bucket behind the last one of a chain; from B = 16 on the count is approximate (rule 1.3). */
    GoBucket newOverflow(GoBucket last) {
        GoBucket bucket = new GoBucket();
        last.overflow = bucket;
        if (logBuckets < 16 || (random.getAsInt() & ((1 << (logBuckets - 15)) - 1)) == 0) {
            noverflow++;
        }
        return bucket;
    }

    /** Removes a key; returns its value, or null. Rule 1.6. */
    @Nullable
    V remove(Object key) {
        if (count == 0) {
            hash(key);
            return null;
        }
        long hash = beginWrite(key);
        V former;
        try {
            former = delete(key, hash);
        } catch (Throwable e) {
            flags &= ~HASH_WRITING;
            throw e;
        }
        endWrite();
        return former;
    }

    private @Nullable V delete(Object key, long hash) {
        @Nullable GoBucket[] now = bucketsForWrite(hash);
        GoBucket head = now[(int) hash & (now.length - 1)];
        GoCursor cursor = new GoCursor();
        if (head == null || !findInChain(head, key, GoBucket.topHash(hash), cursor)) {
            return null;
        }
        V former = value(cursor.bucket(), cursor.slot);
        GoEmptying.delete(head, cursor.bucket(), cursor.slot);
        if (--count == 0) {
            hash0 = random.getAsInt();
        }
        return former;
    }

    /** Go's mapclear (rule 1.7): an empty map is left alone, without a look at the flag. */
    void clear() {
        if (count == 0) {
            return;
        }
        checkNotWriting();
        flags ^= HASH_WRITING;
        GoEmptying.clear(buckets);
        GoEmptying.clear(oldbuckets);
        flags &= ~SAME_SIZE_GROW;
        oldbuckets = null;
        nevacuate = 0;
        noverflow = 0;
        count = 0;
        hash0 = random.getAsInt();
        endWrite();
        tracer.cleared();
    }

    /** One evacuation, as a write; returns whether the map still grows. */
    boolean evacuateStep() {
        checkNotWriting();
        flags ^= HASH_WRITING;
        try {
            GoEvacuation.evacuate(this, nevacuate);
        } finally {
            flags &= ~HASH_WRITING;
        }
        return growing();
    }

    /** Go's maps.Clone: same seed, same entries, no flags; the flag is looked at only when there is something to copy. */
    GoHmap<K, V> copy() {
        GoHmap<K, V> twin = new GoHmap<>(count, random, fatal, tracer);
        twin.hash0 = hash0;
        if (count == 0) {
            return twin;
        }
        if ((loFlags() & HASH_WRITING) != 0) {
            fatal.fatal(Kind.CLONE_AND_WRITE);
        }
        for (GoHmapIterator<K, V> it = new GoHmapIterator<>(this); it.advance(); ) {
            twin.put(it.key(), it.value());
        }
        return twin;
    }

    /** The flags, for a reader: other readers may be setting the iterator bits. */
    int loFlags() {
        return (int) FLAGS.getOpaque(this);
    }

    /** The only write a reader makes, hence atomic; skipped when both bits are set, as in Go. */
    void noteIterator() {
        if ((loFlags() & (ITERATOR | OLD_ITERATOR)) != (ITERATOR | OLD_ITERATOR)) {
            FLAGS.getAndBitwiseOr(this, ITERATOR | OLD_ITERATOR);
        }
    }

    @SuppressWarnings("unchecked")
    private static <V> @Nullable V value(GoBucket bucket, int slot) {
        return (V) bucket.elem(slot);
    }
}
