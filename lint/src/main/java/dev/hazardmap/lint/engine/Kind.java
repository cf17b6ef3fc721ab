package dev.hazardmap.lint.engine;

/** What a container promises about threads: the column of the effect table that is chosen by the allocation. */
public enum Kind {
    /** HashMap, TreeMap, ArrayList and the like: readers may share it, a writer must be alone. */
    PLAIN,
    /** LinkedHashMap in access order: {@code get} relinks the entry, so it is a write. */
    ACCESS_ORDER,
    /** WeakHashMap: {@code get}, {@code size} and the rest expunge stale entries, so they are writes. */
    WEAK,
    /** Every call locks the container itself; a sequence of calls and an iteration do not. */
    SYNCHRONIZED,
    /** Vector, Hashtable, Stack: synchronized, but in code of their age that says nothing about threads. */
    LEGACY,
    /** Safe for concurrent calls; a sequence of calls is not atomic. */
    CONCURRENT,
    /** A write replaces the array; an iterator reads a snapshot. */
    COPY_ON_WRITE,
    /** Never changes. */
    IMMUTABLE,
    /** An executor with one thread: what it runs is serial. */
    SERIAL_EXECUTOR,
    /** An executor that may run tasks at the same time. */
    EXECUTOR,
    /** Not a container. */
    OTHER,
    /** Came from where the analysis cannot see. */
    UNKNOWN;

    /** Whether calls from two threads need a lock around them. */
    public boolean unsafe() {
        return this == PLAIN || this == ACCESS_ORDER || this == WEAK;
    }

    /** Whether single calls are atomic, so that only sequences of calls can go wrong. */
    public boolean atomicCalls() {
        return this == CONCURRENT || this == SYNCHRONIZED || this == COPY_ON_WRITE || this == LEGACY;
    }

    /** Whether a call that reads by its name writes the structure. */
    public boolean readWrites() {
        return this == ACCESS_ORDER || this == WEAK;
    }
}
