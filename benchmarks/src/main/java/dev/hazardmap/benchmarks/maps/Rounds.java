package dev.hazardmap.benchmarks.maps;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.List;

/**
 * Takes turns: each round runs every loop for one slice of thread CPU time, so that whatever the machine does to one it does to all.
 * The order within a round rotates.
 */
final class Rounds {
    private static final ThreadMXBean CPU = ManagementFactory.getThreadMXBean();

    private final int rounds;
    private final long sliceNanos;
    private final long warmUpNanos;

    Rounds(int rounds, long sliceNanos, long warmUpNanos) {
        this.rounds = rounds;
        this.sliceNanos = sliceNanos;
        this.warmUpNanos = warmUpNanos;
    }

    /** Nanoseconds of CPU per operation, by loop and round. */
    double[][] measure(List<IsolatedLoop> loops) {
        long[] slice = new long[loops.size()];
        for (int i = 0; i < slice.length; i++) {
            slice[i] = warmUp(loops.get(i));
        }
        double[][] nanos = new double[loops.size()][rounds];
        for (int round = 0; round < rounds; round++) {
            for (int turn = 0; turn < slice.length; turn++) {
                int i = (turn + round) % slice.length;
                nanos[i][round] = time(loops.get(i), slice[i]);
            }
        }
        return nanos;
    }

    /** Runs until it is compiled and warm; returns how many operations make a slice. */
    private long warmUp(IsolatedLoop loop) {
        long operations = 1_000;
        long end = System.nanoTime() + warmUpNanos;
        while (true) {
            double nanos = Math.max(0.01, time(loop, operations));
            long fitting = Math.max(1, (long) (sliceNanos / nanos));
            if (System.nanoTime() > end) {
                return fitting;
            }
            operations = Math.min(2 * operations, fitting);
        }
    }

    private static double time(IsolatedLoop loop, long operations) {
        long before = CPU.getCurrentThreadCpuTime();
        long done = loop.run(operations);
        return (CPU.getCurrentThreadCpuTime() - before) / (double) done;
    }
}
