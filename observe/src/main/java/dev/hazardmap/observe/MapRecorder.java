package dev.hazardmap.observe;

/**
 * Receives what happened to one map. Called on the thread that used the map, after the operation, in its time: quick,
 * without locks, without calls of the map.
 *
 * <p>What it throws does not reach the application: the first failure switches the hook off, see
 * {@link MapRegistry#failures()}.
 *
 * <p><b>Thread safety:</b> called by all threads that use the map, at once.
 */
public interface MapRecorder {
    /**
     * A sampled operation has ended, normally or not.
     *
     * @param operation what was called
     * @param keyHash FNV-64a of the key, see {@link KeyHash}; 0 for operations without a key, or when the sink wants none
     * @param startNanos {@link System#nanoTime} at its start
     * @param durationNanos how long it took
     * @param weight how many operations this one stands for: the hook's {@code sampleEvery}
     */
    void operation(MapOperation operation, long keyHash, long startNanos, long durationNanos, int weight);

    /** An iteration begins; not sampled. */
    default void iterationStarted(Iteration iteration) {}

    /** An iteration has ended; its outcome, entries and duration are known. Abandoned ones are told only if spanned. */
    default void iterationEnded(Iteration iteration) {}
}
