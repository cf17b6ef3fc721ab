package dev.hazardmap.detector;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * Threads, locks and volatile variables at random, against textbook vector clocks: the detector's short cuts (one
 * compare instead of a join, merged releases, shared trees) must never tell another order.
 */
class HappensBeforeTest {
    private static final int[] SLOTS = {0, 1, 31, 32, 1023, 1024, 2500};
    private static final int VARIABLES = 4;
    private static final int STEPS = 40_000;

    private final ThreadState[] threads = new ThreadState[SLOTS.length];
    private final long[][] times = new long[SLOTS.length][SLOTS.length];

    private final Release[] locks = new Release[VARIABLES];
    private final long[][] lockTimes = new long[VARIABLES][SLOTS.length];
    private final SyncVar[] volatiles = new SyncVar[VARIABLES];
    private final long[][] volatileTimes = new long[VARIABLES][SLOTS.length];

    @Test
    void covers_randomEdges_asVectorClocks() {
        Random random = new Random(17);
        start();
        for (int step = 0; step < STEPS; step++) {
            if (random.nextInt(60) == 0) {
                start(); // else every thread soon knows nearly everything
            }
            int thread = random.nextInt(SLOTS.length);
            int variable = random.nextInt(VARIABLES);
            switch (random.nextInt(4)) {
                case 0 -> unlock(thread, variable);
                case 1 -> lock(thread, variable);
                case 2 -> writeVolatile(thread, variable);
                default -> readVolatile(thread, variable);
            }
            check(step, thread);
        }
    }

    private void start() {
        for (int i = 0; i < SLOTS.length; i++) {
            threads[i] = TestThreads.withSlot(SLOTS[i]);
            times[i] = new long[SLOTS.length];
            times[i][i] = 1;
        }
        for (int i = 0; i < VARIABLES; i++) {
            locks[i] = null;
            volatiles[i] = new SyncVar();
            volatileTimes[i] = new long[SLOTS.length];
        }
    }

    private void unlock(int thread, int lock) {
        locks[lock] = threads[thread].release(EdgeKind.LOCK);
        lockTimes[lock] = times[thread].clone();
        times[thread][thread]++;
    }

    private void lock(int thread, int lock) {
        if (locks[lock] != null) {
            threads[thread].acquire(locks[lock]);
            raise(times[thread], lockTimes[lock]);
        }
    }

    private void writeVolatile(int thread, int variable) {
        volatiles[variable].release(threads[thread], EdgeKind.VOLATILE);
        raise(volatileTimes[variable], times[thread]);
        times[thread][thread]++;
    }

    private void readVolatile(int thread, int variable) {
        volatiles[variable].acquire(threads[thread]);
        raise(times[thread], volatileTimes[variable]);
    }

    private static void raise(long[] to, long[] from) {
        for (int i = 0; i < to.length; i++) {
            to[i] = Math.max(to[i], from[i]);
        }
    }

    private void check(int step, int thread) {
        Clock whole = threads[thread].whole();
        for (int other = 0; other < SLOTS.length; other++) {
            long time = times[thread][other];
            assertThat(whole.get(SLOTS[other])).as("step %s", step).isEqualTo(time);
            if (other != thread) {
                assertThat(threads[thread].covers(threads[other], time)).isTrue();
                assertThat(threads[thread].covers(threads[other], time + 1)).isFalse();
            }
        }
    }
}
