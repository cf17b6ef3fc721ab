package dev.hazardmap.maps;

import java.util.Iterator;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Walks over the entries of object tables: slots first, then the bins of flooded hashes, then the next table. No key twice;
 * an entry that is there all the time is met; one that comes or goes meanwhile may or may not be.
 */
final class ObjectCursor {
    private final TableCursor<ObjectTable> tables;
    private @Nullable ObjectTable table;
    private int group;
    private long full;
    private int bin;
    private @Nullable Iterator<Map.Entry<Object, Object>> flooded;
    private @Nullable Object key;
    private @Nullable Object value;

    ObjectCursor(TableCursor<ObjectTable> tables) {
        this.tables = tables;
    }

    ObjectCursor(TableSource<ObjectTable> source) {
        this(new TableCursor<>(source, 0, TableCursor.END));
    }

    /** Goes to the next entry; false at the end. */
    boolean advance() {
        while (table != null || nextTable()) {
            if (nextSlot() || nextFlooded()) {
                return true;
            }
            table = null;
        }
        return false;
    }

    Object key() {
        return Objects.requireNonNull(key);
    }

    Object value() {
        return Objects.requireNonNull(value);
    }

    private boolean nextTable() {
        ObjectTable next = tables.next();
        table = next;
        group = -1;
        full = 0;
        bin = 0;
        flooded = null;
        return next != null;
    }

    private boolean nextSlot() {
        ObjectTable present = Objects.requireNonNull(table);
        while (true) {
            while (full == 0) {
                if (group + 1 >= present.groups()) {
                    return false;
                }
                group++;
                full = Swar.matchFull(present.laControl(group));
            }
            int at = (group << 4) + (Long.numberOfTrailingZeros(full) >>> 2);
            full &= full - 1;
            Object found = present.laValue(at);
            Object owner = present.keyAt(at);
            if (found != null && owner != null && covers(present, owner)) {
                key = owner;
                value = found;
                return true;
            }
        }
    }

    private boolean nextFlooded() {
        ObjectTable present = Objects.requireNonNull(table);
        FloodBin[] bins = present.floods();
        while (bins != null) {
            while (flooded != null && flooded.hasNext()) {
                Map.Entry<Object, Object> entry = flooded.next();
                if (covers(present, entry.getKey())) {
                    key = entry.getKey();
                    value = entry.getValue();
                    return true;
                }
            }
            if (bin == bins.length) {
                return false;
            }
            flooded = bins[bin++].entries().entrySet().iterator();
        }
        return false;
    }

    private boolean covers(ObjectTable present, Object candidate) {
        return !tables.filtering() || tables.covers(present.hashOf(candidate));
    }

    /** Gives away about half of the tables ahead; null if there is nothing to give. */
    @Nullable
    ObjectCursor split() {
        TableCursor<ObjectTable> first = tables.split();
        return first == null ? null : new ObjectCursor(first);
    }
}
