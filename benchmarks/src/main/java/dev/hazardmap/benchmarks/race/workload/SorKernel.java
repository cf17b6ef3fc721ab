package dev.hazardmap.benchmarks.race.workload;

import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CyclicBarrier;

/**
 * Successive over-relaxation of a 256 x 256 grid in red and black rows, as in the Java Grande benchmarks: each thread has
 * half of the rows, and waits for the other at a barrier after each half sweep.
 */
final class SorKernel implements Workload {
    private static final int N = 256;
    private static final int SWEEPS = 40;
    private static final double OMEGA = 1.25;
    private final Team team;

    SorKernel(Team team) {
        this.team = team;
    }

    @Override
    public long run() throws InterruptedException {
        double[][] grid = new double[N][N];
        for (int i = 0; i < N; i++) {
            for (int j = 0; j < N; j++) {
                grid[i][j] = (i * 31 + j * 17) % 101 * 1e-2;
            }
        }
        CyclicBarrier barrier = new CyclicBarrier(2);
        team.run(() -> work(grid, 1, N / 2, barrier), () -> work(grid, N / 2, N - 1, barrier));
        double sum = 0;
        for (double[] row : grid) {
            for (double value : row) {
                sum += value;
            }
        }
        return (long) (sum * 1e6);
    }

    private static void work(double[][] grid, int from, int to, CyclicBarrier barrier) {
        try {
            for (int half = 0; half < 2 * SWEEPS; half++) {
                for (int i = from + (from + half & 1); i < to; i += 2) {
                    relax(grid[i], grid[i - 1], grid[i + 1]);
                }
                barrier.await();
            }
        } catch (InterruptedException | BrokenBarrierException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void relax(double[] row, double[] above, double[] below) {
        for (int j = 1; j < N - 1; j++) {
            row[j] = OMEGA * 0.25 * (above[j] + below[j] + row[j - 1] + row[j + 1]) + (1 - OMEGA) * row[j];
        }
    }

    @Override
    public int operations() {
        return SWEEPS * N * N;
    }

    @Override
    public int chunks() {
        return 2;
    }
}
