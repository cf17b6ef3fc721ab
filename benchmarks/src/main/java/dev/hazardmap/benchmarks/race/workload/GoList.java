package dev.hazardmap.benchmarks.race.workload;

/** Go's {@code list}: build a list of a million nodes in shuffled order, walk it ten times. */
final class GoList implements Workload {
    private static final int NODES = 1_000_000;
    private static final int WALKS = 10;

    @Override
    public long run() {
        Node first = Node.shuffledList(NODES);
        long sum = 0;
        for (int i = 0; i < WALKS; i++) {
            sum += Node.sum(first);
        }
        return sum;
    }

    @Override
    public int operations() {
        return NODES * (WALKS + 1);
    }

    @Override
    public int chunks() {
        return 1;
    }
}
