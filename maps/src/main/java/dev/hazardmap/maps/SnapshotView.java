package dev.hazardmap.maps;

import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.Iterator;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.Set;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** The frozen tables of a {@link ConcurrentSwissMap} as an unmodifiable map. Immutable, safe for all threads. */
final class SnapshotView<K, V> extends AbstractMap<K, V> {
    private final LockedTable[] tables;
    private final TableSource<ObjectTable> source;
    private final long seed;
    private final int size;

    SnapshotView(LockedTable[] tables) {
        this.tables = tables;
        this.source = TableSource.frozen(tables);
        this.seed = tables[0].layout.seed();
        this.size = (int) Math.min(Integer.MAX_VALUE, WholeTables.countAll(tables));
    }

    @Override
    public int size() {
        return size;
    }

    @Override
    @SuppressWarnings("unchecked") // The tables are those of a ConcurrentSwissMap<K, V>.
    public @Nullable V get(Object key) {
        long hash = Hashes.mix(Objects.requireNonNull(key, "key").hashCode(), seed);
        return (V) source.tableFor(hash).get(key, hash);
    }

    @Override
    public boolean containsKey(Object key) {
        return get(key) != null;
    }

    @Override
    @SuppressWarnings("unchecked")
    public void forEach(BiConsumer<? super K, ? super V> action) {
        Objects.requireNonNull(action, "action");
        for (ObjectCursor cursor = new ObjectCursor(source); cursor.advance(); ) {
            action.accept((K) cursor.key(), (V) cursor.value());
        }
    }

    @Override
    public Set<Entry<K, V>> entrySet() {
        return new AbstractSet<>() {
            @Override
            public Iterator<Entry<K, V>> iterator() {
                return new Entries<>(new ObjectCursor(source));
            }

            @Override
            public int size() {
                return size;
            }

            @Override
            public boolean contains(Object candidate) {
                return candidate instanceof Entry<?, ?> entry
                        && entry.getKey() != null
                        && Objects.equals(entry.getValue(), get(entry.getKey()))
                        && entry.getValue() != null;
            }

            @Override
            public boolean remove(Object candidate) {
                throw unmodifiable();
            }

            @Override
            public void clear() {
                throw unmodifiable();
            }
        };
    }

    @Override
    public V put(K key, V value) {
        throw unmodifiable();
    }

    @Override
    public V remove(Object key) {
        throw unmodifiable();
    }

    @Override
    public void clear() {
        throw unmodifiable();
    }

    private static UnsupportedOperationException unmodifiable() {
        return new UnsupportedOperationException("a snapshot cannot be changed");
    }

    void checkInvariants() {
        for (int i = 0; i < tables.length; i++) {
            if (tables[i].prefix == i) {
                tables[i].checkInvariants();
            }
        }
    }

    private static final class Entries<K, V> implements Iterator<Entry<K, V>> {
        private final ObjectCursor cursor;
        private boolean hasNext;

        Entries(ObjectCursor cursor) {
            this.cursor = cursor;
            this.hasNext = cursor.advance();
        }

        @Override
        public boolean hasNext() {
            return hasNext;
        }

        @Override
        @SuppressWarnings("unchecked")
        public Entry<K, V> next() {
            if (!hasNext) {
                throw new NoSuchElementException("the snapshot has no more entries");
            }
            Entry<K, V> entry = Map.entry((K) cursor.key(), (V) cursor.value());
            hasNext = cursor.advance();
            return entry;
        }
    }
}
