package dev.hazardmap.maps;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** {@link LongTable} with object values. A removed slot's value is null, so that nothing stays reachable. */
final class LongObjectTable extends LongTable {
    private static final VarHandle ELEMENT = MethodHandles.arrayElementVarHandle(Object[].class);

    private final @Nullable Object[] values;

    LongObjectTable(int slots, int depth, int prefix, TableLayout layout, long generation) {
        this(emptyControl(slots), new long[slots], new Object[slots], depth, prefix, layout, generation);
    }

    private LongObjectTable(
            long[] control,
            long[] longs,
            @Nullable Object[] values,
            int depth,
            int prefix,
            TableLayout layout,
            long generation) {
        super(control, longs, 0, depth, prefix, layout, generation);
        this.values = values;
    }

    @Nullable
    Object laValue(int slot) {
        return ELEMENT.getAcquire(values, slot);
    }

    private void soValue(int slot, @Nullable Object value) {
        ELEMENT.setRelease(values, slot, value);
    }

    @Nullable
    Object get(long key, long hash) {
        int slot = find(key, hash);
        return slot < 0 ? null : laValue(slot);
    }

    /** Stores a value, or removes the key if it is null; a new key must have room. Returns the value before, or null. */
    @Nullable
    Object set(long key, long hash, @Nullable Object value) {
        int slot = find(key, hash);
        if (slot < 0 && value == null) {
            return null;
        }
        Object old = null;
        if (slot < 0) {
            slot = claim(key, hash);
            values[slot] = value;
            publish(slot, hash);
        } else {
            old = values[slot];
            if (value == null) {
                bury(slot);
            }
            soValue(slot, value);
        }
        if (mirrors(slot)) {
            ((LongObjectTable) Objects.requireNonNull(migration).target(hash)).set(key, hash, value);
        }
        return old;
    }

    @Override
    void copySlot(int slot, long key, long hash, LongTable target) {
        ((LongObjectTable) target).set(key, hash, values[slot]);
    }

    @Override
    LongObjectTable successor(int slots, int newDepth, int newPrefix) {
        return new LongObjectTable(slots, newDepth, newPrefix, layout, generation);
    }

    @Override
    LongObjectTable copyForWriting(long newGeneration) {
        LongObjectTable copy = new LongObjectTable(
                control.clone(), longs.clone(), values.clone(), depth, prefix, layout, newGeneration);
        copyCountersTo(copy);
        return copy;
    }

    @Override
    void checkInvariants() {
        super.checkInvariants();
        for (int slot = 0; slot < slotCount(); slot++) {
            boolean full = Swar.control(control[slot >>> 3], slot & 7) < Swar.EMPTY;
            Tables.check(
                    full == (values[slot] != null), "value in slot " + slot, values[slot] + "", full ? "one" : "none");
        }
    }
}
