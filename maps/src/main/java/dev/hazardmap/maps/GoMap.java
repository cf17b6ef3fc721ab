package dev.hazardmap.maps;

import static java.util.Objects.requireNonNull;

import dev.hazardmap.maps.MisuseReport.Kind;
import dev.hazardmap.maps.MisuseReport.MapState;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Go's classic map (1.0 to 1.23) on the JVM, to the letter, and open to inspection.
 *
 * <p>The structure and its rules are described in {@link GoHmap}, the walk of a range loop in {@link GoHmapIterator}; this
 * class puts {@link Map} in front of them, and the detection of misuse. {@link #state} shows buckets, old buckets, top hashes,
 * flags and the evacuation mark; {@link #evacuateStep} moves one old bucket; a {@link GoMapTracer} is told of each step.
 *
 * <h2>Where Go's semantics and the contract of {@code Map} differ</h2>
 *
 * <ul>
 *   <li>Keys are compared as Go compares interface values: {@code +0.0} and {@code -0.0} are one key, and each NaN is a key of
 *       its own that only iteration sees and only {@link #clear} removes. {@code Map} would have it the other way around.
 *   <li>An update stores the new key object too, unless it is an integer, a character, a boolean or an enum constant.
 *   <li>Each iteration starts at a random place. Writes by the iterating thread are allowed during it: entries removed before
 *       they are reached do not appear, entries added may. An entry is reached by {@code hasNext}, or by {@code next} when
 *       {@code hasNext} was not called. There is no {@link java.util.ConcurrentModificationException}.
 *   <li>{@link #nil} is Go's nil map: it reads as empty, and writing to it fails with a {@link NilMapException}.
 *   <li>An array is no key: {@link UncomparableException}, also when reading an empty map.
 *   <li>{@code put} stores the value itself, before the write ends. Go's compiled code stores it just after, where the
 *       detection of concurrent writes no longer sees it.
 * </ul>
 *
 * Null keys and values are rejected with a {@link NullPointerException} that names the argument.
 *
 * <h2>Misuse</h2>
 *
 * <p>Go prints {@code fatal error: concurrent map writes} and exits. Here the {@link OwnedMap} finds the overlap, and the
 * {@link MisusePolicy} says what follows; in strict mode any operation of a thread that does not own the map is a misuse. With
 * {@link Builder#bestEffort} only Go's own plain flag is looked at, with all its blind spots: reads of an empty map are never
 * found, and short overlaps rarely.
 *
 * <p><b>Thread safety:</b> none for writes. Several threads may read and iterate a map that nobody writes, after safe
 * publication: a lookup writes no field, and starting an iteration sets two flag bits atomically.
 *
 * @param <K> the type of keys
 * @param <V> the type of values
 */
@SuppressWarnings("exports") // The superclass is package-private: its public methods are part of this class.
public final class GoMap<K, V> extends GoMapFunctions<K, V> {
    private final @Nullable GoHmap<K, V> hmap;
    private final boolean bestEffort;

    /** An empty map without buckets. */
    public GoMap() {
        this(new Builder<>());
    }

    /**
     * A map that takes {@code expectedSize} entries without growing.
     *
     * @throws IllegalArgumentException if it is negative; see {@link #make} for Go's own rule
     */
    public GoMap(int expectedSize) {
        this(new Builder<K, V>().expectedSize(expectedSize));
    }

    /**
     * A map with the entries of another.
     *
     * @throws NullPointerException if {@code source}, or a key or value in it, is null
     */
    public GoMap(Map<? extends K, ? extends V> source) {
        this(new Builder<K, V>().expectedSize(requireNonNull(source, "source").size()));
        putAll(source);
    }

    private GoMap(Builder<K, V> builder) {
        this(builder, new GoHmap<>(builder.hint, builder.random, GoMap::unset, builder.tracer));
    }

    private GoMap(Builder<K, V> builder, @Nullable GoHmap<K, V> hmap) {
        super(builder.misuse);
        this.bestEffort = builder.bestEffort;
        this.hmap = hmap;
        if (hmap != null) {
            hmap.fatal = this::flagged;
        }
    }

    private static void unset(Kind kind) {
        throw new IllegalStateException(kind.goText());
    }

    /** Go's {@code make(map[K]V, hint)}: a negative hint counts as 0. */
    public static <K, V> GoMap<K, V> make(int hint) {
        return new GoMap<>(Math.max(hint, 0));
    }

    /** Go's nil map: empty, readable, and not writable. */
    public static <K, V> GoMap<K, V> nil() {
        return new GoMap<>(new Builder<>(), null);
    }

    /** A builder for a map with a label, a misuse policy, a source of randomness or a tracer. */
    public static <K, V> Builder<K, V> builder() {
        return new Builder<>();
    }

    @Override
    MapState describe(String label) {
        GoHmap<K, V> h = hmap;
        String state = h == null
                ? "nil map"
                : "B=" + h.logBuckets + ", flags=" + h.flags + ", noverflow=" + h.noverflow
                        + (h.growing() ? ", growing, nevacuate=" + h.nevacuate : "");
        return new MapState("GoMap", label, h == null ? 0 : h.count, state);
    }

    /** The number of entries, NaN keys included. */
    @Override
    public int size() {
        GoHmap<K, V> h = hmap;
        if (h == null) {
            return 0;
        }
        int ticket = beginRead();
        int size = h.count;
        endRead(ticket);
        return size;
    }

    /**
     * The value of a key, or null. Writes nothing, not even while the map grows.
     *
     * @throws UncomparableException if the key is an array, whatever the map holds
     */
    @Override
    public @Nullable V get(Object key) {
        requireNonNull(key, "key");
        GoHmap<K, V> h = hmap;
        if (h == null) {
            GoKeys.hash(key, 0);
            return null;
        }
        int ticket = beginRead();
        V value = h.get(key);
        endRead(ticket);
        return value;
    }

    /** Whether {@link #get} finds a value; never for NaN. */
    @Override
    public boolean containsKey(Object key) {
        return get(key) != null;
    }

    @Override
    public boolean containsValue(Object value) {
        return super.containsValue(requireNonNull(value, "value"));
    }

    /**
     * Stores a value under a key; a NaN makes a new entry every time.
     *
     * @return the former value, or null
     * @throws NilMapException on {@link #nil}
     * @throws UncomparableException if the key is an array
     */
    @Override
    public @Nullable V put(K key, V value) {
        requireNonNull(key, "key");
        requireNonNull(value, "value");
        GoHmap<K, V> h = hmap;
        if (h == null) {
            throw new NilMapException(key);
        }
        int ticket = beginGoWrite();
        try {
            return h.put(key, value);
        } finally {
            endGoWrite(ticket);
        }
    }

    /** Removes a key. A nil map has nothing to remove; a NaN cannot be removed. */
    @Override
    public @Nullable V remove(Object key) {
        requireNonNull(key, "key");
        GoHmap<K, V> h = hmap;
        if (h == null) {
            GoKeys.hash(key, 0);
            return null;
        }
        int ticket = beginGoWrite();
        try {
            return h.remove(key);
        } finally {
            endGoWrite(ticket);
        }
    }

    /** Removes every entry, NaN keys too; ends running iterations. The array of buckets keeps its size. */
    @Override
    public void clear() {
        GoHmap<K, V> h = hmap;
        if (h == null) {
            return;
        }
        int ticket = beginGoWrite();
        try {
            h.clear();
        } finally {
            endGoWrite(ticket);
        }
    }

    private int beginGoWrite() {
        int ticket = bestEffort ? beginRead() : beginWrite();
        if (inFunction()) {
            endGoWrite(ticket);
            throw RecursiveUpdate.onThisThread("GoMap");
        }
        return ticket;
    }

    private void endGoWrite(int ticket) {
        if (!bestEffort) {
            endWrite(ticket);
        }
    }

    @Override
    public Set<K> keySet() {
        return new GoMapViews.Keys<>(this);
    }

    /** Iterates as Go's range does: see the description of the class. */
    @Override
    public Set<Map.Entry<K, V>> entrySet() {
        return new GoMapViews.Entries<>(this);
    }

    /** The iterator of a range loop, or null on a nil map. */
    @Nullable
    GoHmapIterator<K, V> range() {
        GoHmap<K, V> h = hmap;
        if (h == null) {
            return null;
        }
        int ticket = beginIteration();
        GoHmapIterator<K, V> it = new GoHmapIterator<>(h);
        endStep(ticket);
        return it;
    }

    boolean advance(GoHmapIterator<K, V> it) {
        int ticket = beginIteration();
        boolean reached = it.advance();
        endStep(ticket);
        return reached;
    }

    /** Go's {@code maps.Clone}: a map with the same seed and entries, NaN keys included, owned by this thread. */
    public GoMap<K, V> copy() {
        GoHmap<K, V> h = hmap;
        if (h == null) {
            return nil();
        }
        int ticket = beginClone();
        GoHmap<K, V> twin = h.copy();
        endClone(ticket);
        return new GoMap<>(new Builder<>(), twin);
    }

    /** The structure at this moment: one object per slot, so for small maps and patient readers. */
    public GoMapState state() {
        GoHmap<K, V> h = hmap;
        return h == null ? GoMapState.NIL : GoMapState.of(h);
    }

    /**
     * Evacuates the old bucket at the evacuation mark, the second half of what each write to a growing map does.
     *
     * @return whether the map is still growing
     */
    public boolean evacuateStep() {
        GoHmap<K, V> h = hmap;
        if (h == null) {
            return false;
        }
        int ticket = beginGoWrite();
        try {
            return h.evacuateStep();
        } finally {
            endGoWrite(ticket);
        }
    }

    /**
     * Recomputes the structure's invariants from scratch, for tests and for diagnosis.
     *
     * @throws IllegalStateException saying what was found and what was expected
     */
    public void checkInvariants() {
        if (hmap != null) {
            GoHmapInvariants.check(hmap);
        }
    }

    @Override
    boolean isWritable() {
        return hmap != null;
    }

    @Nullable
    GoHmap<K, V> hmap() {
        return hmap;
    }

    /**
     * Builds a {@link GoMap}. Not thread-safe.
     *
     * @param <K> the type of keys
     * @param <V> the type of values
     */
    public static final class Builder<K, V> extends OwnedMap.Builder<Builder<K, V>> {
        private int hint;
        private IntSupplier random = () -> ThreadLocalRandom.current().nextInt();
        private GoMapTracer tracer = GoMapTracer.NONE;
        private boolean bestEffort;

        private Builder() {}

        @Override
        Builder<K, V> self() {
            return this;
        }

        /**
         * How many entries the map takes without growing.
         *
         * @throws IllegalArgumentException if negative
         */
        public Builder<K, V> expectedSize(int expectedSize) {
            if (expectedSize < 0) {
                throw new IllegalArgumentException("expectedSize is negative: " + expectedSize);
            }
            hint = expectedSize;
            return this;
        }

        /** Looks at Go's plain {@code hashWriting} flag alone, as Go does. */
        public Builder<K, V> bestEffort() {
            bestEffort = true;
            return this;
        }

        /** Where seeds and the starting points of iterations come from: a fixed sequence makes every run the same. */
        public Builder<K, V> random(IntSupplier source) {
            random = requireNonNull(source, "source");
            return this;
        }

        /** Who is told of each step of growth. */
        public Builder<K, V> tracer(GoMapTracer mapTracer) {
            tracer = requireNonNull(mapTracer, "tracer");
            return this;
        }

        /** Builds the map; it belongs to the calling thread. */
        public GoMap<K, V> build() {
            return new GoMap<>(this);
        }
    }
}
