package dev.hazardmap.maps;

import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicIntegerArray;

/**
 * One period in the life of an {@link EpochMap}: which map answers reads, where writes go, and which writers are inside.
 *
 * <p>Writers are counted on stripes by thread, one cache line each. A writer raises its stripe, and then looks whether the epoch
 * is still the current one; whoever ends an epoch publishes the next one first, and then waits for each stripe to be 0. Both
 * sides store, then load, with sequentially consistent accesses: either the writer sees the new epoch and leaves without having
 * written, or the other side sees the writer.
 */
final class MapEpoch<K, V> {
    private static final int STRIPES = stripes();
    private static final int LINE = 16;

    final long number;
    final ConcurrentMap<K, V> authority;
    final ConcurrentMap<K, V> target;
    final boolean closed;
    private final AtomicIntegerArray writers = new AtomicIntegerArray(STRIPES * LINE);

    /** {@code target} is the authority itself, or the {@link MirrorMap} in front of it. */
    MapEpoch(long number, ConcurrentMap<K, V> authority, ConcurrentMap<K, V> target, boolean closed) {
        this.number = number;
        this.authority = authority;
        this.target = target;
        this.closed = closed;
    }

    private static int stripes() {
        int wanted = Math.min(64, 2 * Runtime.getRuntime().availableProcessors());
        return Integer.highestOneBit(Math.max(1, wanted - 1)) << 1;
    }

    private static int stripe() {
        return ((int) Thread.currentThread().getId() & (STRIPES - 1)) * LINE;
    }

    void enter() {
        writers.getAndIncrement(stripe());
    }

    void exit() {
        writers.getAndDecrement(stripe());
    }

    /** Waits for the writers that are inside; call it after the next epoch has been published. */
    void awaitWriters() {
        for (int i = 0; i < STRIPES; i++) {
            while (writers.get(i * LINE) != 0) {
                Thread.yield();
            }
        }
    }

    boolean quiet() {
        for (int i = 0; i < STRIPES; i++) {
            if (writers.get(i * LINE) != 0) {
                return false;
            }
        }
        return true;
    }
}
