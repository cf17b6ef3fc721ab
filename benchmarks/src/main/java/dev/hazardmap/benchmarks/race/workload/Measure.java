package dev.hazardmap.benchmarks.race.workload;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.CompilationMXBean;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.locks.LockSupport;

/**
 * Measures one workload in this JVM: {@code Measure WORKLOAD FORM WARM_MS MEASURE_MS MAX_MS}. FORM {@code alone} starts
 * no thread; {@code joined} starts and joins one first; {@code beside} starts one that waits all the time; with
 * {@code threads} the workload starts its own. The three times are CPU time of the workload's threads: at least so long
 * warm-up and measurement, and at most so long waiting for rounds that are flat.
 *
 * <p>Rounds are flat when the median of the later half of the measured window is within {@value #FLAT_PERCENT} percent
 * of the median of its earlier half, and quiet when the compiler worked for less than {@value #COMPILE_PERCENT} percent
 * of the window. Until both hold the window moves on; when the time is up the result says which doesn't. The result is the median of the window, in ns of CPU time per operation, and the whole process's CPU time (with
 * collector and compiler) over the same window.
 *
 * <p>Output, on one line of {@code key=value}, starts with {@code RESULT}.
 */
public final class Measure {
    private static final int FLAT_PERCENT = 4;
    private static final int COMPILE_PERCENT = 10;
    private static final int LEAST_ROUNDS = 4;
    private static final int MOST_ROUNDS = 10_000;

    private final Team team = new Team();
    private final Workload workload;
    private final long[] round = new long[MOST_ROUNDS];
    private final long[] process = new long[MOST_ROUNDS];
    private final long[] compile = new long[MOST_ROUNDS];
    private final CompilationMXBean compiler = ManagementFactory.getCompilationMXBean();
    private final OperatingSystemMXBean system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    private int rounds;
    private long checksum;

    private Measure(String name) {
        workload = Workloads.create(name, team);
    }

    /** Measures and prints. */
    public static void main(String[] args) throws Exception {
        switch (args[1]) {
            case "alone", "threads" -> {}
            case "joined" -> joined();
            case "beside" -> beside();
            default -> throw new IllegalArgumentException("unknown form '" + args[1] + "'");
        }
        Measure measure = new Measure(args[0]);
        measure.measure(millis(args[2]), millis(args[3]), millis(args[4]));
    }

    private static void joined() throws InterruptedException {
        Thread other = new Thread(() -> {});
        other.start();
        other.join();
    }

    /** As in any program with a pool: another thread lives and waits. */
    private static void beside() {
        Thread other = new Thread(() -> {
            while (true) {
                LockSupport.park();
            }
        });
        other.setDaemon(true);
        other.start();
    }

    private static long millis(String text) {
        return Long.parseLong(text) * 1_000_000;
    }

    private void measure(long warm, long window, long most) throws Exception {
        long used = 0;
        while (used < warm) {
            used += round();
        }
        int from = rounds;
        long inWindow = 0;
        while (inWindow < window || rounds - from < LEAST_ROUNDS) {
            inWindow += round();
        }
        while (!(flat(from) && quiet(from, inWindow)) && used + inWindow < most && rounds < MOST_ROUNDS) {
            inWindow += round();
            used += round[from];
            inWindow -= round[from++];
        }
        print(from, quiet(from, inWindow));
    }

    private long round() throws Exception {
        long compileBefore = compiler.getTotalCompilationTime();
        long processBefore = system.getProcessCpuTime();
        long before = team.cpu();
        int chunks = workload.chunks();
        for (int i = 0; i < chunks; i++) {
            checksum += workload.run();
        }
        long time = team.cpu() - before;
        compile[rounds] = (compiler.getTotalCompilationTime() - compileBefore) * 1_000_000;
        process[rounds] = system.getProcessCpuTime() - processBefore;
        round[rounds++] = time;
        return time;
    }

    private boolean flat(int from) {
        int middle = (from + rounds) / 2;
        long earlier = median(round, from, middle);
        long later = median(round, middle, rounds);
        return Math.abs(later - earlier) * 100 <= FLAT_PERCENT * earlier;
    }

    private boolean quiet(int from, long window) {
        return sum(compile, from) * 100 <= COMPILE_PERCENT * window;
    }

    private long sum(long[] values, int from) {
        long sum = 0;
        for (int i = from; i < rounds; i++) {
            sum += values[i];
        }
        return sum;
    }

    private static long median(long[] values, int from, int to) {
        long[] sorted = Arrays.copyOfRange(values, from, to);
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }

    private void print(int from, boolean quiet) throws IOException {
        double operations = (double) workload.operations() * workload.chunks();
        System.out.println("RESULT nsPerOp=" + median(round, from, rounds) / operations
                + " processNsPerOp=" + sum(process, from) / operations / (rounds - from)
                + " rounds=" + (rounds - from) + " compileMs=" + sum(compile, from) / 1_000_000 + " warmRounds=" + from
                + " flat=" + flat(from)
                + " quiet=" + quiet
                + " peakRssKiB=" + peakRss() + " checksum=" + checksum);
    }

    /** The most memory that was ever resident, in KiB; -1 where the system doesn't say. */
    private static long peakRss() throws IOException {
        Path status = Path.of("/proc/self/status");
        if (!Files.isReadable(status)) {
            return -1;
        }
        for (String line : Files.readAllLines(status)) {
            if (line.startsWith("VmHWM:")) {
                return Long.parseLong(line.replaceAll("\\D", ""));
            }
        }
        return -1;
    }
}
