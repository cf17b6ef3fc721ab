package dev.hazardmap.maps;

/** What a map does when it finds that it is used by several threads without order between them. */
public enum MisusePolicy {
    /**
     * Throw a {@link ConcurrentMapMisuseError} and poison the map: every later operation of every thread throws again, so
     * that one swallowed error does not hide a broken map.
     */
    THROW,

    /** Print the report to standard error and end the process with {@link Runtime#halt} and status 2, as Go does. */
    HALT,

    /** Hand the report to the listener, count it, and go on with a map that may be broken from here on. */
    LOG
}
