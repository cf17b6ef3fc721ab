package dev.hazardmap.maps;

import static java.util.Objects.requireNonNull;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * A concurrent map whose implementation is changed behind a live service: entries are copied while threads go on reading and
 * writing, writers stop only for the last few changes, and the way back stays open.
 *
 * <h2>The course of a migration</h2>
 *
 * <table>
 *   <caption>phases</caption>
 *   <tr><th>phase</th><th>reads</th><th>writes</th><th>left by</th></tr>
 *   <tr><td>COPYING</td><td>old</td><td>old, and a change to the log</td>
 *       <td>{@link MapMigration#step}: copies entries, then applies the log</td></tr>
 *   <tr><td>DUAL</td><td>old</td><td>old, and by the same thread new</td><td>{@link MapMigration#cutOver}</td></tr>
 *   <tr><td>CUT_OVER</td><td>new</td><td>new, and by the same thread old</td>
 *       <td>{@link MapMigration#rollBack} (to DUAL) or {@link MapMigration#finish}</td></tr>
 *   <tr><td>FINISHED, ABANDONED</td><td>one map</td><td>one map</td><td>a new migration</td></tr>
 * </table>
 *
 * <p>The cut-over closes the epoch, waits for the writers that are inside, applies what is left of the log and opens the next
 * epoch with the new map. That is the <em>catch-up window</em>: the only time a writer waits, measured in {@link CatchUpWindow};
 * a roll-back has one too. It does not depend on the number of entries, but it does wait for a function that a writer is running.
 *
 * <p>That no operation is lost, and that operations on one key are linearizable throughout, follows from the rules of
 * {@link EpochMap} (who writes where) and of {@link MirrorMap} (why both maps are equal when the log has been applied).
 *
 * <p>Both maps must compare keys by {@code equals}, and {@code compute} of either must be atomic; a ConcurrentSkipListMap's is
 * not.
 *
 * <p><b>Thread safety and memory effects:</b> those of the current map.
 *
 * @param <K> the type of keys
 * @param <V> the type of values
 */
public final class MigratingMap<K, V> extends EpochMap<K, V> {
    private final AtomicLong clock = new AtomicLong();
    private @Nullable MapMigration<K, V> running;

    /** A map in front of an empty {@link ConcurrentHashMap}. */
    public MigratingMap() {
        this(new ConcurrentHashMap<K, V>(), Anchor.FIRST);
    }

    /** A map in front of a {@link ConcurrentHashMap} of the expected size. */
    public MigratingMap(int expectedSize) {
        this(new ConcurrentHashMap<K, V>(capacityFor(expectedSize)), Anchor.FIRST);
    }

    /** A map in front of a {@link ConcurrentHashMap} with the entries of another map. */
    public MigratingMap(Map<? extends K, ? extends V> source) {
        this(new ConcurrentHashMap<K, V>(withoutNulls(source)), Anchor.FIRST);
    }

    /** Tells the constructor that wraps a map from the one that copies it. */
    private enum Anchor {
        FIRST
    }

    private MigratingMap(ConcurrentMap<K, V> first, Anchor anchor) {
        super(first);
    }

    /** A map in front of {@code first}, which from now on must be changed through the new map alone. */
    public static <K, V> MigratingMap<K, V> over(ConcurrentMap<K, V> first) {
        return new MigratingMap<>(requireNonNull(first, "first"), Anchor.FIRST);
    }

    /**
     * Begins a migration. Waits for the writers that are inside, while new ones wait too; when it returns, every write reaches
     * the change log, and nothing has been copied yet.
     *
     * @param next the new map; empty, and from now on used by nobody else
     * @throws IllegalArgumentException if it is not empty
     * @throws IllegalStateException if another migration is neither finished nor abandoned
     */
    public MapMigration<K, V> migrateTo(ConcurrentMap<K, V> next) {
        requireNonNull(next, "next");
        if (!next.isEmpty()) {
            throw new IllegalArgumentException("the new map is not empty: " + next.size() + " entries");
        }
        lockControl();
        try {
            MapMigration<K, V> former = running;
            if (former != null && !former.phase().ended()) {
                throw new IllegalStateException("a migration is under way: phase=" + former.phase());
            }
            ConcurrentMap<K, V> old = current();
            MirrorMap<K, V> mirror = new MirrorMap<>(old, next, clock, false);
            // Closed in between: were a key removed unlogged after a logged put, the new map would keep it for ever.
            advance(old, old, true);
            advance(old, mirror, false);
            MapMigration<K, V> begun = new MapMigration<>(this, clock, mirror);
            running = begun;
            return begun;
        } finally {
            unlockControl();
        }
    }
}
