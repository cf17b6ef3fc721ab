package dev.hazardmap.benchmarks.race.workload;

/** Go's {@code matrix}: three products of 400 x 400 flat matrices, the rows shared out to two threads. */
final class GoMatrix implements Workload {
    private static final int N = 400;
    private static final int PRODUCTS = 3;
    private final Team team;
    private final double[] a = new double[N * N];
    private final double[] b = new double[N * N];
    private final double[] c = new double[N * N];

    GoMatrix(Team team) {
        this.team = team;
        for (int i = 0; i < a.length; i++) {
            a[i] = i % 7;
            b[i] = i % 5;
        }
    }

    @Override
    public long run() throws InterruptedException {
        for (int i = 0; i < PRODUCTS; i++) {
            team.run(() -> rows(0, N / 2), () -> rows(N / 2, N));
        }
        return (long) c[6];
    }

    private void rows(int from, int to) {
        for (int i = from; i < to; i++) {
            row(i);
        }
    }

    private void row(int i) {
        for (int k = 0; k < N; k++) {
            double factor = a[i * N + k];
            for (int j = 0; j < N; j++) {
                c[i * N + j] += factor * b[k * N + j];
            }
        }
    }

    @Override
    public int operations() {
        return PRODUCTS * N * N * N;
    }

    @Override
    public int chunks() {
        return 1;
    }
}
