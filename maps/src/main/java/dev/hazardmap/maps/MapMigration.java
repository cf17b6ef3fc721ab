package dev.hazardmap.maps;

import java.util.Iterator;
import java.util.Map;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * One change of the map behind a {@link MigratingMap}, and the controls of it.
 *
 * <p>Usually: {@link #step} until it says ready, {@link #cutOver}, watch, and then {@link #finish} or {@link #rollBack}. Any
 * thread may call any method; one at a time gets in.
 *
 * @param <K> the type of keys
 * @param <V> the type of values
 */
public final class MapMigration<K, V> {
    /** Where a migration stands; see {@link MigratingMap}. */
    public enum Phase {
        /** Entries are being copied and changes logged; the old map answers. */
        COPYING,
        /** Both maps are written; the old map answers. */
        DUAL,
        /** Both maps are written; the new map answers. */
        CUT_OVER,
        /** Only the new map is used. */
        FINISHED,
        /** Only the old map is used. */
        ABANDONED;

        /** Whether a new migration may begin. */
        public boolean ended() {
            return this == FINISHED || this == ABANDONED;
        }
    }

    /**
     * What has been done so far.
     *
     * @param phase where it stands
     * @param copied entries copied
     * @param logged changes that went through the log
     * @param applied changes written to the following map, copies included
     * @param stale changes that were left out because a later one of the same key had been applied
     */
    public record Progress(Phase phase, long copied, long logged, long applied, long stale) {}

    private final MigratingMap<K, V> map;
    private final AtomicLong clock;
    private final ConcurrentMap<K, V> oldMap;
    private final ConcurrentMap<K, V> newMap;
    private final Iterator<Map.Entry<K, V>> uncopied;
    private MirrorMap<K, V> mirror;
    private long copied;
    private volatile Phase phase = Phase.COPYING;

    /** Made under the map's control lock, when every write goes through {@code mirror}. */
    MapMigration(MigratingMap<K, V> map, AtomicLong clock, MirrorMap<K, V> mirror) {
        this.map = map;
        this.clock = clock;
        this.mirror = mirror;
        this.oldMap = mirror.authority();
        this.newMap = mirror.follower();
        this.uncopied = oldMap.entrySet().iterator();
    }

    /** Where the migration stands. */
    public Phase phase() {
        return phase;
    }

    /**
     * Copies entries, or, when all are copied, applies logged changes; when none is left, goes over to {@link Phase#DUAL}.
     *
     * @param limit how many entries or changes at most
     * @return whether the map is ready for {@link #cutOver}
     * @throws IllegalArgumentException if {@code limit} is less than 1
     */
    public boolean step(int limit) {
        if (limit < 1) {
            throw new IllegalArgumentException("limit is less than 1: " + limit);
        }
        map.lockControl();
        try {
            if (phase != Phase.COPYING) {
                return phase == Phase.DUAL;
            }
            int budget = limit;
            for (; budget > 0 && uncopied.hasNext(); budget--) {
                mirror.copy(uncopied.next().getKey());
                copied++;
            }
            if (budget > 0) {
                mirror.writeDual(); // First: beside eight writers that only log, one thread would never see the end
                // of the log.
                if (mirror.catchUp(budget) < budget) {
                    phase = Phase.DUAL;
                }
            }
            return phase == Phase.DUAL;
        } finally {
            map.unlockControl();
        }
    }

    /** {@link #step Steps} until ready, a thousand entries at a time; other threads run in between. */
    public void copyAll() {
        while (!step(1000)) {
            requirePhase("copyAll", Phase.COPYING, Phase.DUAL);
        }
    }

    /**
     * Makes the new map answer. The old one is still written, so that {@link #rollBack} loses nothing.
     *
     * @return the time writers had to wait
     * @throws IllegalStateException if the migration is not in {@link Phase#DUAL}, or the new map failed at a write; nothing
     *     has changed then
     */
    public CatchUpWindow cutOver() {
        return turn("cutOver", Phase.DUAL, Phase.CUT_OVER, newMap, oldMap, false);
    }

    /**
     * As {@link #cutOver}, after comparing both maps inside the window, which makes it as long as the map is large.
     *
     * @throws IllegalStateException also if the maps differ; the message names the first difference, nothing has changed
     */
    public CatchUpWindow cutOverVerified() {
        return turn("cutOverVerified", Phase.DUAL, Phase.CUT_OVER, newMap, oldMap, true);
    }

    /** Makes the old map answer again, with every write that the new one has seen; the migration is in DUAL then. */
    public CatchUpWindow rollBack() {
        return turn("rollBack", Phase.CUT_OVER, Phase.DUAL, oldMap, newMap, false);
    }

    private CatchUpWindow turn(
            String what,
            Phase from,
            Phase to,
            ConcurrentMap<K, V> authority,
            ConcurrentMap<K, V> follower,
            boolean verify) {
        map.lockControl();
        try {
            requirePhase(what, from, from);
            long start = System.nanoTime();
            map.advance(follower, mirror, true);
            long drained = System.nanoTime();
            int changes;
            try {
                changes = mirror.catchUp(Integer.MAX_VALUE);
                requireNoObstacle(what, verify);
            } catch (Throwable e) {
                map.advance(follower, mirror, false);
                throw e;
            }
            mirror = new MirrorMap<>(authority, follower, clock, true);
            phase = to;
            map.advance(authority, mirror, false);
            return new CatchUpWindow(System.nanoTime() - start, drained - start, changes);
        } finally {
            map.unlockControl();
        }
    }

    private void requireNoObstacle(String what, boolean verify) {
        RuntimeException failure = mirror.failure();
        if (failure != null) {
            throw new IllegalStateException(what + " refused: the following map failed at a write", failure);
        }
        String difference = verify ? mirror.difference() : null;
        if (difference != null) {
            throw new IllegalStateException(what + " refused: the maps differ: " + difference);
        }
    }

    /** After a cut-over: uses the new map alone from now on. There is no way back then. */
    public void finish() {
        end("finish", Phase.CUT_OVER, Phase.CUT_OVER, Phase.FINISHED, newMap);
    }

    /** Before a cut-over, or after a roll-back: uses the old map alone from now on. */
    public void abandon() {
        end("abandon", Phase.COPYING, Phase.DUAL, Phase.ABANDONED, oldMap);
    }

    private void end(String what, Phase from, Phase orFrom, Phase to, ConcurrentMap<K, V> remaining) {
        map.lockControl();
        try {
            requirePhase(what, from, orFrom);
            phase = to;
            map.advance(remaining, remaining, false);
        } finally {
            map.unlockControl();
        }
    }

    private void requirePhase(String what, Phase allowed, Phase orAllowed) {
        Phase now = phase;
        if (now != allowed && now != orAllowed) {
            throw new IllegalStateException(what + " is not possible in phase " + now);
        }
    }

    /** What has been done so far; the counts of log and application start anew with each cut-over and roll-back. */
    public Progress progress() {
        map.lockControl();
        try {
            return new Progress(
                    phase, copied, mirror.logged.get(), mirror.appliedChanges.get(), mirror.staleChanges.get());
        } finally {
            map.unlockControl();
        }
    }
}
