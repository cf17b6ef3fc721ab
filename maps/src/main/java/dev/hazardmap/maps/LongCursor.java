package dev.hazardmap.maps;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Walks over the present slots of tables with {@code long} keys; no key twice. See {@link TableCursor}. */
final class LongCursor<T extends LongTable> {
    private final TableCursor<T> tables;
    private @Nullable T table;
    private int group;
    private long full;
    private int slot;

    LongCursor(TableSource<T> source) {
        tables = new TableCursor<>(source, 0, TableCursor.END);
    }

    /** Goes to the next slot; false at the end. */
    boolean advance() {
        while (true) {
            while (full == 0) {
                if (table == null || group + 1 >= table.groups()) {
                    table = tables.next();
                    if (table == null) {
                        return false;
                    }
                    group = -1;
                }
                group++;
                full = Swar.matchFull(table.laControl(group));
            }
            slot = (group << 3) + Swar.first(full);
            full &= full - 1;
            if (!tables.filtering() || tables.covers(table().hashOf(key()))) {
                return true;
            }
        }
    }

    T table() {
        return Objects.requireNonNull(table);
    }

    int slot() {
        return slot;
    }

    long key() {
        return table().keyAt(slot);
    }
}
