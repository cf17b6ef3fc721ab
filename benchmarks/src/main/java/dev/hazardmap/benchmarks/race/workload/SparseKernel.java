package dev.hazardmap.benchmarks.race.workload;

/** A sparse matrix (compressed rows, 20,000 x 20,000 with 5 values a row) times a vector, 20 times, rows shared out. */
final class SparseKernel implements Workload {
    private static final int N = 20_000;
    private static final int PER_ROW = 5;
    private static final int TIMES = 20;
    private final Team team;
    private final int[] starts = new int[N + 1];
    private final int[] columns = new int[N * PER_ROW];
    private final double[] values = new double[N * PER_ROW];
    private final double[] x = new double[N];
    private final double[] y = new double[N];

    SparseKernel(Team team) {
        this.team = team;
        RandomInts random = new RandomInts();
        for (int i = 0; i < N; i++) {
            starts[i] = i * PER_ROW;
            x[i] = random.next(100);
        }
        starts[N] = N * PER_ROW;
        for (int i = 0; i < columns.length; i++) {
            columns[i] = random.next(N);
            values[i] = random.next(10);
        }
    }

    @Override
    public long run() throws InterruptedException {
        team.run(() -> work(0, N / 2), () -> work(N / 2, N));
        double sum = 0;
        for (double value : y) {
            sum += value;
        }
        return (long) sum;
    }

    private void work(int from, int to) {
        for (int time = 0; time < TIMES; time++) {
            multiply(from, to);
        }
    }

    private void multiply(int from, int to) {
        for (int row = from; row < to; row++) {
            double sum = 0;
            for (int i = starts[row]; i < starts[row + 1]; i++) {
                sum += x[columns[i]] * values[i];
            }
            y[row] = sum;
        }
    }

    @Override
    public int operations() {
        return TIMES * N * PER_ROW;
    }

    @Override
    public int chunks() {
        return 5;
    }
}
