package dev.hazardmap.maps;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a {@link GoMap} looked like at one moment: the fields of Go's {@code runtime.hmap}, and every bucket.
 *
 * <p>Immutable. It is exact when nothing wrote the map while it was taken.
 *
 * @param count live entries: what {@code len()} returns
 * @param flags the flag bits that are set
 * @param logBuckets B: there are 2<sup>B</sup> main buckets
 * @param noverflow overflow buckets, approximate from B = 16 on
 * @param hash0 the seed
 * @param nevacuate while growing, every old bucket with a lower index is evacuated
 * @param buckets the main buckets, empty before the first write to a map with B = 0
 * @param oldbuckets the former buckets, empty unless growing
 */
public record GoMapState(
        int count,
        Set<Flag> flags,
        int logBuckets,
        int noverflow,
        int hash0,
        int nevacuate,
        List<Bucket> buckets,
        List<Bucket> oldbuckets) {

    static final GoMapState NIL = new GoMapState(0, Set.of(), 0, 0, 0, 0, List.of(), List.of());

    /** Copies the collections. */
    public GoMapState {
        flags = Collections.unmodifiableSet(flags.isEmpty() ? EnumSet.noneOf(Flag.class) : EnumSet.copyOf(flags));
        buckets = List.copyOf(buckets);
        oldbuckets = List.copyOf(oldbuckets);
    }

    /** Whether a growth is under way: {@code oldbuckets != nil}. */
    public boolean growing() {
        return !oldbuckets.isEmpty();
    }

    /** How many old buckets have been evacuated, which is at least {@link #nevacuate}. */
    public int evacuated() {
        return (int) oldbuckets.stream().filter(Bucket::evacuated).count();
    }

    /** The flag bits of {@code hmap.flags}. */
    public enum Flag {
        /** There may be an iterator using buckets (1). */
        ITERATOR,
        /** There may be an iterator using oldbuckets (2). */
        OLD_ITERATOR,
        /** A thread is writing to the map (4). */
        HASH_WRITING,
        /** The growth under way is to a map of the same size (8). */
        SAME_SIZE_GROW
    }

    /** What a top-hash byte says. */
    public enum TopHash {
        /** 0: empty, and so is everything after it in the chain. */
        EMPTY_REST,
        /** 1: empty. */
        EMPTY_ONE,
        /** 2: moved to the bucket of the same index. */
        EVACUATED_X,
        /** 3: moved to the bucket one old table further on. */
        EVACUATED_Y,
        /** 4: was empty when the bucket was evacuated. */
        EVACUATED_EMPTY,
        /** 5 and above: a live entry; the byte is the top byte of its hash, plus 5 if that is below 5. */
        LIVE
    }

    /**
     * One bucket with its overflow chain.
     *
     * @param index its place in the array
     * @param slots eight per bucket of the chain, in chain order
     */
    public record Bucket(int index, List<Slot> slots) {
        /** Copies the list. */
        public Bucket {
            slots = List.copyOf(slots);
        }

        /** Whether the bucket has been evacuated: 1 &lt; tophash[0] &lt; 5. */
        public boolean evacuated() {
            TopHash first = slots.get(0).state();
            return first.compareTo(TopHash.EMPTY_ONE) > 0 && first != TopHash.LIVE;
        }

        /** Overflow buckets in the chain. */
        public int overflow() {
            return slots.size() / GoBucket.SLOTS - 1;
        }

        /** Live entries in the chain. */
        public int live() {
            return (int)
                    slots.stream().filter(slot -> slot.state() == TopHash.LIVE).count();
        }
    }

    /**
     * One slot.
     *
     * @param tophash the byte, 0 to 255
     * @param key the key, also of an evacuated slot while an iterator may need it; else null
     * @param value likewise
     */
    public record Slot(
            int tophash, @Nullable Object key, @Nullable Object value) {
        /** What the byte says. */
        public TopHash state() {
            return TopHash.values()[Math.min(tophash, TopHash.LIVE.ordinal())];
        }
    }

    static GoMapState of(GoHmap<?, ?> h) {
        return new GoMapState(
                h.count,
                flags(h.flags),
                h.logBuckets,
                h.noverflow,
                h.hash0,
                h.nevacuate,
                buckets(h.buckets),
                buckets(h.oldbuckets));
    }

    private static Set<Flag> flags(int bits) {
        Set<Flag> flags = EnumSet.noneOf(Flag.class);
        for (Flag flag : Flag.values()) {
            if ((bits & (1 << flag.ordinal())) != 0) {
                flags.add(flag);
            }
        }
        return flags;
    }

    private static List<Bucket> buckets(@Nullable GoBucket @Nullable [] array) {
        if (array == null) {
            return List.of();
        }
        List<Bucket> views = new ArrayList<>(array.length);
        for (int i = 0; i < array.length; i++) {
            views.add(new Bucket(i, slots(array[i])));
        }
        return views;
    }

    private static List<Slot> slots(@Nullable GoBucket head) {
        List<Slot> slots = new ArrayList<>(GoBucket.SLOTS);
        for (GoBucket b = head == null ? GoBucket.UNUSED : head; b != null; b = b.overflow) {
            for (int i = 0; i < GoBucket.SLOTS; i++) {
                slots.add(new Slot(b.top(i), b.key(i), b.elem(i)));
            }
        }
        return slots;
    }
}
