package dev.hazardmap.maps;

import java.util.concurrent.locks.LockSupport;

/**
 * Waiting for a lock word: spin, then yield, then sleep. Locks here are held for tens of nanoseconds, or for as long as a
 * user's function runs, so both ends matter. Nothing here pins a virtual thread.
 */
final class Backoff {
    private static final int SPINS = 64;
    private static final int YIELDS = 64;
    private static final long FIRST_SLEEP_NANOS = 20_000;
    private static final long LONGEST_SLEEP_NANOS = 1_000_000;

    private int rounds;
    private long sleep = FIRST_SLEEP_NANOS;

    void pause() {
        rounds++;
        if (rounds <= SPINS) {
            Thread.onSpinWait();
        } else if (rounds <= SPINS + YIELDS) {
            Thread.yield();
        } else {
            LockSupport.parkNanos(sleep);
            sleep = Math.min(sleep * 2, LONGEST_SLEEP_NANOS);
        }
    }
}
