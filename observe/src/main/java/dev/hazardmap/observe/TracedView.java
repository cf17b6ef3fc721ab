package dev.hazardmap.observe;

import java.util.Collection;
import java.util.Iterator;
import java.util.Objects;
import java.util.Spliterator;
import java.util.function.Consumer;
import java.util.function.IntFunction;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A view of a traced map: each method is one call of the same method of the wrapped map's view, so that whatever that one
 * guarantees holds here; but for {@code add}.
 */
abstract class TracedView<K, V, T> implements Collection<T> {
    private final TracedMap<K, V> map;
    private final Collection<T> source;

    TracedView(TracedMap<K, V> map, Collection<T> source) {
        this.map = map;
        this.source = source;
    }

    final TracedMap<K, V> map() {
        return map;
    }

    /** What is handed out for an element under a hook: itself, but for entries, whose {@code setValue} is observed. */
    T traced(T element) {
        return element;
    }

    /** The key that an argument of {@code contains} and {@code remove} is or has; null if it has none. */
    abstract @Nullable Object keyOf(@Nullable Object element);

    abstract MapOperation containsOperation();

    /** Runs a change or question as an operation on the whole map, or on a key. */
    private boolean observed(MapOperation operation, boolean hasKey, @Nullable Object element, Call call) {
        Probe probe = map.probe();
        int taken = probe == null ? 0 : probe.sample(operation);
        if (probe == null || taken == 0) {
            return call.run();
        }
        long start = System.nanoTime();
        try {
            return call.run();
        } finally {
            if (hasKey) {
                probe.record(taken, operation, keyOf(element), start);
            } else {
                probe.recordWhole(taken, operation, start);
            }
        }
    }

    @FunctionalInterface
    private interface Call {
        boolean run();
    }

    /** Whether elements have keys. */
    boolean keyed() {
        return true;
    }

    @Override
    public final boolean contains(Object element) {
        return observed(containsOperation(), keyed(), element, () -> source.contains(element));
    }

    @Override
    public final boolean remove(Object element) {
        return observed(MapOperation.REMOVE, keyed(), element, () -> source.remove(element));
    }

    @Override
    public final boolean removeIf(Predicate<? super T> filter) {
        return observed(MapOperation.REMOVE_ALL, false, null, () -> source.removeIf(filter));
    }

    @Override
    public final boolean removeAll(Collection<?> elements) {
        return observed(MapOperation.REMOVE_ALL, false, null, () -> source.removeAll(elements));
    }

    @Override
    public final boolean retainAll(Collection<?> elements) {
        return observed(MapOperation.REMOVE_ALL, false, null, () -> source.retainAll(elements));
    }

    @Override
    public final void clear() {
        observed(MapOperation.CLEAR, false, null, () -> {
            source.clear();
            return true;
        });
    }

    /** Unsupported, as {@link java.util.Map} has it; {@code ConcurrentHashMap.entrySet().add} would be an unobserved write. */
    @Override
    public final boolean add(T element) {
        throw new UnsupportedOperationException("add to a view of a map");
    }

    /** Unsupported, as {@link #add}; to add nothing is no change and allowed. */
    @Override
    public final boolean addAll(Collection<? extends T> elements) {
        if (elements.isEmpty()) {
            return false;
        }
        throw new UnsupportedOperationException("addAll to a view of a map");
    }

    @Override
    public final boolean containsAll(Collection<?> elements) {
        return source.containsAll(elements);
    }

    @Override
    public final int size() {
        return source.size();
    }

    @Override
    public final boolean isEmpty() {
        return source.isEmpty();
    }

    @Override
    public final Iterator<T> iterator() {
        Iteration iteration = map.iterate();
        if (iteration == null) {
            return source.iterator();
        }
        TracedIterator<T> iterator = new TracedIterator<>(this, source.iterator(), iteration);
        if (iteration.isWatched()) {
            map.registry().abandonedIterations().watch(iterator, iteration);
        }
        return iterator;
    }

    @Override
    public final Spliterator<T> spliterator() {
        Iteration iteration = map.iterate();
        if (iteration == null) {
            return source.spliterator();
        }
        TracedSpliterator<T> spliterator = new TracedSpliterator<>(this, source.spliterator(), iteration);
        if (iteration.isWatched()) {
            map.registry().abandonedIterations().watch(spliterator, iteration);
        }
        return spliterator;
    }

    @Override
    public final void forEach(Consumer<? super T> action) {
        Iteration iteration = map.iterate();
        if (iteration == null) {
            source.forEach(action);
            return;
        }
        Objects.requireNonNull(action, "action");
        TracedLoop loop = new TracedLoop(iteration);
        loop.run(() -> source.forEach(loop.<T>counting(element -> action.accept(traced(element)))));
    }

    @Override
    public final Object[] toArray() {
        return copied(source::toArray);
    }

    @Override
    public final <A> A[] toArray(A[] array) {
        return copied(() -> source.toArray(array));
    }

    @Override
    public final <A> A[] toArray(IntFunction<A[]> generator) {
        return copied(() -> source.toArray(generator));
    }

    /** A copy into an array is an iteration over the whole map. */
    private <A> A[] copied(Supplier<A[]> copy) {
        Iteration iteration = map.iterate();
        if (iteration == null) {
            return copy.get();
        }
        long seen = 0;
        Throwable failure = null;
        try {
            A[] array = copy.get();
            seen = iteration.sizeAtStart();
            return array;
        } catch (RuntimeException | Error thrown) {
            failure = thrown;
            throw thrown;
        } finally {
            iteration.endAfter(seen, failure);
        }
    }

    @Override
    public final boolean equals(@Nullable Object other) {
        return other == this || source.equals(other instanceof TracedView<?, ?, ?> view ? view.source : other);
    }

    @Override
    public final int hashCode() {
        return source.hashCode();
    }

    @Override
    public final String toString() {
        return source.toString();
    }
}
