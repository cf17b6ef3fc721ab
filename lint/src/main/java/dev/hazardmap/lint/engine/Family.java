package dev.hazardmap.lint.engine;

/** Which contract a type follows: the row group of the effect table. */
public enum Family {
    /** java.util.Map and everything shaped like it. */
    MAP,
    /** Collection, List, Set, Queue, Deque, BitSet. */
    COLLECTION,
    /** Iterator, ListIterator, Enumeration. */
    ITERATOR,
    /** Map.Entry. */
    ENTRY,
    /** Guava Multimap. */
    MULTIMAP,
    /** Guava Table. */
    TABLE,
    /** Guava and Caffeine Cache. */
    CACHE,
    /** dev.hazardmap.maps.SyncMap: Go's names. */
    SYNCMAP,
    /** Not a container. */
    NONE;

    /** Whether the type holds elements itself. */
    public boolean holds() {
        return this != NONE && this != ITERATOR && this != ENTRY;
    }
}
