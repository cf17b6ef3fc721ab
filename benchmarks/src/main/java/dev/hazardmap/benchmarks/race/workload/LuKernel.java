package dev.hazardmap.benchmarks.race.workload;

import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CyclicBarrier;

/**
 * LU factorisation of a 200 x 200 matrix by rows, without pivoting (the matrix is diagonally dominant): two threads take
 * alternate rows and meet at a barrier after each column.
 */
final class LuKernel implements Workload {
    private static final int N = 200;
    private final Team team;

    LuKernel(Team team) {
        this.team = team;
    }

    @Override
    public long run() throws InterruptedException {
        double[][] matrix = new double[N][N];
        for (int i = 0; i < N; i++) {
            for (int j = 0; j < N; j++) {
                matrix[i][j] = i == j ? 2 * N : (i * 7 + j * 3) % 11;
            }
        }
        CyclicBarrier barrier = new CyclicBarrier(2);
        team.run(() -> work(matrix, 0, barrier), () -> work(matrix, 1, barrier));
        double trace = 0;
        for (int i = 0; i < N; i++) {
            trace += matrix[i][i];
        }
        return (long) trace;
    }

    private static void work(double[][] matrix, int thread, CyclicBarrier barrier) {
        try {
            for (int k = 0; k < N - 1; k++) {
                double[] pivot = matrix[k];
                for (int i = k + 1; i < N; i++) {
                    if ((i & 1) == thread) {
                        eliminate(matrix[i], pivot, k);
                    }
                }
                barrier.await();
            }
        } catch (InterruptedException | BrokenBarrierException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void eliminate(double[] row, double[] pivot, int k) {
        double factor = row[k] / pivot[k];
        row[k] = factor;
        for (int j = k + 1; j < N; j++) {
            row[j] -= factor * pivot[j];
        }
    }

    @Override
    public int operations() {
        return N * N * N / 3;
    }

    @Override
    public int chunks() {
        return 4;
    }
}
