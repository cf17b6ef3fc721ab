package dev.hazardmap.maps;

import java.util.concurrent.ThreadLocalRandom;

/**
 * From a key's hash code to the 64 bits that a table uses: bits 0.. choose the table (directory), bits 47.. the group,
 * bits 57..63 are H2. The three must not share bits within one table, or its groups fill unevenly.
 *
 * <p>The mix multiplies to 128 bits and folds both halves (wyhash's "mum"): every input bit reaches every range above, one
 * multiplication deep. The seed is random per map, so that colliding keys cannot be prepared in advance; keys whose
 * {@code hashCode} is the same collide under every seed, see {@link FloodBin}.
 */
final class Hashes {
    private static final long GOLDEN = 0x9E3779B97F4A7C15L;

    private Hashes() {}

    static long mix(long code, long seed) {
        long x = code ^ seed;
        return (x * GOLDEN) ^ Math.multiplyHigh(x, GOLDEN);
    }

    /** The hash of a key object. */
    static long of(Object key, long seed) {
        return mix(Keys.code(key), seed);
    }

    static long randomSeed() {
        return ThreadLocalRandom.current().nextLong();
    }

    /** The group a probe starts at, before the mask. */
    static int h1(long hash) {
        return (int) (hash >>> 47);
    }
}
