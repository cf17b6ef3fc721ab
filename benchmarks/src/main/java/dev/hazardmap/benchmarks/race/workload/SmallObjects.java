package dev.hazardmap.benchmarks.race.workload;

/** Allocates small objects with constructor and fields, each kept until a thousand others are made. */
final class SmallObjects implements Workload {
    private static final int OBJECTS = 10_000;
    private final Point[] ring = new Point[1_000];

    private static final class Point {
        private final int x;
        private final int y;
        private long weight;

        Point(int x, int y) {
            this.x = x;
            this.y = y;
            this.weight = (long) x * y;
        }
    }

    @Override
    public long run() {
        for (int i = 0; i < OBJECTS; i++) {
            Point point = new Point(i, i >> 3);
            point.weight += point.x + point.y;
            ring[i % ring.length] = point;
        }
        return ring[7].weight;
    }

    @Override
    public int operations() {
        return OBJECTS;
    }

    @Override
    public int chunks() {
        return 300;
    }
}
