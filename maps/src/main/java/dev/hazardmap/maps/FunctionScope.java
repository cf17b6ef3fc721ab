package dev.hazardmap.maps;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Which threads run a function given to {@code compute} and its kin on one map.
 *
 * <p>Such a function must not change its map: under a lock per shard two threads would wait for each other for ever, and a hash
 * table would be changed under its own feet. Every write asks {@link #check} first. It costs one read of the set's counter
 * while no function runs. A thread only ever asks about itself, so nothing else needs ordering.
 */
final class FunctionScope {
    private final Set<Thread> inside = ConcurrentHashMap.newKeySet();

    /** @throws IllegalStateException naming both calls, if this thread is inside a function of the map */
    void check(Map<?, ?> map) {
        if (isInside()) {
            throw RecursiveCall.onThisThread(map);
        }
    }

    boolean isInside() {
        return !inside.isEmpty() && inside.contains(Thread.currentThread());
    }

    <R> @Nullable R call(Supplier<? extends @Nullable R> function) {
        Thread me = Thread.currentThread();
        inside.add(me);
        try {
            return function.get();
        } finally {
            inside.remove(me);
        }
    }
}
