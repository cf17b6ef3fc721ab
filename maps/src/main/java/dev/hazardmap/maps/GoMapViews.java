package dev.hazardmap.maps;

import static java.util.Objects.requireNonNull;

import java.util.AbstractMap.SimpleEntry;
import java.util.AbstractSet;
import java.util.Iterator;
import java.util.Map;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/** The key set and the entry set of a {@link GoMap}, and the iterator of both. */
final class GoMapViews {
    private GoMapViews() {}

    static final class Keys<K, V> extends AbstractSet<K> {
        private final GoMap<K, V> map;

        Keys(GoMap<K, V> map) {
            this.map = map;
        }

        @Override
        public Iterator<K> iterator() {
            Range<K, V> range = new Range<>(map);
            return new Iterator<>() {
                @Override
                public boolean hasNext() {
                    return range.hasNext();
                }

                @Override
                public K next() {
                    return range.next().getKey();
                }

                @Override
                public void remove() {
                    range.remove();
                }
            };
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

    static final class Entries<K, V> extends AbstractSet<Map.Entry<K, V>> {
        private final GoMap<K, V> map;

        Entries(GoMap<K, V> map) {
            this.map = map;
        }

        @Override
        public Iterator<Map.Entry<K, V>> iterator() {
            return new Range<>(map);
        }

        @Override
        public int size() {
            return map.size();
        }

        @Override
        public boolean contains(Object o) {
            return o instanceof Map.Entry<?, ?> entry && holds(entry);
        }

        @Override
        public boolean remove(Object o) {
            return o instanceof Map.Entry<?, ?> entry && holds(entry) && map.remove(entry.getKey()) != null;
        }

        private boolean holds(Map.Entry<?, ?> entry) {
            Object key = entry.getKey();
            return key != null && entry.getValue() != null && entry.getValue().equals(map.get(key));
        }

        @Override
        public void clear() {
            map.clear();
        }
    }

    /** A range loop as a Java iterator. It looks for the next entry when asked, and not before. */
    private static final class Range<K, V> implements Iterator<Map.Entry<K, V>> {
        private final GoMap<K, V> map;
        private final @Nullable GoHmapIterator<K, V> it;
        private boolean ahead;
        private boolean ended;
        private @Nullable K last;

        Range(GoMap<K, V> map) {
            this.map = map;
            this.it = map.range();
        }

        @Override
        public boolean hasNext() {
            if (!ahead && !ended) {
                ahead = it != null && map.advance(it);
                ended = !ahead;
            }
            return ahead;
        }

        @Override
        public Map.Entry<K, V> next() {
            if (!hasNext() || it == null) {
                throw new NoSuchElementException();
            }
            ahead = false;
            K key = it.key();
            last = key;
            return new RangeEntry<>(map, key, it.value());
        }

        @Override
        public void remove() {
            K key = last;
            if (key == null) {
                throw new IllegalStateException("no entry to remove: next() was not called, or remove() was already");
            }
            requireReflexive(key);
            map.remove(key);
            last = null;
        }
    }

    private static void requireReflexive(Object key) {
        if (!GoKeys.reflexive(key)) {
            throw new UnsupportedOperationException("a NaN key cannot be looked up; only clear() removes it: " + key);
        }
    }

    /** An entry whose {@code setValue} writes to the map. */
    private static final class RangeEntry<K, V> extends SimpleEntry<K, V> {
        private static final long serialVersionUID = 1L;

        private final transient GoMap<K, V> map;

        RangeEntry(GoMap<K, V> map, K key, V value) {
            super(key, value);
            this.map = map;
        }

        @Override
        public V setValue(V value) {
            requireNonNull(value, "value");
            requireReflexive(getKey());
            map.put(getKey(), value);
            return super.setValue(value);
        }
    }
}
