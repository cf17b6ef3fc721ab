package dev.hazardmap.benchmarks.race.workload;

/**
 * Walks a shuffled list that exceeds the caches. The list is collected once before the clock runs: otherwise the first
 * full collection, whenever it comes, changes the layout and with it the time by more than any agent does.
 */
final class PointerChase implements Workload {
    private static final int NODES = 200_000;
    private final Node first = Node.shuffledList(NODES);

    PointerChase() {
        System.gc();
    }

    @Override
    public long run() {
        return Node.sum(first);
    }

    @Override
    public int operations() {
        return NODES;
    }

    @Override
    public int chunks() {
        return 2;
    }
}
