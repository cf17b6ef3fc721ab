package dev.hazardmap.observe;

import java.lang.ref.PhantomReference;
import java.lang.ref.Reference;
import java.lang.ref.ReferenceQueue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Notices iterators that were dropped before their end, for the few iterations that have a span to end. There is no thread for it: each
 * new watched iteration, each new map and each scrape ends those that were collected since.
 */
final class AbandonedIterations {
    private final ReferenceQueue<Object> collected = new ReferenceQueue<>();
    private final Set<Watch> watches = ConcurrentHashMap.newKeySet();

    void watch(Object iterator, Iteration iteration) {
        end();
        watches.add(new Watch(iterator, iteration, collected));
    }

    /** Ends the iterations whose iterators are gone. */
    void end() {
        for (Reference<?> gone = collected.poll(); gone != null; gone = collected.poll()) {
            Watch watch = (Watch) gone;
            watches.remove(watch);
            watch.iteration.abandoned();
        }
    }

    /** How many iterators are watched. */
    int size() {
        return watches.size();
    }

    private static final class Watch extends PhantomReference<Object> {
        private final Iteration iteration;

        Watch(Object iterator, Iteration iteration, ReferenceQueue<Object> queue) {
            super(iterator, queue);
            this.iteration = iteration;
        }
    }
}
