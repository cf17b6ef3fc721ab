package dev.hazardmap.benchmarks.race.workload;

/** Go's {@code alloc}: two threads make 2,000,000 nodes each, every one kept for a thousand steps. */
final class GoAlloc implements Workload {
    private static final int OBJECTS = 2_000_000;
    private static final int CHUNK = 1_000;
    private final Team team;

    GoAlloc(Team team) {
        this.team = team;
    }

    @Override
    public long run() throws InterruptedException {
        Node[] one = new Node[CHUNK];
        Node[] two = new Node[CHUNK];
        team.run(() -> work(one), () -> work(two));
        return one[7].value + two[7].value;
    }

    private static void work(Node[] ring) {
        for (int i = 0; i < OBJECTS; i += CHUNK) {
            chunk(ring, i);
        }
    }

    private static void chunk(Node[] ring, int from) {
        for (int i = from; i < from + CHUNK; i++) {
            ring[i % ring.length] = new Node(i);
        }
    }

    @Override
    public int operations() {
        return 2 * OBJECTS;
    }

    @Override
    public int chunks() {
        return 1;
    }
}
