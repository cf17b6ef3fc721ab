package dev.hazardmap.observe;

import java.util.concurrent.atomic.LongAdder;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/** A {@code forEach}: an iteration inside one call. Counted with an adder, because some maps run the action on several threads. */
final class TracedLoop {
    private final Iteration iteration;
    private final LongAdder seen = new LongAdder();

    TracedLoop(Iteration iteration) {
        this.iteration = iteration;
    }

    <K, V> BiConsumer<K, V> counting(BiConsumer<? super K, ? super V> action) {
        if (action == null) {
            throw new NullPointerException("action");
        }
        return (key, value) -> {
            seen.increment();
            action.accept(key, value);
        };
    }

    <T> Consumer<T> counting(Consumer<? super T> action) {
        if (action == null) {
            throw new NullPointerException("action");
        }
        return element -> {
            seen.increment();
            action.accept(element);
        };
    }

    void run(Runnable loop) {
        Throwable failure = null;
        try {
            loop.run();
        } catch (Throwable thrown) {
            failure = thrown;
            throw thrown;
        } finally {
            iteration.endAfter(seen.sum(), failure);
        }
    }
}
