package dev.hazardmap.trace.recorder;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Called around the application's calls of a map's methods.
 *
 * <p>What hooks must never do: throw, call a method of the application or of a collection, take a lock of the JDK's, or
 * initialise a class that the JDK has not initialised.
 */
public final class MapHooks {
    /** {@link #begin} says: not this one. */
    private static final long SKIP = 0;

    private static final long UNTIMED = 1;
    /** When all operations are recorded, one in so many is measured. */
    private static final int TIMED = 64;
    /** From this sampling on each recorded operation is measured. */
    private static final int SPARSE = 16;

    private MapHooks() {}

    /** Before an operation: what {@link #end} wants. */
    public static long begin() {
        if (!Power.on) {
            return SKIP;
        }
        Lane lane = Lanes.current();
        if (--lane.credit > 0 || lane.busy != 0) {
            return SKIP;
        }
        return due(lane);
    }

    private static long due(Lane lane) {
        int sample = Power.sample;
        if (sample == 0) {
            lane.credit = Integer.MAX_VALUE;
            return SKIP;
        }
        lane.credit = sample;
        if (--lane.timing > 0) {
            return UNTIMED;
        }
        lane.timing = sample >= SPARSE ? 1 : TIMED;
        return System.nanoTime();
    }

    /** After an operation; {@code what} is {@code code << 24 | call site}. */
    public static void end(Object map, @Nullable Object key, long begun, int what) {
        if (begun == SKIP || !(map instanceof Map)) {
            return;
        }
        Lane lane = Lanes.current();
        int id = Tags.id(lane, map, true);
        if (begun == UNTIMED) {
            lane.put(what >>> 24, 0, id, Keys.hash(key), what & 0xFFFFFF, 0);
        } else {
            timed(lane, id, Keys.hash(key), begun, what);
        }
        if (!lane.held.none()) {
            lane.held.guard(lane, id);
        }
    }

    private static void timed(Lane lane, int id, int value, long begun, int what) {
        long now = System.nanoTime();
        lane.putAt(now, what >>> 24, Lane.HAS_DURATION, id, value, what & 0xFFFFFF, now - begun);
    }

    /** After an operation on the whole map that is always measured; {@code value} is in entries. */
    public static void endBulk(Object map, long begun, int what) {
        if (begun != SKIP && map instanceof Map) {
            Lane lane = Lanes.current();
            long now = System.nanoTime();
            int id = Tags.id(lane, map, true);
            lane.putAt(now, what >>> 24, Lane.HAS_DURATION, id, Sizes.of(map), what & 0xFFFFFF, now - begun);
            if (!lane.held.none()) {
                lane.held.guard(lane, id);
            }
        }
    }

    /** Before an operation on the whole map. */
    public static long beginBulk() {
        if (!Power.on || Power.sample == 0 || Lanes.current().busy != 0) {
            return SKIP;
        }
        return System.nanoTime();
    }

    // ---- iterations

    /** The application was handed a view of a map. */
    public static void view(Object map, @Nullable Object view) {
        if (Power.on && Power.sample != 0 && view != null && map instanceof Map) {
            Lane lane = Lanes.current();
            if (lane.busy == 0) {
                lane.iterations.view(view, Tags.id(lane, map, true));
            }
        }
    }

    /** The application got an iterator. */
    public static void iterator(Object view, @Nullable Object iterator, int site) {
        if (!Power.on || iterator == null) {
            return;
        }
        Lane lane = Lanes.current();
        int map = lane.busy != 0 ? 0 : lane.iterations.mapOf(view);
        if (map != 0) {
            long now = System.nanoTime();
            lane.iterations.begin(new Iterations.Iteration(iterator, map, site, now));
            lane.putAt(now, EventCode.MAP_ITERATE, 0, map, 0, site, 0);
            if (!lane.held.none()) {
                lane.held.guard(lane, map);
            }
        }
    }

    /** After {@code next}. */
    public static void next(Object iterator) {
        if (Power.on) {
            Iterations.Iteration of = Lanes.current().iterations.of(iterator);
            if (of != null) {
                of.seen++;
            }
        }
    }

    /** After {@code hasNext}. */
    public static void hasNext(Object iterator, boolean more) {
        if (more || !Power.on) {
            return;
        }
        Lane lane = Lanes.current();
        Iterations.Iteration of = lane.iterations.of(iterator);
        if (of != null) {
            long now = System.nanoTime();
            lane.iterations.end(of);
            lane.putAt(now, EventCode.MAP_ITERATED, Lane.HAS_DURATION, of.map, of.seen, of.site, now - of.since);
        }
    }

    // ---- what is made

    /** The application made a map at {@code site} for {@code label}. */
    public static void made(Object map, @Nullable String label, int site) {
        if (Power.on) {
            Lane lane = Lanes.current();
            if (lane.busy == 0) {
                Tags.made(lane, map, true, label, site);
            }
        }
    }
}
