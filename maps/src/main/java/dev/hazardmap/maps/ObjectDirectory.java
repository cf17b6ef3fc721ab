package dev.hazardmap.maps;

/**
 * A directory of tables with object keys: where the hash comes from {@code hashCode}, and where many keys of one hash go
 * ({@link FloodBin}).
 */
abstract class ObjectDirectory extends WholeTables<ObjectTable> {
    /** Keys of one hash in one table before they move to a bin; more for each four bins, so that bins stay few. */
    private static final int FLOOD = 16;

    ObjectDirectory(long expectedSize, TableLayout layout) {
        super(expectedSize, layout);
    }

    @Override
    final ObjectTable newTable(int slots, int depth, int prefix, long forGeneration) {
        return new ObjectTable(slots, depth, prefix, layout, forGeneration);
    }

    final long hash(Object key) {
        return Hashes.of(key, seed);
    }

    /** Locks the table of a key, with room for the key if it is new. */
    final ObjectTable lockForPut(Object key, long hash) {
        while (true) {
            ObjectTable table = lockForWriting(hash);
            if (table.hasRoomFor(hash) || makeRoomFor(table, key, hash)) {
                return table;
            }
        }
    }

    private boolean makeRoomFor(ObjectTable table, Object key, long hash) {
        boolean present;
        boolean flood;
        try {
            present = table.find(key, hash) >= 0;
            flood = !present && table.migration == null && table.countEqualHashes(hash) >= floodLimit(table);
        } catch (Throwable failure) {
            table.unlock();
            throw failure;
        }
        if (flood) {
            turnIntoFlood(table, hash);
            return false;
        }
        return present || makeRoom(table);
    }

    final void unlockAfterPut(ObjectTable table, long hash) {
        if (table.takeFloodSuspicion() && isFlood(table, hash)) {
            turnIntoFlood(table, hash);
        } else {
            unlock(table);
        }
    }

    private boolean isFlood(ObjectTable table, long hash) {
        try {
            return table.countEqualHashes(hash) >= floodLimit(table);
        } catch (Throwable failure) {
            table.unlock();
            throw failure;
        }
    }

    private void turnIntoFlood(ObjectTable table, long hash) {
        ObjectTable flooded;
        try {
            flooded = table.withFlood(hash);
        } catch (Throwable failure) {
            table.unlock();
            throw failure;
        }
        replace(table, flooded, null);
    }

    /** Never above half a table, or a split could go on forever without telling anything apart. */
    private int floodLimit(ObjectTable table) {
        return Math.max(2, Math.min(layout.maxSlots() / 4, FLOOD << Math.min(16, table.floodCount() / 4)));
    }
}
