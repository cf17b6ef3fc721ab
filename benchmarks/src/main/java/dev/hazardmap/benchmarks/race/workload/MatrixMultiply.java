package dev.hazardmap.benchmarks.race.workload;

/** The textbook product of two 128 x 128 matrices of rows, inner loop over columns. */
final class MatrixMultiply implements Workload {
    private static final int N = 128;
    private final double[][] a = new double[N][N];
    private final double[][] b = new double[N][N];
    private final double[][] c = new double[N][N];

    MatrixMultiply() {
        for (int i = 0; i < N; i++) {
            for (int j = 0; j < N; j++) {
                a[i][j] = (i + j) % 7;
                b[i][j] = (i * j) % 5;
            }
        }
    }

    @Override
    public long run() {
        for (int i = 0; i < N; i++) {
            row(i);
        }
        return (long) c[5][7];
    }

    private void row(int i) {
        double[] result = c[i];
        for (int j = 0; j < N; j++) {
            result[j] = 0;
        }
        for (int k = 0; k < N; k++) {
            double factor = a[i][k];
            double[] line = b[k];
            for (int j = 0; j < N; j++) {
                result[j] += factor * line[j];
            }
        }
    }

    @Override
    public int operations() {
        return N * N * N;
    }

    @Override
    public int chunks() {
        return 40;
    }
}
