package dev.hazardmap.maps;

/**
 * Told of each step of a {@link GoMap}'s growth, for traces and for teaching.
 *
 * <p>The methods are called by the thread that writes the map, inside the write, after the step is done. They must not use the
 * map (the write would be seen as concurrent) and must not throw.
 */
public interface GoMapTracer {
    /** A tracer that ignores everything. */
    GoMapTracer NONE = new GoMapTracer() {};

    /**
     * Growth has begun; nothing has moved yet.
     *
     * @param logBuckets the new B: the map now has 2<sup>B</sup> buckets
     * @param sameSize whether the map keeps its size and only packs its overflow chains
     */
    default void growthStarted(int logBuckets, boolean sameSize) {}

    /**
     * One old bucket, with its overflow chain, has been evacuated.
     *
     * @param oldBucket its index in the old array
     * @param toX entries moved to the bucket of the same index
     * @param toY entries moved to the bucket one old table further on
     */
    default void bucketEvacuated(int oldBucket, int toX, int toY) {}

    /**
     * The last old bucket has been evacuated and the old array dropped.
     *
     * @param logBuckets B
     */
    default void growthFinished(int logBuckets) {}

    /** The map was cleared: a growth that was under way is over, and the seed is new. */
    default void cleared() {}
}
