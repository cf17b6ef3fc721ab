package dev.hazardmap.maps;

import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/**
 * Go's rules for key equality and hashing, applied to Java objects.
 *
 * <p>A Java key plays the part of a Go interface value: equality is dynamic type plus value, that is {@link Object#equals},
 * with the two places where Go and {@code equals} disagree decided as in Go (semantics 1.10): for {@link Double} and
 * {@link Float}, {@code +0 == -0} and {@code NaN != NaN}. The hash follows: both zeros share one constant hash, and each hash
 * of a NaN is a fresh random number. A Java array is Go's slice, mutable and compared by identity: it is no key.
 * A record or a list that <em>contains</em> a double keeps its own {@code equals}; only boxed doubles themselves are Go's.
 */
final class GoKeys {
    /** Odd 64-bit constants of the splitmix and rrmxmx finalisers: every input bit reaches the top byte and the low bits. */
    private static final long SPREAD = 0x9E3779B97F4A7C15L;

    private static final long FINISH = 0xD6E8FEB86659FD93L;

    /** What both zeros hash as; any constant does (Go: {@code c1 * (c0 ^ h)}, alg.go f64hash). */
    private static final long ZERO = 0x5A5A5A5AL;

    private GoKeys() {}

    /** Go's {@code a == b} for interface values. NaN is equal to nothing, not even to the same object. */
    static boolean equal(Object a, @Nullable Object b) {
        if (a instanceof Double x) {
            return b instanceof Double y && x.doubleValue() == y.doubleValue();
        }
        if (a instanceof Float x) {
            return b instanceof Float y && x.floatValue() == y.floatValue();
        }
        return a == b || a.equals(b);
    }

    /** {@code k == k}: false for NaN alone. */
    static boolean reflexive(Object key) {
        return !(key instanceof Double d && d.isNaN()) && !(key instanceof Float f && f.isNaN());
    }

    /**
     * Whether an update overwrites the stored key as well (Go's {@code needkeyupdate}): floats because +0 and -0 are equal
     * and different, strings and interfaces because the older object may hold more memory. Integers and their kin do not.
     */
    static boolean needsKeyUpdate(Object key) {
        return !(key instanceof Integer
                || key instanceof Long
                || key instanceof Short
                || key instanceof Byte
                || key instanceof Character
                || key instanceof Boolean
                || key instanceof Enum<?>);
    }

    /**
     * The 64-bit hash of a key under a seed.
     *
     * @throws UncomparableException if the key is an array (Go: hash of unhashable type)
     */
    static long hash(Object key, int seed) {
        if (key instanceof Long value) {
            return mix(value, seed);
        }
        if (key instanceof Double value) {
            return hashDouble(value, seed);
        }
        if (key instanceof Float value) {
            return hashDouble(value, seed);
        }
        checkHashable(key);
        return mix(key.hashCode(), seed);
    }

    /** Arrays are Go's slices: no key, and not comparable as an old value either. */
    static void checkHashable(Object key) {
        if (key.getClass().isArray()) {
            throw UncomparableException.unhashable(key);
        }
    }

    private static long hashDouble(double value, int seed) {
        if (value == 0) {
            return mix(ZERO, seed);
        }
        return Double.isNaN(value)
                ? ThreadLocalRandom.current().nextLong()
                : mix(Double.doubleToRawLongBits(value), seed);
    }

    private static long mix(long value, int seed) {
        long h = (value ^ (seed * SPREAD)) * SPREAD;
        h = (h ^ (h >>> 32)) * FINISH;
        return h ^ (h >>> 32);
    }
}
