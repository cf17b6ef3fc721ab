package dev.hazardmap.maps;

/**
 * A directory of tables with {@code long} keys. Distinct keys have distinct hashes as far as anyone without the seed can
 * arrange, so there are no flood bins here.
 *
 * @param <T> the kind of table
 */
abstract class LongDirectory<T extends LongTable> extends WholeTables<T> {
    LongDirectory(long expectedSize, TableLayout layout) {
        super(expectedSize, layout);
    }

    final long hash(long key) {
        return Hashes.mix(key, seed);
    }

    /** Whether a key is in the map; wait-free. */
    public final boolean containsKey(long key) {
        long hash = hash(key);
        return tableFor(hash).find(key, hash) >= 0;
    }

    /** Locks the table of a key, with room for the key if it is new. */
    final T lockForPut(long key, long hash) {
        checkNotInFunction();
        while (true) {
            T table = lockForWriting(hash);
            if (table.used < table.growAt || table.find(key, hash) >= 0 || makeRoom(table)) {
                return table;
            }
        }
    }

    final LongCursor<T> cursor() {
        return new LongCursor<>(liveTables());
    }
}
