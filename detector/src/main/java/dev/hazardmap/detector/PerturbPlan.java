package dev.hazardmap.detector;

/**
 * One thread's part of a varied schedule: how long it rests before each of its operations. A pure function of the seed,
 * the thread's path and the operation's number. Not thread-safe: its thread's own, but for {@link #child}, which the
 * thread calls as well.
 *
 * <p>A thread begins late in one case of two, by up to {@link #LONGEST_NANOS}: most rare orders are those in which a
 * thread that is always first is not. After that its n-th operation sleeps with a probability of 1/4 at first and of
 * 16/n later, so that a doubling of the operations costs about eleven short sleeps, however many there are; yields are
 * more frequent by the factor 16.
 */
final class PerturbPlan {
    /** No rest is longer, 34 ms. */
    static final long LONGEST_NANOS = 1L << 25;

    static final long NOTHING = -1;
    static final long YIELD = 0;

    private static final int OFTEN = 4;
    private static final int SLEEPS = 16;
    private static final int YIELDS = 16 * SLEEPS;

    private final long seed;
    final long path;
    private long operations;
    private long children;

    private PerturbPlan(long seed, long path) {
        this.seed = seed;
        this.path = path;
    }

    /** The plan of a thread whose start was not seen: known by its name, as main is. */
    static PerturbPlan ofRoot(long seed, String name) {
        return new PerturbPlan(seed, mix(name.hashCode()));
    }

    /** The plan of the next thread that this one starts. */
    PerturbPlan child() {
        return new PerturbPlan(seed, mix(path + 31 * ++children));
    }

    /** How long to rest before the next operation: nanoseconds, or one of the constants. */
    long next() {
        return decide(seed, path, operations++);
    }

    static long decide(long seed, long path, long operation) {
        long hash = mix(mix(seed ^ path) + operation);
        if (operation == 0) {
            return (hash & 1) == 0 ? NOTHING : duration(hash, 20, 5);
        }
        long chance = hash >>> 1 & 0xFFFFFF; // of 2^24
        if (chance < (1 << 24) * Math.min(1.0 / OFTEN, (double) SLEEPS / operation)) {
            return duration(hash, 16, 9);
        }
        if (chance < (1 << 24) * Math.min(2.0 / OFTEN, (double) YIELDS / operation)) {
            return YIELD;
        }
        return NOTHING;
    }

    /** Evenly spread over the logarithm: from 2^from nanoseconds to {@link #LONGEST_NANOS}. */
    private static long duration(long hash, int from, int steps) {
        int exponent = from + (int) ((hash >>> 32 & 0xFFFF) % steps);
        long base = 1L << exponent;
        return base + (hash >>> 48) * base / (1 << 16);
    }

    private static long mix(long value) {
        long mixed = (value ^ value >>> 30) * 0xBF58476D1CE4E5B9L;
        mixed = (mixed ^ mixed >>> 27) * 0x94D049BB133111EBL;
        return mixed ^ mixed >>> 31;
    }
}
