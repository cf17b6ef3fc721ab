package dev.hazardmap.maps;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Objects;

/** {@link LongTable} with {@code long} values, each right behind its key: one cache line. */
final class LongLongTable extends LongTable {
    private static final VarHandle ELEMENT = MethodHandles.arrayElementVarHandle(long[].class);

    LongLongTable(int slots, int depth, int prefix, TableLayout layout, long generation) {
        this(emptyControl(slots), new long[2 * slots], depth, prefix, layout, generation);
    }

    private LongLongTable(long[] control, long[] longs, int depth, int prefix, TableLayout layout, long generation) {
        super(control, longs, 1, depth, prefix, layout, generation);
    }

    /** Acquire: what the writer did before it put the value is visible to who read it; and a long is read whole. */
    long laValue(int slot) {
        return (long) ELEMENT.getAcquire(longs, 2 * slot + 1);
    }

    private void soValue(int slot, long value) {
        ELEMENT.setRelease(longs, 2 * slot + 1, value);
    }

    /** Adds a key that is absent. */
    void insert(long key, long hash, long value) {
        int slot = claim(key, hash);
        longs[2 * slot + 1] = value;
        publish(slot, hash);
        if (mirrors(slot)) {
            target(hash).insert(key, hash, value);
        }
    }

    void update(int slot, long key, long hash, long value) {
        soValue(slot, value);
        if (mirrors(slot)) {
            LongLongTable target = target(hash);
            target.update(target.find(key, hash), key, hash, value);
        }
    }

    void remove(int slot, long key, long hash) {
        bury(slot);
        if (mirrors(slot)) {
            LongLongTable target = target(hash);
            target.remove(target.find(key, hash), key, hash);
        }
    }

    private LongLongTable target(long hash) {
        return (LongLongTable) Objects.requireNonNull(migration).target(hash);
    }

    @Override
    void copySlot(int slot, long key, long hash, LongTable target) {
        ((LongLongTable) target).insert(key, hash, longs[2 * slot + 1]);
    }

    @Override
    LongLongTable successor(int slots, int newDepth, int newPrefix) {
        return new LongLongTable(slots, newDepth, newPrefix, layout, generation);
    }

    @Override
    LongLongTable copyForWriting(long newGeneration) {
        LongLongTable copy = new LongLongTable(control.clone(), longs.clone(), depth, prefix, layout, newGeneration);
        copyCountersTo(copy);
        return copy;
    }
}
