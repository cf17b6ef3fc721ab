package dev.hazardmap.observe;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Picks one call in N at random distances, at the price of a decrement.
 *
 * <p>A stripe holds the number of calls to go and a random state; a thread uses the stripe of its id. The distances are drawn
 * uniformly from 1 to 2N-1, so their mean is N: a program that repeats a pattern of calls can't fall into step with the
 * sampling, as it would with every N-th.
 *
 * <p>Two threads with one stripe may lose each other's decrement, or both take the same last step: the rate is then off by that
 * one call in some thousands. Opaque accesses: no order is needed, only that no value is torn or kept in a register for ever.
 */
final class Sampler {
    private static final VarHandle INTS = MethodHandles.arrayElementVarHandle(int[].class);

    /** Ints from stripe to stripe: 128 bytes, so that neighbours share no cache line and no prefetched pair. */
    private static final int STRIDE = 32;

    private static final int SEED = 1;

    private final int every;
    private final int mask;
    private final int[] stripes;

    Sampler(int every) {
        if (every < 1) {
            throw new IllegalArgumentException("sampleEvery must be at least 1: " + every);
        }
        this.every = every;
        int count = Integer.highestOneBit(Runtime.getRuntime().availableProcessors() * 8 - 1) << 1;
        mask = count - 1;
        // One stride before the first stripe keeps the array's header off its cache line.
        stripes = new int[(count + 1) * STRIDE];
        for (int i = 1; i <= count; i++) {
            stripes[i * STRIDE] = ThreadLocalRandom.current().nextInt(every) + 1;
            stripes[i * STRIDE + SEED] = ThreadLocalRandom.current().nextInt() | 1;
        }
    }

    int every() {
        return every;
    }

    /** Whether this call is one of the sample. */
    boolean take() {
        if (every == 1) {
            return true;
        }
        // Thread ids are handed out in sequence: the low bits spread threads over the stripes as well as any hash.
        int at = ((int) Thread.currentThread().getId() & mask) + 1;
        int index = at * STRIDE;
        int left = (int) INTS.getOpaque(stripes, index) - 1;
        if (left > 0) {
            INTS.setOpaque(stripes, index, left);
            return false;
        }
        INTS.setOpaque(stripes, index, nextDistance(index + SEED));
        return true;
    }

    private int nextDistance(int seedIndex) {
        int x = (int) INTS.getOpaque(stripes, seedIndex);
        x ^= x << 13;
        x ^= x >>> 17;
        x ^= x << 5; // Marsaglia, "Xorshift RNGs", 2003; never 0
        INTS.setOpaque(stripes, seedIndex, x);
        return 1 + (int) ((x & 0xffffffffL) * (2L * every - 1) >>> 32);
    }
}
