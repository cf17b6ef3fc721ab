package dev.hazardmap.maps;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Arrays;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The Swiss table with object keys and values; the core of {@link ConcurrentSwissMap} and {@link SwissMap}.
 *
 * <p>Slot {@code s} has its key at {@code slots[2s]} and its value at {@code slots[2s + 1]}, side by side in one cache line.
 * A slot is named by its value index below ("at"); its group is {@code at >>> 4}.
 *
 * <h2>Invariants</h2>
 * <ol>
 *   <li>In a concurrent map a slot never changes its key: empty, then one key for as long as the table lives.
 *   <li>Key and value are written before the control byte is published with release.
 *   <li>A null value in a full slot means "removed"; the same key may come back there, no other key may.
 *   <li>Control bytes never become empty again (concurrent map), so a probe that passed a full group without a match
 *       cannot be overtaken by an insert there: a miss is linearizable at its last control load.
 *   <li>A table has at least one empty slot, so every probe ends.
 * </ol>
 * {@link #erase} breaks 1 and 4 and is for the single-owner map alone.
 */
final class ObjectTable extends LockedTable {
    private static final VarHandle SLOT = MethodHandles.arrayElementVarHandle(Object[].class);

    /** A probe this long (in groups) is next to impossible with good hashes: look for a flood. */
    private static final int SUSPICIOUS_PROBE = 4;

    private static final int BATCH = 64;

    final @Nullable Object[] slots;

    /** Null in all tables but flooded ones; written before the table is published, read by anyone. */
    private FloodBin @Nullable [] floods;

    private int inFloods;
    private boolean floodSuspected;

    /** Deleted control bytes; only {@link #erase} makes them. */
    private int tombstones;

    ObjectTable(int slotCount, int depth, int prefix, TableLayout layout, long generation) {
        this(emptyControl(slotCount), new Object[2 * slotCount], depth, prefix, layout, generation);
    }

    private ObjectTable(
            long[] control, @Nullable Object[] slots, int depth, int prefix, TableLayout layout, long generation) {
        super(control, depth, prefix, layout, generation);
        this.slots = slots;
    }

    long hashOf(Object key) {
        return Hashes.of(key, layout.seed());
    }

    // ---- reading: any thread, no lock ----

    /**
     * The value of a key, or null. Nearly all probes end in their first group at their first match: that case is straight code,
     * without a loop whose variables would be kept over the call of {@code equals}.
     */
    @Nullable
    Object get(Object key, long hash) {
        long[] words = control;
        @Nullable Object[] entries = slots;
        int group = Hashes.h1(hash) & (words.length - 1);
        long word = laControl(words, group);
        long match = Swar.match(word, Swar.h2(hash) * Swar.ONES);
        if (match != 0) {
            int at = (group << 4) + (Long.numberOfTrailingZeros(match) >>> 2);
            if (Keys.same(key, entries[at - 1])) {
                return laValue(entries, at);
            }
        } else if (Swar.matchEmpty(word) != 0 && floods == null) {
            return null;
        }
        return getByFullProbe(key, hash);
    }

    private @Nullable Object getByFullProbe(Object key, long hash) {
        int at = probe(key, hash);
        return at >= 0 ? laValue(at) : getFlooded(key, hash);
    }

    private @Nullable Object getFlooded(Object key, long hash) {
        FloodBin bin = FloodBin.find(floods, hash);
        return bin == null ? null : bin.entries().get(key);
    }

    /** The value index of a key's slot, which may hold null (removed); if there is none, {@code ~group} of the probe's end. */
    int find(Object key, long hash) {
        long[] words = control;
        int group = Hashes.h1(hash) & (words.length - 1);
        long word = laControl(words, group);
        long match = Swar.match(word, Swar.h2(hash) * Swar.ONES);
        if (match != 0) {
            int at = (group << 4) + (Long.numberOfTrailingZeros(match) >>> 2);
            if (Keys.same(key, slots[at - 1])) {
                return at;
            }
        } else if (Swar.matchEmpty(word) != 0) {
            return ~group;
        }
        return probe(key, hash);
    }

    /** {@link #find} for any length of probe. */
    private int probe(Object key, long hash) {
        long[] words = control;
        @Nullable Object[] entries = slots;
        long pattern = Swar.h2(hash) * Swar.ONES;
        int group = Hashes.h1(hash) & (words.length - 1);
        for (int step = 0; ; ) {
            long word = laControl(words, group);
            for (long match = Swar.match(word, pattern); match != 0; match &= match - 1) {
                int at = (group << 4) + (Long.numberOfTrailingZeros(match) >>> 2);
                if (Keys.same(key, entries[at - 1])) {
                    return at;
                }
            }
            // The second condition holds only if a SwissMap was overfilled by a race: its reader must end, and then
            // report it.
            if (Swar.matchEmpty(word) != 0 || step == words.length) {
                return ~group;
            }
            group = (group + ++step) & (words.length - 1);
        }
    }

    @Nullable
    Object laValue(int at) {
        return laValue(slots, at);
    }

    private static @Nullable Object laValue(@Nullable Object[] entries, int at) {
        return SLOT.getAcquire(entries, at);
    }

    @Nullable
    Object keyAt(int at) {
        return slots[at - 1];
    }

    FloodBin @Nullable [] floods() {
        return floods;
    }

    // ---- writing: the holder of the lock ----

    /** Stores a value; the table must have room if the key is new. Returns the value before, or null. */
    @Nullable
    Object put(Object key, long hash, Object value) {
        int at = find(key, hash);
        if (at >= 0) {
            return replaceAt(at, key, hash, value);
        }
        FloodBin bin = FloodBin.find(floods, hash);
        if (bin != null) {
            Object old = bin.entries().put(key, value);
            countFlooded(old == null ? 1 : 0);
            return old;
        }
        insert(~at, key, hash, value);
        return null;
    }

    /** Removes a key. Returns its value, or null. */
    @Nullable
    Object remove(Object key, long hash) {
        int at = find(key, hash);
        if (at >= 0) {
            return replaceAt(at, key, hash, null);
        }
        FloodBin bin = FloodBin.find(floods, hash);
        if (bin == null) {
            return null;
        }
        Object old = bin.entries().remove(key);
        countFlooded(old == null ? 0 : -1);
        return old;
    }

    /** Sets or removes the value of a present key; the table does not migrate. Returns the value before, or null. */
    @Nullable
    Object set(int at, @Nullable Object value) {
        Object old = slots[at];
        soValue(at, value);
        if (old == null || value == null) {
            addLive((value == null ? 0 : 1) - (old == null ? 0 : 1));
        }
        return old;
    }

    private @Nullable Object replaceAt(int at, Object key, long hash, @Nullable Object value) {
        Object old = set(at, value);
        mirror(at >>> 4, key, hash, value);
        return old;
    }

    /** Whether a new key fits without a migration; true for keys that do not live in slots. */
    boolean hasRoomFor(long hash) {
        return used < growAt || FloodBin.find(floods, hash) != null;
    }

    /** Whether a new key may be inserted right away: there is room, and no hash has a bin. */
    boolean hasRoomForSlot() {
        return used < growAt && floods == null;
    }

    /**
     * Takes an empty slot of the group where the probe for the key ended, or a deleted one before it. Returns whether the probe was
     * suspiciously long.
     */
    boolean insert(int end, Object key, long hash, Object value) {
        if (tombstones > 0 && reuse(key, hash, value)) {
            return false;
        }
        int group = end;
        long word = control[group];
        long free = Swar.matchEmpty(word);
        if (free == 0) {
            throw new IllegalStateException("no free slot: used=" + used + ", slots=" + slotCount());
        }
        int slot = Swar.first(free);
        int at = (group << 4) + 2 * slot + 1;
        slots[at - 1] = key;
        slots[at] = value;
        soControl(group, Swar.fill(word, slot, Swar.h2(hash)));
        used++;
        addLive(1);
        if (migration != null) {
            mirror(group, key, hash, value);
        }
        if (group == (Hashes.h1(hash) & (control.length - 1))) {
            return false;
        }
        floodSuspected |= isLongProbe(group, hash);
        return floodSuspected;
    }

    /** Single-owner map only, as {@link #erase}. */
    private boolean reuse(Object key, long hash, Object value) {
        int group = Hashes.h1(hash) & (control.length - 1);
        long word = control[group];
        for (int step = 0; Swar.matchEmpty(word) == 0; ) {
            long deleted = Swar.matchEmptyOrDeleted(word);
            if (deleted != 0) {
                int at = (group << 4) + (Long.numberOfTrailingZeros(deleted) >>> 2);
                slots[at - 1] = key;
                slots[at] = value;
                soControl(group, Swar.with(word, Swar.first(deleted), Swar.h2(hash)));
                tombstones--;
                addLive(1);
                return true;
            }
            if (step == control.length) {
                return false;
            }
            group = (group + ++step) & (control.length - 1);
            word = control[group];
        }
        return false;
    }

    private boolean isLongProbe(int end, long hash) {
        int group = Hashes.h1(hash) & (control.length - 1);
        for (int step = 1; step <= SUSPICIOUS_PROBE; step++) {
            if (group == end) {
                return false;
            }
            group = (group + step) & (control.length - 1);
        }
        return true;
    }

    /** Adds an absent key to a table that nobody else knows yet: no order, no mirror. */
    private void append(Object key, long hash, Object value) {
        appendUncounted(key, hash, value);
        count(1);
    }

    private void appendUncounted(Object key, long hash, Object value) {
        long[] words = control;
        int group = Hashes.h1(hash) & (words.length - 1);
        long word = words[group];
        for (int step = 0; Swar.matchEmpty(word) == 0; ) {
            group = (group + ++step) & (words.length - 1);
            word = words[group];
        }
        int slot = Swar.first(Swar.matchEmpty(word));
        int at = (group << 4) + 2 * slot;
        @Nullable Object[] entries = slots;
        entries[at] = key;
        entries[at + 1] = value;
        words[group] = Swar.fill(word, slot, Swar.h2(hash));
    }

    private void count(int appended) {
        used += appended;
        addLive(appended);
    }

    /** A write to a group that migration has passed must reach the successor as well. */
    private void mirror(int group, Object key, long hash, @Nullable Object value) {
        Migration running = migration;
        if (running != null && group < running.next) {
            ObjectTable target = (ObjectTable) running.target(hash);
            if (value != null) {
                target.put(key, hash, value);
            } else {
                target.remove(key, hash);
            }
        }
    }

    /** Empties a slot for any key to use. Single-owner map only: a concurrent reader could pair a key with a foreign value. */
    Object erase(int at) {
        Object old = Objects.requireNonNull(slots[at]);
        slots[at] = null;
        slots[at - 1] = null;
        int group = at >>> 4;
        long word = control[group];
        boolean probesEndHere = Swar.matchEmpty(word) != 0;
        used -= probesEndHere ? 1 : 0;
        tombstones += probesEndHere ? 0 : 1;
        soControl(group, Swar.with(word, (at & 15) >>> 1, probesEndHere ? Swar.EMPTY : Swar.DELETED));
        addLive(-1);
        return old;
    }

    // ---- floods ----

    private void countFlooded(int delta) {
        inFloods += delta;
        addLive(delta);
    }

    @Override
    int liveSlots() {
        return live() - inFloods;
    }

    /** Whether an insert met a long probe since the last question. */
    boolean takeFloodSuspicion() {
        boolean suspected = floodSuspected;
        floodSuspected = false;
        return suspected;
    }

    boolean isFlooded(long hash) {
        return FloodBin.find(floods, hash) != null;
    }

    int floodCount() {
        return floods == null ? 0 : floods.length;
    }

    /** How many slots on the probe of a hash hold keys of just that hash. */
    int countEqualHashes(long hash) {
        long pattern = Swar.h2(hash) * Swar.ONES;
        int group = Hashes.h1(hash) & (control.length - 1);
        int count = 0;
        for (int step = 0; ; ) {
            long word = control[group];
            for (long match = Swar.match(word, pattern); match != 0; match &= match - 1) {
                Object key = slots[(group << 4) + (Long.numberOfTrailingZeros(match) >>> 2) - 1];
                count += key != null && hashOf(key) == hash ? 1 : 0;
            }
            if (Swar.matchEmpty(word) != 0 || step == control.length) {
                return count;
            }
            group = (group + ++step) & (control.length - 1);
        }
    }

    /** A copy of this table in which all keys of one hash live in a bin. */
    ObjectTable withFlood(long hash) {
        ConcurrentHashMap<Object, Object> entries = new ConcurrentHashMap<>();
        ObjectTable copy = new ObjectTable(slotCount(), depth, prefix, layout, generation);
        for (int at = 1; at < slots.length; at += 2) {
            Object key = slots[at - 1];
            Object value = slots[at];
            if (key != null && value != null) {
                long keyHash = hashOf(key);
                if (keyHash == hash) {
                    entries.put(key, value);
                } else {
                    copy.append(key, keyHash, value);
                }
            }
        }
        if (floods != null) {
            for (FloodBin bin : floods) {
                copy.addBin(bin);
            }
        }
        copy.addBin(new FloodBin(hash, entries));
        return copy;
    }

    private void addBin(FloodBin bin) {
        FloodBin[] before = floods;
        FloodBin[] after = before == null ? new FloodBin[1] : Arrays.copyOf(before, before.length + 1);
        after[after.length - 1] = bin;
        floods = after;
        countFlooded(bin.entries().size());
    }

    // ---- migration ----

    @Override
    ObjectTable successor(int slotCount, int newDepth, int newPrefix) {
        return new ObjectTable(slotCount, newDepth, newPrefix, layout, generation);
    }

    @Override
    void moveGroup(int group, Migration to) {
        for (long full = Swar.matchFull(control[group]); full != 0; full &= full - 1) {
            int at = (group << 4) + (Long.numberOfTrailingZeros(full) >>> 2);
            Object key = slots[at - 1];
            Object value = slots[at];
            if (key != null && value != null) {
                long hash = hashOf(key);
                ((ObjectTable) to.target(hash)).append(key, hash, value);
            }
        }
    }

    /** In batches, all hashes of a batch first: then the processor waits for several keys' cache lines at once. */
    @Override
    void moveAll(Migration to) {
        long[] hashes = new long[Math.min(BATCH, slotCount())];
        int toRight = 0;
        for (int first = 0; first < slots.length; first += 2 * hashes.length) {
            hashBatch(first, hashes);
            toRight += moveBatch(first, hashes, to);
        }
        ((ObjectTable) to.left).count(liveSlots() - toRight);
        if (to.right != null) {
            ((ObjectTable) to.right).count(toRight);
        }
    }

    private void hashBatch(int first, long[] hashes) {
        @Nullable Object[] entries = slots;
        long mapSeed = layout.seed();
        for (int i = 0; i < hashes.length; i++) {
            Object key = entries[first + 2 * i];
            hashes[i] = key == null ? 0 : Hashes.of(key, mapSeed);
        }
    }

    private int moveBatch(int first, long[] hashes, Migration to) {
        ObjectTable left = (ObjectTable) to.left;
        ObjectTable right = to.right == null ? left : (ObjectTable) to.right;
        long bit = to.bit;
        @Nullable Object[] entries = slots;
        int toRight = 0;
        for (int i = 0; i < hashes.length; i++) {
            Object key = entries[first + 2 * i];
            Object value = entries[first + 2 * i + 1];
            if (key != null && value != null) {
                long hash = hashes[i];
                boolean goesLeft = (hash & bit) == 0;
                toRight += goesLeft ? 0 : 1;
                (goesLeft ? left : right).appendUncounted(key, hash, value);
            }
        }
        return toRight;
    }

    @Override
    void finishMigration(Migration to) {
        if (floods != null) {
            for (FloodBin bin : floods) {
                if (!bin.entries().isEmpty()) {
                    ((ObjectTable) to.target(bin.hash())).addBin(bin);
                }
            }
        }
    }

    @Override
    ObjectTable copyForWriting(long newGeneration) {
        ObjectTable copy = new ObjectTable(control.clone(), slots.clone(), depth, prefix, layout, newGeneration);
        copy.used = used;
        copy.addLive(liveSlots());
        if (floods != null) {
            for (FloodBin bin : floods) {
                copy.addBin(bin.copy());
            }
        }
        copy.migration = migration;
        copy.bornLocked();
        return copy;
    }

    @Override
    void checkInvariants() {
        int live = 0;
        int full = 0;
        int deleted = 0;
        for (int group = 0; group < control.length; group++) {
            for (int slot = 0; slot < Swar.GROUP; slot++) {
                int byteThere = Swar.control(control[group], slot);
                Object key = slots[(group << 4) + 2 * slot];
                Object value = slots[(group << 4) + 2 * slot + 1];
                full += byteThere != Swar.EMPTY ? 1 : 0;
                deleted += byteThere == Swar.DELETED ? 1 : 0;
                live += value != null ? 1 : 0;
                Tables.check((key != null) == (byteThere < Swar.EMPTY), "key under control byte", byteThere, key + "");
                if (key != null) {
                    checkSlot(key, byteThere, (group << 4) + 2 * slot + 1);
                }
            }
        }
        Tables.check(live == liveSlots(), "live slots", liveSlots(), live);
        Tables.check(full == used, "used slots", used, full);
        Tables.check(deleted == tombstones, "tombstones", tombstones, deleted);
        Tables.check(used <= maxUsed(), "used slots", used, "at most " + maxUsed());
        checkFloods();
    }

    private void checkSlot(Object key, int control, int at) {
        long hash = hashOf(key);
        Tables.check(Swar.h2(hash) == control, "H2 of " + key, control, Swar.h2(hash));
        Tables.check((hash & ((1L << depth) - 1)) == prefix, "low hash bits of " + key, hash, prefix);
        Tables.check(find(key, hash) == at, "slot found for " + key, find(key, hash), at);
        Tables.check(FloodBin.find(floods, hash) == null, "slot of a flooded hash", key, "none");
    }

    private void checkFloods() {
        int flooded = 0;
        if (floods != null) {
            for (FloodBin bin : floods) {
                flooded += bin.entries().size();
                for (Object key : bin.entries().keySet()) {
                    Tables.check(hashOf(key) == bin.hash(), "hash in bin", hashOf(key), bin.hash());
                }
            }
        }
        Tables.check(flooded == inFloods, "flooded entries", inFloods, flooded);
    }

    private void soValue(int at, @Nullable Object value) {
        SLOT.setRelease(slots, at, value);
    }
}
