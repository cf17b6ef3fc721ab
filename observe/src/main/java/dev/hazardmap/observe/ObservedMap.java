package dev.hazardmap.observe;

import dev.hazardmap.maps.GoMap;
import dev.hazardmap.maps.SwissMap;
import java.lang.ref.WeakReference;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * What is known about a traced map, without a method that could change or keep it: the map is held weakly.
 *
 * <h2>Whose thread reads the size</h2>
 * {@code size()} of a map that is not concurrent may be asked on the threads that use the map only: on another thread it would be
 * a data race, and in a {@link java.util.WeakHashMap} a write. So it is read by the operations themselves, when one is sampled and
 * {@link #LOOK_NANOS} have passed, and a scrape gets what was read last. A {@link ConcurrentMap} is asked by the scrape too.
 *
 * <h2>Growth</h2>
 * {@link #growths} counts entries by which the size rose above its high-water mark. The mark falls when half of the entries are gone.
 * So a cache that evicts as much as it takes in does not grow, one that is filled, emptied and filled again does, and a leak
 * does from its first entry on.
 *
 * <p><b>Thread safety:</b> any thread.
 */
public final class ObservedMap {
    /** At most one look at the size per millisecond: some maps count their entries, or ask another thread. */
    static final long LOOK_NANOS = 1_000_000;

    private static final AtomicLong IDS = new AtomicLong();

    private final long id = IDS.incrementAndGet();
    private final String name;
    private final String type;
    private final boolean concurrent;
    private final WeakReference<Map<?, ?>> map;
    private final @Nullable ToLongFunction<Map<?, ?>> capacity;
    private final AtomicInteger mark = new AtomicInteger();
    private final LongAdder growths = new LongAdder();
    private volatile int size;
    private volatile int peak;
    private volatile long slots;
    private volatile long lookedNanos;
    private volatile long misuses;

    ObservedMap(String name, Map<?, ?> map, @Nullable ToLongFunction<Map<?, ?>> capacity) {
        this.name = name;
        this.type = map.getClass().getName();
        this.concurrent = map instanceof ConcurrentMap;
        this.map = new WeakReference<>(map);
        this.capacity = capacity;
        look(map);
        growths.reset(); // What was in it before it was wrapped did not grow under our eyes.
    }

    /** Unique in this process. */
    public long id() {
        return id;
    }

    /** The name it was wrapped with; several maps may share one. */
    public String name() {
        return name;
    }

    /** The class of the wrapped map. */
    public String type() {
        return type;
    }

    /** The number of entries: now, of a {@link ConcurrentMap}; else when it was last looked at. */
    public int size() {
        Map<?, ?> present = concurrent ? map.get() : null;
        return present == null ? size : look(present);
    }

    /** The largest size that was seen. */
    public int peakSize() {
        return peak;
    }

    /** How many entries it has grown by, see above. */
    public long growths() {
        size();
        return growths.sum();
    }

    /** Entries per slot, when the map was last looked at; empty if nobody told how many slots it has. */
    public OptionalDouble load() {
        int entries = size();
        long among = slots;
        return among <= 0 ? OptionalDouble.empty() : OptionalDouble.of((double) entries / among);
    }

    /** How many misuses the map has found; 0 for a map that looks for none. */
    public long misuses() {
        Map<?, ?> present = map.get();
        if (present instanceof SwissMap<?, ?> swiss) {
            misuses = swiss.misuses();
        } else if (present instanceof GoMap<?, ?> go) {
            misuses = go.misuses();
        }
        return misuses;
    }

    /** Reads the size, on a thread that uses the map, unless that was done just now. */
    void look() {
        if (System.nanoTime() - lookedNanos >= LOOK_NANOS) {
            lookNow();
        }
    }

    /** Reads the size, on a thread that uses the map. */
    int lookNow() {
        Map<?, ?> present = map.get();
        return present == null ? size : look(present);
    }

    private int look(Map<?, ?> present) {
        int seen;
        try {
            seen = present.size();
            slots = capacity == null ? 0 : capacity.applyAsLong(present);
        } catch (RuntimeException | Error ignored) {
            return size; // The map's own trouble, misuse perhaps: its user will hear of it from the map.
        }
        size = seen;
        peak = Math.max(peak, seen);
        lookedNanos = System.nanoTime();
        noteGrowth(seen);
        return seen;
    }

    private void noteGrowth(int seen) {
        int before = mark.get();
        while ((seen > before || seen < before / 2) && !mark.compareAndSet(before, seen)) {
            before = mark.get();
        }
        if (seen > before) {
            growths.add(seen - before);
        }
    }

    @Override
    public String toString() {
        return name + " (" + type + " #" + id + ")";
    }
}
