package dev.hazardmap.benchmarks.race.workload;

import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;

/** Go's {@code mutex}: two threads lock and unlock 2,000,000 times each around three updates and an array read. */
final class GoMutex implements Workload {
    private static final int OPERATIONS = 2_000_000;
    private static final int CHUNK = 1_000;
    private final Team team;
    private final Lock lock = new ReentrantLock();
    private final int[] numbers = new int[64];
    private int a;
    private int b;
    private int c;

    GoMutex(Team team) {
        this.team = team;
    }

    @Override
    public long run() throws InterruptedException {
        team.run(this::work, this::work);
        return a + (long) b + c;
    }

    private void work() {
        for (int i = 0; i < OPERATIONS; i += CHUNK) {
            chunk(i);
        }
    }

    private void chunk(int from) {
        for (int i = from; i < from + CHUNK; i++) {
            lock.lock();
            try {
                a++;
                b += numbers[i & 63];
                c ^= i;
            } finally {
                lock.unlock();
            }
        }
    }

    @Override
    public int operations() {
        return 2 * OPERATIONS;
    }

    @Override
    public int chunks() {
        return 1;
    }
}
