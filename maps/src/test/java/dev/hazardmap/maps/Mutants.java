package dev.hazardmap.maps;

import java.util.List;

/** Ways to break the concurrent code, each with the tests that notice. */
final class Mutants {
    private Mutants() {}

    /**
     * One change of one place.
     *
     * @param file the source file
     * @param original text that occurs there exactly once
     * @param replacement what stands there instead
     * @param killers test classes of which at least one fails then
     */
    record Mutant(String name, String file, String original, String replacement, List<String> killers) {
        String applyTo(String source) {
            int at = source.indexOf(original);
            if (at < 0 || source.indexOf(original, at + 1) >= 0) {
                throw new AssertionError("mutant \"" + name + "\" must fit once into " + file + ": " + original);
            }
            return source.replace(original, replacement);
        }

        @Override
        public String toString() {
            return name;
        }
    }

    private static Mutant mutant(String name, String file, String original, String replacement, String... killers) {
        return new Mutant(name, file, original, replacement, List.of(killers));
    }

    static List<Mutant> all() {
        return ALL;
    }

    private static final List<Mutant> ALL = List.of(
            mutant(
                    "lock word without a version",
                    "LockedTable.java",
                    "return state + VERSION;",
                    "return state;",
                    "LockWordTest"),
            mutant(
                    "no fence at the end of an update",
                    "LockedTable.java",
                    "        state = nextVersion() & ~(LOCKED | COMPUTING);",
                    "        STATE.setRelease(this, nextVersion() & ~(LOCKED | COMPUTING));",
                    "StoreBufferStressTest"),
            mutant(
                    "a dead table can be locked",
                    "LockedTable.java",
                    "            if ((seen & DEAD) != 0) {",
                    "            if (false) {",
                    "LockWordTest",
                    "ConcurrentSwissMapStressTest"),
            mutant(
                    "dying leaves no mark",
                    "LockedTable.java",
                    "(nextVersion() | DEAD) & ~(LOCKED | COMPUTING)",
                    "nextVersion() & ~(LOCKED | COMPUTING)",
                    "LockWordTest",
                    "SwissMapsFuzzTest"),
            mutant(
                    "a snapshot waits for running functions",
                    "LockedTable.java",
                    "return (state & LOCKED) == 0 || (state & COMPUTING) != 0;",
                    "return (state & LOCKED) == 0;",
                    "ConcurrentSwissMapStressTest"),
            mutant(
                    "optimistic lock forgets the generation",
                    "TableWriters.java",
                    "if (table.generation == generation && table.migration == null) {",
                    "if (table.migration == null) {",
                    "SwissMapsFuzzTest"),
            mutant(
                    "optimistic lock forgets the migration",
                    "TableWriters.java",
                    "if (table.generation == generation && table.migration == null) {",
                    "if (table.generation == generation) {",
                    "SwissMapsFuzzTest"),
            mutant(
                    "a writer does not wait for an odd generation",
                    "TableWriters.java",
                    "        if ((now & 1) != 0) {\n            table.unlock();",
                    "        if (false) {\n            table.unlock();",
                    "ConcurrentSwissMapStressTest",
                    "ConcurrentSwissMapLincheckTest"),
            mutant(
                    "a function's table is not looked at again",
                    "TableWriters.java",
                    "            if (table.generation == now) {\n                return table;",
                    "            if (true) {\n                return table;",
                    "ConcurrentSwissMapTest",
                    "ConcurrentSwissMapStressTest"),
            mutant(
                    "a group is copied once more after it was passed",
                    "TableWriters.java",
                    "                running.next++;\n",
                    "",
                    "SwissMapsFuzzTest"),
            mutant(
                    "writes are not repeated in the successor",
                    "ObjectTable.java",
                    "if (running != null && group < running.next) {",
                    "if (false) {",
                    "SwissMapsFuzzTest"),
            mutant(
                    "writes are repeated one group too early",
                    "ObjectTable.java",
                    "if (running != null && group < running.next) {",
                    "if (running != null && group <= running.next) {",
                    "SwissMapsFuzzTest"),
            mutant(
                    "long keys: not repeated in the successor",
                    "LongTable.java",
                    "return running != null && slot >>> 3 < running.next;",
                    "return false;",
                    "LongMapsFuzzTest"),
            mutant(
                    "long keys: published before the value",
                    "LongLongTable.java",
                    "        longs[2 * slot + 1] = value;\n        publish(slot, hash);",
                    "        publish(slot, hash);\n        longs[2 * slot + 1] = value;",
                    "RaceWindowStressTest"),
            mutant(
                    "long keys: published before the key",
                    "LongLongTable.java",
                    "        int slot = claim(key, hash);\n        longs[2 * slot + 1] = value;\n        publish(slot, hash);",
                    "        int slot = claim(key, hash);\n        longs[2 * slot] = 0;\n        longs[2 * slot + 1] = value;\n        publish(slot, hash);\n        longs[2 * slot] = key;",
                    "RaceWindowStressTest"),
            mutant(
                    "a tombstone ends the probe",
                    "ObjectTable.java",
                    "probesEndHere ? Swar.EMPTY : Swar.DELETED",
                    "Swar.EMPTY",
                    "SwissMapsFuzzTest"),
            mutant(
                    "tombstones are not counted",
                    "ObjectTable.java",
                    "        tombstones += probesEndHere ? 0 : 1;",
                    "",
                    "SwissMapsFuzzTest"),
            mutant(
                    "dead slots never lead to a rebuild",
                    "LockedTable.java",
                    "return dead > slots / 4 || (dead > slots / 16 && live < slots / 16);",
                    "return false;",
                    "ConcurrentSwissMapTest"),
            mutant(
                    "the snapshot does not wait for writers",
                    "WholeTables.java",
                    "        } while (!sawAllQuiet(seen) || seen != root());",
                    "        } while (seen != root());",
                    "ConcurrentSwissMapStressTest"),
            mutant(
                    "the snapshot keeps the old generation",
                    "WholeTables.java",
                    "            after = before + 2;",
                    "            after = before;",
                    "SwissMapsFuzzTest"),
            mutant(
                    "size without a second pass",
                    "WholeTables.java",
                    "if (seen[i].lvState() != states[i] || seen[i] != lvEntry(tables, i)) {",
                    "if (false) {",
                    "ConcurrentSwissMapStressTest"),
            mutant(
                    "isEmpty believes any counter",
                    "WholeTables.java",
                    "if (filled && LockedTable.isSettled(before) && table.lvState() == before) {",
                    "if (filled) {",
                    "EmptinessLincheckTest"),
            mutant(
                    "clear does not mark its locks",
                    "WholeTables.java",
                    "            table.setComputing();\n            locked.add(table);",
                    "            locked.add(table);",
                    "ConcurrentSwissMapStressTest"),
            mutant(
                    "two replacements at once",
                    "TableDirectory.java",
                    "        if (!STRUCTURE_LOCK.compareAndSet(this, 0, 1)) {",
                    "        if (false) {",
                    "RaceWindowStressTest"),
            mutant(
                    "a cursor does not filter",
                    "TableCursor.java",
                    "return at >= from && at < end;",
                    "return true;",
                    "ConcurrentSwissMapTest",
                    "ConcurrentSwissMapStressTest"),
            mutant(
                    "a recursive update goes through",
                    "FunctionScope.java",
                    "        if (isInside()) {",
                    "        if (false) {",
                    "ConcurrentSwissMapTest",
                    "IdiomsTest"),
            mutant(
                    "misuse: no look at the end of a read",
                    "OwnedMap.java",
                    "        if (laSequence() != ticket) {",
                    "        if (false) {",
                    "SwissMapMisuseTest"),
            mutant(
                    "misuse: the writer is not told",
                    "OwnedMap.java",
                    "            writer = me; // Stored",
                    "            // Stored",
                    "SwissMapMisuseTest"),
            mutant(
                    "misuse: an overlapped write is not told",
                    "OwnedMap.java",
                    "if (laSequence() == ticket && writer == Thread.currentThread()) {",
                    "if (true) {",
                    "SwissMapMisuseTest",
                    "GoMapMisuseTest"),
            mutant(
                    "misuse: no poison",
                    "OwnedMap.java",
                    "() -> gate = gate | POISONED",
                    "() -> {}",
                    "SwissMapMisuseTest"),
            mutant(
                    "misuse: two threads claim one map",
                    "OwnedMap.java",
                    "casOwner(null, me)",
                    "(owner = me) == me",
                    "RaceWindowStressTest"),
            mutant(
                    "misuse: the strict owner is not looked at",
                    "OwnedMap.java",
                    "        if (present != me &&",
                    "        if (false && present != me &&",
                    "SwissMapMisuseTest"),
            mutant(
                    "read-dirty: misses never promote",
                    "ReadDirtyEngine.java",
                    "        if (misses >= d.count) {",
                    "        if (false) {",
                    "ReadDirtyRulesTest"),
            mutant(
                    "read-dirty: read is not asked again under the lock",
                    "ReadDirtyEngine.java",
                    "            ReadDirtyEntry<V> e = read.m.get(key);\n            if (e == null && read.amended) {",
                    "            ReadDirtyEntry<V> e = null;\n            if (e == null && read.amended) {",
                    "SyncMapLincheckTest",
                    "ReadDirtyRulesTest",
                    "SyncMapStressTest"),
            mutant(
                    "hash trie: a dead indirect is written",
                    "HashTrieEngine.java",
                    "if (!i.dead && !(i.children",
                    "if (!(i.children",
                    "SyncMapStressTest"),
            mutant(
                    "hash trie: pruning leaves no mark",
                    "HashTrieEngine.java",
                    "            i.dead = true;",
                    "",
                    "SyncMapStressTest"),
            mutant(
                    "epoch: a reader does not look twice",
                    "EpochMap.java",
                    "            V value = e.authority.get(key);\n            if (epoch == e) {",
                    "            V value = e.authority.get(key);\n            if (true) {",
                    "MigratingMapTest",
                    "MigratingMapLincheckTest"),
            mutant(
                    "epoch: a writer does not look twice",
                    "EpochMap.java",
                    "            e.enter();\n            if (epoch == e) {",
                    "            e.enter();\n            if (true) {",
                    "MigratingMapTest"),
            mutant(
                    "epoch: nobody waits for writers",
                    "EpochMap.java",
                    "        former.awaitWriters();",
                    "",
                    "MigratingMapTest"),
            mutant(
                    "mirror: an older change wins",
                    "MirrorMap.java",
                    "if (last != null && last >= change.version) {",
                    "if (false) {",
                    "MigratingMapTest"));
}
