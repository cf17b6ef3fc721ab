package dev.hazardmap.maps;

import org.jspecify.annotations.Nullable;

/**
 * Visits the tables of a map, each key range once, while tables split underneath.
 *
 * <p>Read backwards, the low hash bits are a number line from 0 to 2^32 on which a table of depth {@code d} covers one interval
 * of 2^(32-d), and a split cuts an interval in two. The cursor keeps a position on that line: the next table is the one that
 * covers the position, and afterwards the position is the table's end. A table found later can only begin before the position
 * if {@code clear()} put one table in the place of many; then the keys before the position are skipped by their hash.
 */
final class TableCursor<T extends LockedTable> {
    static final long END = 1L << 32;

    private final TableSource<T> source;
    private long position;
    private final long end;
    private boolean filtering;
    private long from;

    TableCursor(TableSource<T> source, long position, long end) {
        this.source = source;
        this.position = position;
        this.end = end;
    }

    /** The next table, or null. */
    @Nullable
    T next() {
        if (position >= end) {
            return null;
        }
        T table = source.tableFor(Integer.toUnsignedLong(Integer.reverse((int) position)));
        long start = Integer.toUnsignedLong(Integer.reverse(table.prefix));
        from = position;
        position = start + (END >>> table.depth);
        filtering = start < from || position > end;
        return table;
    }

    /** Whether a key of the last table belongs to this iteration must be asked of {@link #covers}. */
    boolean filtering() {
        return filtering;
    }

    boolean covers(long hash) {
        long at = Integer.toUnsignedLong(Integer.reverse((int) hash));
        return at >= from && at < end;
    }

    /** Gives away the first half of the range ahead; null if that would cut a table. */
    @Nullable
    TableCursor<T> split() {
        if (position >= end) {
            return null;
        }
        long middle = (position + end) >>> 1;
        T table = source.tableFor(Integer.toUnsignedLong(Integer.reverse((int) middle)));
        long cut = Integer.toUnsignedLong(Integer.reverse(table.prefix));
        if (cut <= position) {
            return null;
        }
        TableCursor<T> first = new TableCursor<>(source, position, cut);
        position = cut;
        return first;
    }
}
