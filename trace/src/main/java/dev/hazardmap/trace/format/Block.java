package dev.hazardmap.trace.format;

import org.jspecify.annotations.Nullable;

/**
 * The rows of one thread from one source in a chunk, in the order of their times. Columns are decoded when asked for;
 * keep the result. Immutable; safe for any thread.
 */
public final class Block {
    private record Encoded(int form, int from, int to) {}

    private final byte[] bytes;
    private final int[] columnsOfKind;
    private final @Nullable Encoded[] columns = new @Nullable Encoded[Column.count()];
    private final long thread;
    private final Source source;
    private final int rows;
    private final long start;
    private final long end;

    private Block(byte[] bytes, int[] columnsOfKind, long thread, Source source, int rows, long start, long end) {
        this.bytes = bytes;
        this.columnsOfKind = columnsOfKind;
        this.thread = thread;
        this.source = source;
        this.rows = rows;
        this.start = start;
        this.end = end;
    }

    static Block read(ByteSource in, int[] columnsOfKind) {
        long thread = in.varint();
        Source source = Source.of(in.u8());
        int rows = in.length();
        long start = in.signed();
        long end = start + in.varint();
        int length = in.length();
        int from = in.skip(length);
        Block block = new Block(in.array(), columnsOfKind, thread, source, rows, start, end);
        ByteSource body = new ByteSource(in.array(), from, from + length);
        for (int i = body.u8(); i > 0; i--) {
            int number = body.u8();
            int form = body.u8();
            int size = body.length();
            int at = body.skip(size);
            if (number < Column.count()) { // a later version's columns are passed over
                block.columns[number] = new Encoded(form, at, at + size);
            }
        }
        return block;
    }

    /** The thread's id; 0 the JVM. */
    public long thread() {
        return thread;
    }

    public Source source() {
        return source;
    }

    /** How many. */
    public int rows() {
        return rows;
    }

    /** When the first thing in it began, in ns since the recording began. */
    public long start() {
        return start;
    }

    /** When the last thing in it ended. */
    public long end() {
        return end;
    }

    /** The KIND column: {@code code << 2 | hasStack << 1 | hasDuration}. */
    public long[] kinds() {
        return sparse(Column.KIND, rows);
    }

    /** The TIME column: ends, ascending. */
    public long[] times() {
        return sparse(Column.TIME, rows);
    }

    /** A column with one number for each row: 0 where the row's kind has none, -1 for a DURATION that was not measured. */
    public long[] column(Column column, long[] kinds) {
        if (column == Column.KIND || column == Column.TIME) {
            return sparse(column, rows);
        }
        boolean[] has = new boolean[4 * columnsOfKind.length];
        for (int word = 0; word < has.length; word++) {
            has[word] = has(column, word);
        }
        int count = 0;
        for (long word : kinds) {
            count += has[(int) word] ? 1 : 0;
        }
        long[] present = sparse(column, count);
        if (count == rows) {
            return present;
        }
        long none = column == Column.DURATION ? -1 : 0;
        long[] dense = new long[rows];
        int next = 0;
        for (int row = 0; row < rows; row++) {
            dense[row] = has[(int) kinds[row]] ? present[next++] : none;
        }
        return dense;
    }

    private boolean has(Column column, int word) {
        return switch (column) {
            case DURATION -> (word & Rows.HAS_DURATION) != 0;
            case STACK -> (word & Rows.HAS_STACK) != 0;
            default -> (columnsOfKind[word >>> 2] & column.bit()) != 0;
        };
    }

    private long[] sparse(Column column, int size) {
        Encoded encoded = columns[column.number()];
        if (encoded == null) {
            if (size != 0) {
                throw new MalformedTraceException(
                        "thread " + thread + " has no column " + column + " where it must have " + size + " numbers");
            }
            return new long[0];
        }
        long[] values = ColumnDecoder.read(encoded.form(), bytes, encoded.from(), encoded.to(), size);
        if (column == Column.KIND) {
            check(values);
        }
        return values;
    }

    private void check(long[] kinds) {
        for (long word : kinds) {
            if (word < 0 || word >>> 2 >= columnsOfKind.length || columnsOfKind[(int) (word >>> 2)] == 0) {
                throw new MalformedTraceException(
                        "a row of kind " + (word >>> 2) + ", which the chunk does not define");
            }
        }
    }
}
