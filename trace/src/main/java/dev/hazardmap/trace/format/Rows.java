package dev.hazardmap.trace.format;

import java.util.stream.IntStream;

/** The rows of one thread from one source in the chunk that is being made. Not thread-safe. */
public final class Rows {
    static final int HAS_DURATION = 1;
    static final int HAS_STACK = 2;

    private final long thread;
    private final Source source;
    private final LongList[] columns = new LongList[Column.count()];
    private long first = Long.MAX_VALUE;
    private long last = Long.MIN_VALUE;
    private boolean sorted = true;

    /** Set before {@link #add}, which takes what the kind has and clears them. */
    private long object;

    private long value;
    private long other;
    private long text;
    private long duration = -1;
    private long stack;

    Rows(long thread, Source source) {
        this.thread = thread;
        this.source = source;
        for (int i = 0; i < columns.length; i++) {
            columns[i] = new LongList();
        }
    }

    public Rows object(long id) {
        object = id;
        return this;
    }

    public Rows value(long number) {
        value = number;
        return this;
    }

    public Rows other(long number) {
        other = number;
        return this;
    }

    /** {@code id} is of {@link Names#string} or {@link Names#passingString}. */
    public Rows text(int id) {
        text = id;
        return this;
    }

    /** Nanoseconds; negative for not measured. */
    public Rows duration(long nanos) {
        duration = nanos;
        return this;
    }

    /** {@code id} is of {@link Names#stack}; 0 none. */
    public Rows stack(int id) {
        stack = id;
        return this;
    }

    /** Adds a row with what was set since the last one; {@code time} is its end, in ns since the recording began. */
    public void add(EventKind kind, long time) {
        int has = (duration >= 0 ? HAS_DURATION : 0) | (stack != 0 ? HAS_STACK : 0);
        columns[Column.KIND.number()].add((long) kind.code() << 2 | has);
        addTime(time);
        int mask = kind.columns();
        addIf(mask, Column.OBJECT, object);
        addIf(mask, Column.VALUE, value);
        addIf(mask, Column.OTHER, other);
        addIf(mask, Column.TEXT, text);
        if (duration >= 0) {
            columns[Column.DURATION.number()].add(duration);
        }
        if (stack != 0) {
            columns[Column.STACK.number()].add(stack);
        }
        object = 0;
        value = 0;
        other = 0;
        text = 0;
        duration = -1;
        stack = 0;
    }

    /** When the last map operation with this stack ended; -1 when there is none. */
    public long lastOperation(int wantedStack) {
        LongList kinds = column(Column.KIND);
        int stackAt = column(Column.STACK).size();
        for (int row = kinds.size() - 1; row >= 0; row--) {
            long word = kinds.get(row);
            if (has(Column.STACK, word)) {
                stackAt--;
                EventKind kind = EventKind.of((int) (word >>> 2));
                boolean map = kind != null && kind.group() == EventKind.Group.MAP;
                if (map && column(Column.STACK).get(stackAt) == wantedStack) {
                    return column(Column.TIME).get(row);
                }
            }
        }
        return -1;
    }

    private void addTime(long time) {
        LongList times = columns[Column.TIME.number()];
        if (time < last) {
            sorted = false;
        }
        last = Math.max(last, time);
        first = Math.min(first, duration > 0 ? time - duration : time);
        times.add(time);
    }

    private void addIf(int mask, Column column, long number) {
        if ((mask & column.bit()) != 0) {
            columns[column.number()].add(number);
        }
    }

    long thread() {
        return thread;
    }

    Source source() {
        return source;
    }

    int size() {
        return columns[0].size();
    }

    /** When the first thing in it began; it may have begun before an earlier row ended. */
    long first() {
        return first;
    }

    long last() {
        return last;
    }

    LongList column(Column column) {
        return columns[column.number()];
    }

    static boolean has(Column column, long kindWord) {
        return switch (column) {
            case DURATION -> (kindWord & HAS_DURATION) != 0;
            case STACK -> (kindWord & HAS_STACK) != 0;
            default -> {
                EventKind kind = EventKind.of((int) (kindWord >>> 2));
                yield kind != null && (kind.columns() & column.bit()) != 0;
            }
        };
    }

    /** Puts the rows in the order of their times; rows of one time stay in theirs. */
    void sort() {
        if (sorted) {
            return;
        }
        int[] order = order();
        long[] kinds = java.util.Arrays.copyOf(column(Column.KIND).array(), size());
        for (Column column : Column.values()) {
            permute(column, kinds, order);
        }
        sorted = true;
    }

    /** The rows' numbers by time: a sort of primitives where time and number fit one of them. */
    private int[] order() {
        LongList times = column(Column.TIME);
        long least = IntStream.range(0, size()).mapToLong(times::get).min().orElse(0);
        int bits = 64 - Long.numberOfLeadingZeros(size());
        if (Long.numberOfLeadingZeros(last - least) <= bits) {
            return IntStream.range(0, size())
                    .boxed()
                    .sorted(java.util.Comparator.comparingLong(times::get))
                    .mapToInt(Integer::intValue)
                    .toArray();
        }
        long[] keys = new long[size()];
        for (int i = 0; i < keys.length; i++) {
            keys[i] = times.get(i) - least << bits | i;
        }
        java.util.Arrays.sort(keys);
        int[] order = new int[keys.length];
        for (int i = 0; i < order.length; i++) {
            order[i] = (int) (keys[i] & (1L << bits) - 1);
        }
        return order;
    }

    private void permute(Column column, long[] kinds, int[] order) {
        LongList list = column(column);
        long[] dense = new long[order.length];
        int next = 0;
        for (int row = 0; row < dense.length; row++) {
            if (has(column, kinds[row])) {
                dense[row] = list.get(next++);
            }
        }
        list.clear();
        for (int row : order) {
            if (has(column, kinds[row])) {
                list.add(dense[row]);
            }
        }
    }

    void clear() {
        for (LongList column : columns) {
            column.clear();
        }
        first = Long.MAX_VALUE;
        last = Long.MIN_VALUE;
        sorted = true;
    }
}
