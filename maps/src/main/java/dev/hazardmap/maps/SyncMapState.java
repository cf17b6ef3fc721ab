package dev.hazardmap.maps;

/** What the engine of a {@link SyncMap} looked like at one moment. */
public sealed interface SyncMapState {
    /**
     * The engine of Go 1.9 to 1.23.
     *
     * @param amended whether dirty holds a key that read does not
     * @param misses lookups that had to ask dirty since the last promotion
     * @param promotions how often dirty became read so far
     * @param readEntries entries of the read map, deleted ones included
     * @param dirtyEntries entries of the dirty map; 0 also when there is none
     * @param expunged entries of read that are deleted and missing from dirty
     */
    record ReadDirty(boolean amended, int misses, long promotions, int readEntries, int dirtyEntries, int expunged)
            implements SyncMapState {}

    /**
     * The engine of Go 1.24 and later.
     *
     * @param entries keys stored
     * @param indirects inner nodes, the root included
     * @param depth levels of inner nodes on the longest path
     * @param overflow entries that share their whole hash with another
     */
    record HashTrie(int entries, int indirects, int depth, int overflow) implements SyncMapState {}
}
