package dev.hazardmap.trace.recorder;

import org.jspecify.annotations.Nullable;

/** Called from the maps' own code where tables grow. Only maps that the application was seen to use count. */
public final class GrowthHooks {
    private GrowthHooks() {}

    /** A table is about to be replaced; {@code table} may be null. */
    public static void growing(Object map, @Nullable Object table) {
        if (Power.on) {
            Lane lane = Lanes.current();
            lane.growingSince = System.nanoTime();
            lane.growingFrom = length(table);
        }
    }

    /** It was. */
    public static void grown(Object map, @Nullable Object table) {
        if (!Power.on) {
            return;
        }
        Lane lane = Lanes.current();
        Tag tag = lane.busy == 0 ? Tags.existing(lane, map) : null;
        int now = length(table);
        if (tag != null && tag.map && now != lane.growingFrom) {
            grew(lane, tag, now, lane.growingFrom);
        }
    }

    private static void grew(Lane lane, Tag tag, int to, int from) {
        long time = System.nanoTime();
        lane.extra(from);
        lane.putAt(time, EventCode.MAP_GROW, Lane.HAS_DURATION, tag.id, to, 0, time - lane.growingSince);
    }

    /** Something on the whole map begins. */
    public static void beginning() {
        if (Power.on) {
            Lanes.current().growingSince = System.nanoTime();
        }
    }

    /** A snapshot was taken. */
    public static void snapshotTaken(Object map) {
        if (Power.on) {
            Lane lane = Lanes.current();
            if (lane.busy == 0) {
                long time = System.nanoTime();
                int id = Tags.id(lane, map, true);
                lane.putAt(time, EventCode.MAP_SNAPSHOT, Lane.HAS_DURATION, id, 0, 0, time - lane.growingSince);
            }
        }
    }

    /**
     * It stops.
     *
     * @param before the table that was emptied
     * @param now the map's table now: another one when the move has ended
     * @param left buckets not yet claimed by any thread
     */
    public static void moved(Object map, @Nullable Object before, @Nullable Object now, int left) {
        if (!Power.on) {
            return;
        }
        Lane lane = Lanes.current();
        Tag tag = lane.busy == 0 ? Tags.existing(lane, map) : null;
        if (tag == null || !tag.map) {
            return;
        }
        if (now != before) {
            grew(lane, tag, length(now), length(before));
            return;
        }
        long time = System.nanoTime();
        int all = length(before);
        lane.extra(all);
        lane.putAt(
                time,
                EventCode.MAP_EVACUATE,
                Lane.HAS_DURATION,
                tag.id,
                all - Math.max(0, left),
                0,
                time - lane.growingSince);
    }

    /** Something happened to a map of the family. */
    public static void happened(Object map, int code, int value) {
        if (Power.on) {
            Lane lane = Lanes.current();
            if (lane.busy == 0) {
                lane.putNow(code, 0, Tags.id(lane, map, true), value, 0, 0);
            }
        }
    }

    private static int length(@Nullable Object table) {
        return table instanceof Object[] ? ((Object[]) table).length : 0;
    }
}
