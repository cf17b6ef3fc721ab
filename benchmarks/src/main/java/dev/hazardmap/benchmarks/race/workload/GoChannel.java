package dev.hazardmap.benchmarks.race.workload;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;

/** Go's {@code channel}: a million ints through three threads and two queues of 128. */
final class GoChannel implements Workload {
    private static final int INTS = 1_000_000;
    private static final int CHUNK = 1_000;
    private static final Integer END = Integer.MIN_VALUE;
    private final Team team;

    GoChannel(Team team) {
        this.team = team;
    }

    @Override
    public long run() throws InterruptedException {
        BlockingQueue<Integer> a = new ArrayBlockingQueue<>(128);
        BlockingQueue<Integer> b = new ArrayBlockingQueue<>(128);
        Team.Member[] stages = team.start(() -> produce(a), () -> triple(a, b));
        long sum = 0;
        for (int i = 0; i < INTS; i += CHUNK) {
            sum += consume(b);
        }
        take(b);
        team.join(stages);
        return sum;
    }

    private static void produce(BlockingQueue<Integer> to) {
        for (int i = 0; i < INTS; i += CHUNK) {
            produce(to, i);
        }
        put(to, END);
    }

    private static void produce(BlockingQueue<Integer> to, int from) {
        for (int i = from; i < from + CHUNK; i++) {
            put(to, i);
        }
    }

    private static void triple(BlockingQueue<Integer> from, BlockingQueue<Integer> to) {
        for (int value = take(from); value != Integer.MIN_VALUE; value = take(from)) {
            put(to, value * 3);
        }
        put(to, END);
    }

    private static long consume(BlockingQueue<Integer> from) {
        long sum = 0;
        for (int i = 0; i < CHUNK; i++) {
            sum += take(from);
        }
        return sum;
    }

    private static void put(BlockingQueue<Integer> to, Integer value) {
        try {
            to.put(value);
        } catch (InterruptedException e) {
            throw new IllegalStateException("nobody interrupts a benchmark", e);
        }
    }

    private static Integer take(BlockingQueue<Integer> from) {
        try {
            return from.take();
        } catch (InterruptedException e) {
            throw new IllegalStateException("nobody interrupts a benchmark", e);
        }
    }

    @Override
    public int operations() {
        return INTS;
    }

    @Override
    public int chunks() {
        return 1;
    }
}
