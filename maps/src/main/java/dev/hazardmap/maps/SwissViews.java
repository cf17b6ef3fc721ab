package dev.hazardmap.maps;

import java.util.AbstractCollection;
import java.util.AbstractMap.SimpleEntry;
import java.util.AbstractSet;
import java.util.Iterator;
import java.util.Map.Entry;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The live views of {@link SwissMap}; every iteration step asks its  */
final class SwissViews {
    private SwissViews() {}

    /** An entry as it was met; {@code setValue} writes to the map. */
    private static final class WriteThrough<K, V> extends SimpleEntry<K, V> {
        private static final long serialVersionUID = 1L;
        private final transient SwissMap<K, V> map;

        WriteThrough(SwissMap<K, V> map, K key, V value) {
            super(key, value);
            this.map = map;
        }

        @Override
        public V setValue(V value) {
            map.replace(getKey(), Objects.requireNonNull(value, "value"));
            return super.setValue(value);
        }
    }

    private static final class MapIterator<K, V, E> implements Iterator<E> {
        private final SwissMap<K, V> map;
        private final BiFunction<K, V, E> shape;
        private final ObjectCursor cursor;
        private boolean hasNext;
        private int ticket;
        private int changes;
        private @Nullable K last;

        MapIterator(SwissMap<K, V> map, BiFunction<K, V, E> shape) {
            this.map = map;
            this.shape = shape;
            this.ticket = map.beginIteration();
            this.changes = map.structuralChanges();
            this.cursor = map.cursor();
            this.hasNext = cursor.advance();
        }

        @Override
        public boolean hasNext() {
            return hasNext;
        }

        @Override
        @SuppressWarnings("unchecked") // The cursor walks over a map of K and V.
        public E next() {
            check();
            if (!hasNext) {
                throw new NoSuchElementException("the iteration has no more entries");
            }
            K key = (K) cursor.key();
            E element = shape.apply(key, (V) cursor.value());
            last = key;
            hasNext = cursor.advance();
            return element;
        }

        @Override
        public void remove() {
            if (last == null) {
                throw new IllegalStateException("remove needs a next before it");
            }
            check();
            map.remove(last);
            ticket = map.checkIteration(ticket);
            changes = map.structuralChanges();
            last = null;
        }

        private void check() {
            ticket = map.checkIteration(ticket);
            map.checkUnchanged(changes);
        }
    }

    static final class Keys<K, V> extends AbstractSet<K> {
        private final SwissMap<K, V> map;

        Keys(SwissMap<K, V> map) {
            this.map = map;
        }

        @Override
        public Iterator<K> iterator() {
            return new MapIterator<>(map, (key, value) -> key);
        }

        @Override
        public void forEach(Consumer<? super K> action) {
            Objects.requireNonNull(action, "action");
            map.forEach((key, value) -> action.accept(key));
        }

        @Override
        public int size() {
            return map.size();
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
        private final SwissMap<K, V> map;

        Values(SwissMap<K, V> map) {
            this.map = map;
        }

        @Override
        public Iterator<V> iterator() {
            return new MapIterator<>(map, (key, value) -> value);
        }

        @Override
        public void forEach(Consumer<? super V> action) {
            Objects.requireNonNull(action, "action");
            map.forEach((key, value) -> action.accept(value));
        }

        @Override
        public int size() {
            return map.size();
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
        private final SwissMap<K, V> map;

        Entries(SwissMap<K, V> map) {
            this.map = map;
        }

        @Override
        public Iterator<Entry<K, V>> iterator() {
            return new MapIterator<>(map, (key, value) -> new WriteThrough<>(map, key, value));
        }

        @Override
        public int size() {
            return map.size();
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
}
