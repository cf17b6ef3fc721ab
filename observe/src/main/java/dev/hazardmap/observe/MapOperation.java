package dev.hazardmap.observe;

import java.util.Locale;

/** An operation on a map, named after the method that was called; bulk changes through a view have names of their own. */
public enum MapOperation {
    /** {@code get} and {@code getOrDefault}. */
    GET,
    /** {@code containsKey}, also through the key set, and {@code entrySet().contains}. */
    CONTAINS_KEY,
    /** {@code containsValue}, also through the values. */
    CONTAINS_VALUE,
    /** {@code put}, and {@code setValue} of an entry. */
    PUT,
    /** {@code putIfAbsent}. */
    PUT_IF_ABSENT,
    /** Both {@code replace} methods. */
    REPLACE,
    /** Both {@code remove} methods, {@code remove} of an iterator and of a view. */
    REMOVE,
    /** {@code compute}. */
    COMPUTE,
    /** {@code computeIfAbsent}. */
    COMPUTE_IF_ABSENT,
    /** {@code computeIfPresent}. */
    COMPUTE_IF_PRESENT,
    /** {@code merge}. */
    MERGE,
    /** {@code putAll}: one operation, whatever the number of entries. */
    PUT_ALL,
    /** {@code replaceAll}: one operation. */
    REPLACE_ALL,
    /** {@code removeIf}, {@code removeAll} and {@code retainAll} of a view: one operation. */
    REMOVE_ALL,
    /** {@code clear}, also of a view. */
    CLEAR;

    private final String label = name().toLowerCase(Locale.ROOT);
    private final int bit = 1 << ordinal();

    /** The name in metrics and spans: {@code put_if_absent}. */
    public String label() {
        return label;
    }

    /** This operation's bit in a filter. */
    int bit() {
        return bit;
    }
}
