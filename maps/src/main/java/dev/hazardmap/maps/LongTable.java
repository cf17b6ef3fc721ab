package dev.hazardmap.maps;

/**
 * The Swiss table with {@code long} keys; what a slot's value is, the subclasses say.
 *
 * <p>A {@code long} has no null, so "removed" is a control byte here: {@link Swar#DELETED}, for good. A slot is empty, then holds
 * one key, then is deleted; the same key comes back in another slot.
 *
 * <p>Why a reader may load the value after the control word without looking again: if the slot was removed in between, its value
 * is the last one before the removal (a {@code long}) or null (an object), and the reader linearizes just before or after the
 * removal, which lies inside its call. Were the slot revived for its key, the reader could return the new value before the
 * insert is published, and a second reader find nothing after that.
 */
abstract class LongTable extends LockedTable {
    /** The key of slot s at {@code longs[s * stride]}; what follows it, if anything, belongs to the subclass. */
    final long[] longs;

    private final int shift;

    LongTable(long[] control, long[] longs, int shift, int depth, int prefix, TableLayout layout, long generation) {
        super(control, depth, prefix, layout, generation);
        this.longs = longs;
        this.shift = shift;
    }

    /** Puts what a slot holds into a table that does not have the key. */
    abstract void copySlot(int slot, long key, long hash, LongTable target);

    final long hashOf(long key) {
        return Hashes.mix(key, layout.seed());
    }

    final long keyAt(int slot) {
        return longs[slot << shift];
    }

    /** The slot of a key that is present, or -1. */
    final int find(long key, long hash) {
        long[] words = control;
        long[] keys = longs;
        long pattern = Swar.h2(hash) * Swar.ONES;
        int group = Hashes.h1(hash) & (words.length - 1);
        for (int step = 0; ; ) {
            long word = laControl(words, group);
            for (long match = Swar.match(word, pattern); match != 0; match &= match - 1) {
                int slot = (group << 3) + Swar.first(match);
                if (keys[slot << shift] == key) {
                    return slot;
                }
            }
            if (Swar.matchEmpty(word) != 0) {
                return -1;
            }
            group = (group + ++step) & (words.length - 1);
        }
    }

    /** An empty slot with the key in it, not published yet: the value comes first. */
    final int claim(long key, long hash) {
        int group = Hashes.h1(hash) & (control.length - 1);
        int step = 0;
        while (Swar.matchEmpty(control[group]) == 0) {
            if (step == control.length) {
                throw new IllegalStateException("no free slot: used=" + used + ", slots=" + slotCount());
            }
            group = (group + ++step) & (control.length - 1);
        }
        int slot = (group << 3) + Swar.first(Swar.matchEmpty(control[group]));
        longs[slot << shift] = key;
        return slot;
    }

    final void publish(int slot, long hash) {
        soControl(slot >>> 3, Swar.with(control[slot >>> 3], slot & 7, Swar.h2(hash)));
        used++;
        addLive(1);
    }

    final void bury(int slot) {
        soControl(slot >>> 3, Swar.with(control[slot >>> 3], slot & 7, Swar.DELETED));
        addLive(-1);
    }

    /** Whether the slot's group has been copied to a successor that must see this write too. */
    final boolean mirrors(int slot) {
        Migration running = migration;
        return running != null && slot >>> 3 < running.next;
    }

    @Override
    final void moveGroup(int group, Migration to) {
        for (long full = Swar.matchFull(control[group]); full != 0; full &= full - 1) {
            int slot = (group << 3) + Swar.first(full);
            long key = keyAt(slot);
            long hash = hashOf(key);
            copySlot(slot, key, hash, (LongTable) to.target(hash));
        }
    }

    final void copyCountersTo(LongTable copy) {
        copy.used = used;
        copy.addLive(live());
        copy.migration = migration;
        copy.bornLocked();
    }

    @Override
    void checkInvariants() {
        int full = 0;
        int notEmpty = 0;
        for (int slot = 0; slot < slotCount(); slot++) {
            int there = Swar.control(control[slot >>> 3], slot & 7);
            notEmpty += there != Swar.EMPTY ? 1 : 0;
            if (there < Swar.EMPTY) {
                full++;
                long hash = hashOf(keyAt(slot));
                Tables.check(Swar.h2(hash) == there, "H2 of " + keyAt(slot), there, Swar.h2(hash));
                Tables.check((hash & ((1L << depth) - 1)) == prefix, "low hash bits", hash, prefix);
                Tables.check(find(keyAt(slot), hash) == slot, "slot of " + keyAt(slot), find(keyAt(slot), hash), slot);
            }
        }
        Tables.check(full == live(), "live slots", live(), full);
        Tables.check(notEmpty == used, "used slots", used, notEmpty);
        Tables.check(used <= maxUsed(), "used slots", used, "at most " + maxUsed());
    }
}
