package dev.hazardmap.observe;

import java.util.Comparator;
import java.util.Spliterator;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A part of an iteration through a stream; the parts that it splits into are parts of the same iteration. */
final class TracedSpliterator<T> implements Spliterator<T> {
    private final TracedView<?, ?, T> view;
    private final Spliterator<T> source;
    private final Iteration iteration;
    private long seen;
    private boolean ended;

    TracedSpliterator(TracedView<?, ?, T> view, Spliterator<T> source, Iteration iteration) {
        this.view = view;
        this.source = source;
        this.iteration = iteration;
    }

    @Override
    public boolean tryAdvance(Consumer<? super T> action) {
        try {
            boolean advanced = source.tryAdvance(counting(action));
            if (!advanced) {
                end(null);
            }
            return advanced;
        } catch (RuntimeException | Error failure) {
            end(failure);
            throw failure;
        }
    }

    @Override
    public void forEachRemaining(Consumer<? super T> action) {
        try {
            source.forEachRemaining(counting(action));
            end(null);
        } catch (RuntimeException | Error failure) {
            end(failure);
            throw failure;
        }
    }

    private Consumer<T> counting(Consumer<? super T> action) {
        if (action == null) {
            throw new NullPointerException("action");
        }
        return element -> {
            seen++;
            action.accept(view.traced(element));
        };
    }

    private void end(@Nullable Throwable failure) {
        if (!ended) {
            ended = true;
            iteration.endPart(seen, failure);
        }
    }

    @Override
    public @Nullable Spliterator<T> trySplit() {
        Spliterator<T> split = source.trySplit();
        if (split == null) {
            return null;
        }
        iteration.split();
        return new TracedSpliterator<>(view, split, iteration);
    }

    @Override
    public long estimateSize() {
        return source.estimateSize();
    }

    @Override
    public long getExactSizeIfKnown() {
        return source.getExactSizeIfKnown();
    }

    @Override
    public int characteristics() {
        return source.characteristics();
    }

    @Override
    public boolean hasCharacteristics(int wanted) {
        return source.hasCharacteristics(wanted);
    }

    @Override
    public Comparator<? super T> getComparator() {
        return source.getComparator();
    }
}
