package dev.hazardmap.observe;

import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** An iterator of a view of a traced map, under a hook. */
final class TracedIterator<T> implements Iterator<T> {
    /** A watched iteration notes each of its first entries, then every 16th: the clock costs more than a step. */
    private static final int NOTED = 16;

    private final TracedView<?, ?, T> view;
    private final Iterator<T> source;
    private final Iteration iteration;
    private final boolean watched;
    private long seen;
    private @Nullable T last;

    TracedIterator(TracedView<?, ?, T> view, Iterator<T> source, Iteration iteration) {
        this.view = view;
        this.source = source;
        this.iteration = iteration;
        watched = iteration.isWatched();
    }

    @Override
    public boolean hasNext() {
        try {
            boolean more = source.hasNext();
            if (!more) {
                iteration.endAfter(seen, null);
            }
            return more;
        } catch (RuntimeException | Error failure) {
            iteration.endAfter(seen, failure);
            throw failure;
        }
    }

    @Override
    public T next() {
        try {
            T element = view.traced(source.next());
            seen++;
            last = element;
            if (watched && (seen <= NOTED || seen % NOTED == 0)) {
                iteration.reached(seen);
            }
            return element;
        } catch (NoSuchElementException end) {
            iteration.endAfter(seen, null);
            throw end;
        } catch (RuntimeException | Error failure) {
            iteration.endAfter(seen, failure);
            throw failure;
        }
    }

    @Override
    public void remove() {
        TracedMap<?, ?> map = view.map();
        Probe probe = map.probe();
        int taken = probe == null ? 0 : probe.sample(MapOperation.REMOVE);
        if (probe == null || taken == 0) {
            source.remove();
            return;
        }
        long start = System.nanoTime();
        try {
            source.remove();
        } finally {
            if (view.keyed()) {
                probe.record(taken, MapOperation.REMOVE, view.keyOf(last), start);
            } else {
                probe.recordWhole(taken, MapOperation.REMOVE, start);
            }
        }
    }

    @Override
    public void forEachRemaining(Consumer<? super T> action) {
        if (action == null) {
            throw new NullPointerException("action");
        }
        try {
            source.forEachRemaining(element -> {
                seen++;
                action.accept(view.traced(element));
            });
            iteration.endAfter(seen, null);
        } catch (RuntimeException | Error failure) {
            iteration.endAfter(seen, failure);
            throw failure;
        }
    }
}
