package dev.hazardmap.benchmarks.race.workload;

/** The first Fourier coefficients of (x + 1)^x on 0..2, as in the Java Grande benchmarks: arithmetic, few arrays. */
final class SeriesKernel implements Workload {
    private static final int COEFFICIENTS = 40;
    private static final int STEPS = 500;
    private static final double OMEGA = Math.PI;
    private final Team team;
    private final double[][] result = new double[2][COEFFICIENTS];

    SeriesKernel(Team team) {
        this.team = team;
    }

    @Override
    public long run() throws InterruptedException {
        team.run(() -> work(0, COEFFICIENTS / 2), () -> work(COEFFICIENTS / 2, COEFFICIENTS));
        return (long) (result[0][0] * 1e6);
    }

    private void work(int from, int to) {
        for (int n = from; n < to; n++) {
            result[0][n] = integrate(n, true) / (n == 0 ? 2 : 1);
            result[1][n] = integrate(n, false);
        }
    }

    /** By the trapezoid rule. */
    private static double integrate(int n, boolean cosine) {
        double width = 2.0 / STEPS;
        double sum = (value(0, n, cosine) + value(2, n, cosine)) / 2;
        for (int i = 1; i < STEPS; i++) {
            sum += value(i * width, n, cosine);
        }
        return sum * width;
    }

    private static double value(double x, int n, boolean cosine) {
        double power = Math.pow(x + 1, x);
        return power * (cosine ? Math.cos(OMEGA * n * x) : Math.sin(OMEGA * n * x));
    }

    @Override
    public int operations() {
        return 2 * COEFFICIENTS * STEPS;
    }

    @Override
    public int chunks() {
        return 4;
    }
}
