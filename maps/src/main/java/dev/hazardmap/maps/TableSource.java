package dev.hazardmap.maps;

/** Where an iteration finds its tables: the directory of a live map, or a frozen copy. */
interface TableSource<T extends LockedTable> {
    /** The table that holds the keys of this hash; only its low 32 bits matter. */
    T tableFor(long hash);

    /** A source that never changes. */
    @SuppressWarnings("unchecked") // The tables come from a TableDirectory<T>.
    static <T extends LockedTable> TableSource<T> frozen(LockedTable[] tables) {
        return hash -> (T) tables[(int) hash & (tables.length - 1)];
    }
}
