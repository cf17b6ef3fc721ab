package dev.hazardmap.lint;

/** The groups of rules. */
public enum Group {
    /** Two accesses that nothing orders. */
    RACE,
    /** A read by name that writes. */
    KIND,
    /** Atomic calls in a sequence that is not. */
    ATOMIC,
    /** Modification while iterating. */
    ITER,
    /** A function that touches the map that runs it. */
    REENTRANT,
    /** A guarded map that leaves its guard. */
    ESCAPE,
    /** Initialisation that threads can see half done. */
    INIT,
    /** Keys and values a map cannot hold. */
    DATA,
    /** Entries or maps that are never let go. */
    LEAK
}
