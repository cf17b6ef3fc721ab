package dev.hazardmap.maps;

import java.util.AbstractCollection;
import java.util.AbstractMap.SimpleEntry;
import java.util.AbstractSet;
import java.util.Collection;
import java.util.Iterator;
import java.util.Map;
import java.util.Map.Entry;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.Spliterator;
import java.util.StringJoiner;
import java.util.function.BiFunction;
import java.util.function.BiPredicate;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The live views of {@link ConcurrentSwissMap}: weakly consistent, CONCURRENT and never SIZED. */
final class ConcurrentViews {
    private ConcurrentViews() {}

    /** What a view makes of a key and its value. */
    private interface Shape<K, V, E> extends BiFunction<K, V, E> {}

    private static <K, V> Entry<K, V> entry(ConcurrentSwissMap<K, V> map, K key, V value) {
        return new WriteThrough<>(map, key, value);
    }

    /** An entry as it was met; {@code setValue} writes to the map. */
    private static final class WriteThrough<K, V> extends SimpleEntry<K, V> {
        private static final long serialVersionUID = 1L;
        private final transient ConcurrentSwissMap<K, V> map;

        WriteThrough(ConcurrentSwissMap<K, V> map, K key, V value) {
            super(key, value);
            this.map = map;
        }

        @Override
        public V setValue(V value) {
            map.put(getKey(), Objects.requireNonNull(value, "value"));
            return super.setValue(value);
        }
    }

    private static final class MapIterator<K, V, E> implements Iterator<E> {
        private final ConcurrentSwissMap<K, V> map;
        private final ObjectCursor cursor;
        private final Shape<K, V, E> shape;
        private boolean hasNext;
        private @Nullable Object last;

        MapIterator(ConcurrentSwissMap<K, V> map, Shape<K, V, E> shape) {
            this.map = map;
            this.cursor = map.cursor();
            this.shape = shape;
            this.hasNext = cursor.advance();
        }

        @Override
        public boolean hasNext() {
            return hasNext;
        }

        @Override
        public E next() {
            if (!hasNext) {
                throw new NoSuchElementException("the iteration has no more entries");
            }
            E element = shaped(cursor, shape);
            last = cursor.key();
            hasNext = cursor.advance();
            return element;
        }

        @Override
        public void remove() {
            if (last == null) {
                throw new IllegalStateException("remove needs a next before it");
            }
            map.remove(last);
            last = null;
        }
    }

    @SuppressWarnings("unchecked") // The cursor walks over a map of K and V.
    private static <K, V, E> E shaped(ObjectCursor cursor, Shape<K, V, E> shape) {
        return shape.apply((K) cursor.key(), (V) cursor.value());
    }

    private static final class MapSpliterator<K, V, E> implements Spliterator<E> {
        private final ObjectCursor cursor;
        private final Shape<K, V, E> shape;
        private final int characteristics;
        private long estimate;

        MapSpliterator(ObjectCursor cursor, Shape<K, V, E> shape, int characteristics, long estimate) {
            this.cursor = cursor;
            this.shape = shape;
            this.characteristics = characteristics;
            this.estimate = estimate;
        }

        @Override
        public boolean tryAdvance(Consumer<? super E> action) {
            Objects.requireNonNull(action, "action");
            if (!cursor.advance()) {
                return false;
            }
            action.accept(shaped(cursor, shape));
            return true;
        }

        @Override
        public @Nullable Spliterator<E> trySplit() {
            ObjectCursor first = cursor.split();
            if (first == null) {
                return null;
            }
            estimate >>>= 1;
            return new MapSpliterator<>(first, shape, characteristics, estimate);
        }

        @Override
        public long estimateSize() {
            return estimate;
        }

        @Override
        public int characteristics() {
            return characteristics;
        }
    }

    private static <K, V> boolean removeIf(ConcurrentSwissMap<K, V> map, BiPredicate<? super K, ? super V> filter) {
        boolean[] changed = {false};
        map.forEach((key, value) -> {
            V present = value;
            while (present != null && filter.test(key, present)) {
                if (map.swapIfSame(key, present, null)) {
                    changed[0] = true;
                    return;
                }
                present = map.get(key);
            }
        });
        return changed[0];
    }

    static final class Keys<K, V> extends AbstractSet<K> {
        private final ConcurrentSwissMap<K, V> map;

        Keys(ConcurrentSwissMap<K, V> map) {
            this.map = map;
        }

        @Override
        public Iterator<K> iterator() {
            return new MapIterator<>(map, (key, value) -> key);
        }

        @Override
        public Spliterator<K> spliterator() {
            int traits = Spliterator.CONCURRENT | Spliterator.NONNULL | Spliterator.DISTINCT;
            return new MapSpliterator<K, V, K>(map.cursor(), (key, value) -> key, traits, map.mappingCount());
        }

        @Override
        public void forEach(Consumer<? super K> action) {
            Objects.requireNonNull(action, "action");
            map.forEach((key, value) -> action.accept(key));
        }

        @Override
        public boolean removeIf(Predicate<? super K> filter) {
            Objects.requireNonNull(filter, "filter");
            return ConcurrentViews.removeIf(map, (key, value) -> filter.test(key));
        }

        @Override
        public int size() {
            return map.size();
        }

        @Override
        public boolean isEmpty() {
            return map.isEmpty();
        }

        @Override
        public boolean contains(Object key) {
            return map.containsKey(key);
        }

        @Override
        public boolean remove(Object key) {
            return map.remove(key) != null;
        }

        @Override
        public void clear() {
            map.clear();
        }
    }

    static final class Values<K, V> extends AbstractCollection<V> {
        private final ConcurrentSwissMap<K, V> map;

        Values(ConcurrentSwissMap<K, V> map) {
            this.map = map;
        }

        @Override
        public Iterator<V> iterator() {
            return new MapIterator<>(map, (key, value) -> value);
        }

        @Override
        public Spliterator<V> spliterator() {
            int traits = Spliterator.CONCURRENT | Spliterator.NONNULL;
            return new MapSpliterator<K, V, V>(map.cursor(), (key, value) -> value, traits, map.mappingCount());
        }

        @Override
        public void forEach(Consumer<? super V> action) {
            Objects.requireNonNull(action, "action");
            map.forEach((key, value) -> action.accept(value));
        }

        @Override
        public boolean removeIf(Predicate<? super V> filter) {
            Objects.requireNonNull(filter, "filter");
            return ConcurrentViews.removeIf(map, (key, value) -> filter.test(value));
        }

        @Override
        public boolean removeAll(Collection<?> values) {
            Objects.requireNonNull(values, "values");
            return removeIf(values::contains);
        }

        @Override
        public boolean retainAll(Collection<?> values) {
            Objects.requireNonNull(values, "values");
            return removeIf(value -> !values.contains(value));
        }

        @Override
        public int size() {
            return map.size();
        }

        @Override
        public boolean isEmpty() {
            return map.isEmpty();
        }

        @Override
        public boolean contains(Object value) {
            return map.containsValue(value);
        }

        @Override
        public void clear() {
            map.clear();
        }
    }

    static final class Entries<K, V> extends AbstractSet<Entry<K, V>> {
        private final ConcurrentSwissMap<K, V> map;

        Entries(ConcurrentSwissMap<K, V> map) {
            this.map = map;
        }

        @Override
        public Iterator<Entry<K, V>> iterator() {
            return new MapIterator<>(map, (key, value) -> entry(map, key, value));
        }

        @Override
        public Spliterator<Entry<K, V>> spliterator() {
            int traits = Spliterator.CONCURRENT | Spliterator.NONNULL | Spliterator.DISTINCT;
            return new MapSpliterator<K, V, Entry<K, V>>(
                    map.cursor(), (key, value) -> entry(map, key, value), traits, map.mappingCount());
        }

        @Override
        public void forEach(Consumer<? super Entry<K, V>> action) {
            Objects.requireNonNull(action, "action");
            map.forEach((key, value) -> action.accept(entry(map, key, value)));
        }

        @Override
        public boolean removeIf(Predicate<? super Entry<K, V>> filter) {
            Objects.requireNonNull(filter, "filter");
            return ConcurrentViews.removeIf(map, (key, value) -> filter.test(Map.entry(key, value)));
        }

        @Override
        public int size() {
            return map.size();
        }

        @Override
        public boolean isEmpty() {
            return map.isEmpty();
        }

        @Override
        public boolean contains(Object candidate) {
            return candidate instanceof Entry<?, ?> entry
                    && entry.getKey() != null
                    && entry.getValue() != null
                    && entry.getValue().equals(map.get(entry.getKey()));
        }

        @Override
        public boolean remove(Object candidate) {
            return candidate instanceof Entry<?, ?> entry
                    && entry.getKey() != null
                    && map.remove(entry.getKey(), entry.getValue());
        }

        @Override
        public void clear() {
            map.clear();
        }
    }

    /** Both directions, because either map may change meanwhile. A key type the other map refuses makes them unequal. */
    static boolean sameEntries(ConcurrentSwissMap<?, ?> map, Map<?, ?> other) {
        try {
            for (ObjectCursor cursor = map.cursor(); cursor.advance(); ) {
                if (!cursor.value().equals(other.get(cursor.key()))) {
                    return false;
                }
            }
            for (Entry<?, ?> entry : other.entrySet()) {
                if (entry.getKey() == null
                        || entry.getValue() == null
                        || !entry.getValue().equals(map.get(entry.getKey()))) {
                    return false;
                }
            }
            return true;
        } catch (ClassCastException | NullPointerException ignored) {
            return false; // As AbstractMap.equals: a map that cannot hold such a key does not equal one that does.
        }
    }

    static String toString(Object self, ObjectCursor cursor) {
        StringJoiner text = new StringJoiner(", ", "{", "}");
        while (cursor.advance()) {
            String key = cursor.key() == self ? "(this Map)" : String.valueOf(cursor.key());
            String value = cursor.value() == self ? "(this Map)" : String.valueOf(cursor.value());
            text.add(key + "=" + value);
        }
        return text.toString();
    }
}
