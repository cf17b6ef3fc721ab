package dev.hazardmap.maps;

import static java.util.Objects.requireNonNull;

import java.util.AbstractCollection;
import java.util.AbstractMap;
import java.util.AbstractMap.SimpleEntry;
import java.util.AbstractSet;
import java.util.Collection;
import java.util.Iterator;
import java.util.Map;
import java.util.Set;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The views of a concurrent map, over two things a subclass has: an iterator of entries that tolerates changes, and the
 * operations of {@link ConcurrentMap}.
 *
 * <p>Every change through a view is an operation of the map: {@code remove} of an iterator removes the key, {@code setValue}
 * puts, {@code removeIf} of values and entries removes a key only while it still has the tested value. Spliterators are
 * CONCURRENT and never SIZED, because nothing keeps the size while they run.
 */
abstract class AbstractConcurrentMap<K, V> extends AbstractMap<K, V> implements ConcurrentMap<K, V> {
    /** Entries of the map, each key once; what a concurrent change does to it, the subclass documents. */
    abstract Iterator<Map.Entry<K, V>> entries();

    @Override
    public abstract int size();

    @Override
    public abstract @Nullable V get(Object key);

    @Override
    public abstract @Nullable V put(K key, V value);

    @Override
    public abstract @Nullable V remove(Object key);

    @Override
    public abstract void clear();

    @Override
    public boolean containsKey(Object key) {
        return get(key) != null;
    }

    @Override
    public boolean containsValue(Object value) {
        return super.containsValue(requireNonNull(value, "value"));
    }

    @Override
    public Set<K> keySet() {
        return new Keys();
    }

    @Override
    public Collection<V> values() {
        return new Values();
    }

    @Override
    public Set<Map.Entry<K, V>> entrySet() {
        return new Entries();
    }

    /** The entries of {@code source}, none of them null; so that a bulk step fails before it changes anything. */
    static <K, V> Map<K, V> withoutNulls(Map<? extends K, ? extends V> source) {
        Map<K, V> copy = new java.util.LinkedHashMap<>();
        requireNonNull(source, "source")
                .forEach((key, value) -> copy.put(requireNonNull(key, "key"), requireNonNull(value, "value")));
        return copy;
    }

    /** The table size with which a {@link java.util.HashMap} takes that many entries without growing. */
    static int capacityFor(int expectedSize) {
        if (expectedSize < 0) {
            throw new IllegalArgumentException("expectedSize is negative: " + expectedSize);
        }
        return (int) Math.min(1 << 30, expectedSize / 0.75 + 1);
    }

    private boolean holds(Object o) {
        return o instanceof Map.Entry<?, ?> entry
                && entry.getKey() != null
                && entry.getValue() != null
                && entry.getValue().equals(get(entry.getKey()));
    }

    private boolean removeEntry(Object o) {
        return o instanceof Map.Entry<?, ?> entry
                && entry.getKey() != null
                && entry.getValue() != null
                && remove(entry.getKey(), entry.getValue());
    }

    private boolean removeEntriesIf(Predicate<Map.Entry<K, V>> filter) {
        boolean removed = false;
        for (Iterator<Map.Entry<K, V>> it = entries(); it.hasNext(); ) {
            Map.Entry<K, V> entry = it.next();
            removed |= filter.test(entry) && remove(entry.getKey(), entry.getValue());
        }
        return removed;
    }

    /** Iterates {@link #entries} and writes through. */
    private abstract class ViewIterator<T> implements Iterator<T> {
        private final Iterator<Map.Entry<K, V>> source = entries();
        private @Nullable K last;

        @Override
        public boolean hasNext() {
            return source.hasNext();
        }

        Map.Entry<K, V> advance() {
            Map.Entry<K, V> entry = source.next();
            last = entry.getKey();
            return entry;
        }

        @Override
        public void remove() {
            K key = last;
            if (key == null) {
                throw new IllegalStateException("no entry to remove: next() was not called, or remove() was already");
            }
            AbstractConcurrentMap.this.remove(key);
            last = null;
        }
    }

    private final class Keys extends AbstractSet<K> {
        @Override
        public Iterator<K> iterator() {
            return new ViewIterator<>() {
                @Override
                public K next() {
                    return advance().getKey();
                }
            };
        }

        @Override
        public int size() {
            return AbstractConcurrentMap.this.size();
        }

        @Override
        public boolean contains(Object key) {
            return containsKey(key);
        }

        @Override
        public boolean remove(Object key) {
            return AbstractConcurrentMap.this.remove(key) != null;
        }

        @Override
        public void clear() {
            AbstractConcurrentMap.this.clear();
        }

        @Override
        public Spliterator<K> spliterator() {
            return Spliterators.spliteratorUnknownSize(
                    iterator(), Spliterator.CONCURRENT | Spliterator.DISTINCT | Spliterator.NONNULL);
        }
    }

    private final class Values extends AbstractCollection<V> {
        @Override
        public Iterator<V> iterator() {
            return new ViewIterator<>() {
                @Override
                public V next() {
                    return advance().getValue();
                }
            };
        }

        @Override
        public int size() {
            return AbstractConcurrentMap.this.size();
        }

        @Override
        public boolean contains(Object value) {
            return containsValue(value);
        }

        /** Removes one entry that has this value at that moment. */
        @Override
        public boolean remove(@Nullable Object value) {
            if (value == null) {
                return false;
            }
            for (Iterator<Map.Entry<K, V>> it = entries(); it.hasNext(); ) {
                Map.Entry<K, V> entry = it.next();
                if (value.equals(entry.getValue()) && AbstractConcurrentMap.this.remove(entry.getKey(), value)) {
                    return true;
                }
            }
            return false;
        }

        @Override
        public boolean removeIf(Predicate<? super V> filter) {
            requireNonNull(filter, "filter");
            return removeEntriesIf(entry -> filter.test(entry.getValue()));
        }

        @Override
        public boolean removeAll(Collection<?> values) {
            requireNonNull(values, "values");
            return removeEntriesIf(entry -> values.contains(entry.getValue()));
        }

        @Override
        public boolean retainAll(Collection<?> values) {
            requireNonNull(values, "values");
            return removeEntriesIf(entry -> !values.contains(entry.getValue()));
        }

        @Override
        public void clear() {
            AbstractConcurrentMap.this.clear();
        }

        @Override
        public Spliterator<V> spliterator() {
            return Spliterators.spliteratorUnknownSize(iterator(), Spliterator.CONCURRENT | Spliterator.NONNULL);
        }
    }

    private final class Entries extends AbstractSet<Map.Entry<K, V>> {
        @Override
        public Iterator<Map.Entry<K, V>> iterator() {
            return new ViewIterator<>() {
                @Override
                public Map.Entry<K, V> next() {
                    Map.Entry<K, V> entry = advance();
                    return new LiveEntry<>(AbstractConcurrentMap.this, entry.getKey(), entry.getValue());
                }
            };
        }

        @Override
        public int size() {
            return AbstractConcurrentMap.this.size();
        }

        @Override
        public boolean contains(Object o) {
            return holds(o);
        }

        @Override
        public boolean remove(Object o) {
            return removeEntry(o);
        }

        @Override
        public boolean removeIf(Predicate<? super Map.Entry<K, V>> filter) {
            requireNonNull(filter, "filter");
            return removeEntriesIf(filter::test);
        }

        @Override
        public void clear() {
            AbstractConcurrentMap.this.clear();
        }

        @Override
        public Spliterator<Map.Entry<K, V>> spliterator() {
            return Spliterators.spliteratorUnknownSize(
                    iterator(), Spliterator.CONCURRENT | Spliterator.DISTINCT | Spliterator.NONNULL);
        }
    }

    /** An entry as it was when reached; {@code setValue} puts into the map. */
    private static final class LiveEntry<K, V> extends SimpleEntry<K, V> {
        private static final long serialVersionUID = 1L;

        private final transient Map<K, V> map;

        LiveEntry(Map<K, V> map, K key, V value) {
            super(key, value);
            this.map = map;
        }

        @Override
        public V setValue(V value) {
            map.put(getKey(), requireNonNull(value, "value"));
            return super.setValue(value);
        }
    }
}
