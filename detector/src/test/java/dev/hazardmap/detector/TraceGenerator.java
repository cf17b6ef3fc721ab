package dev.hazardmap.detector;

import java.util.EnumMap;
import java.util.Map;
import java.util.Random;

/**
 * Random traces. Each has a shape of its own, drawn first: how many threads, objects, keys, and which sorts of event
 * are frequent; so that some traces are all locks, some all access modes, some start and end threads all the time.
 * Events that can't happen are left out later, so more are drawn than wanted.
 */
final class TraceGenerator {
    private static final Op[] THREADS = {Op.START, Op.END, Op.JOIN, Op.JOIN, Op.JOIN};
    private static final Op[] INTERRUPTS = {
        Op.INTERRUPT, Op.INTERRUPT, Op.SEE_INTERRUPT, Op.SEE_INTERRUPT, Op.ENTER, Op.WAIT, Op.WAKE_INTERRUPTED
    };
    private static final Op[] MONITORS = {Op.ENTER, Op.ENTER, Op.EXIT, Op.EXIT, Op.WAIT, Op.WAKE};
    private static final Op[] LOCKS = {Op.LOCK, Op.UNLOCK};
    private static final Op[] READ_WRITE_LOCKS = {Op.READ_LOCK, Op.READ_UNLOCK, Op.WRITE_LOCK, Op.WRITE_UNLOCK};
    private static final Op[] OPTIMISTIC = {
        Op.OPTIMISTIC_READ, Op.VALIDATE, Op.VALIDATE, Op.WRITE_LOCK, Op.WRITE_UNLOCK, Op.WRITE_UNLOCK
    };
    private static final Op[] VOLATILES = {Op.VOLATILE_READ, Op.VOLATILE_WRITE, Op.CAS, Op.FAILED_CAS};
    private static final Op[] MODES = {
        Op.SET_RELEASE, Op.GET_ACQUIRE, Op.SET_OPAQUE, Op.GET_OPAQUE, Op.ADD_RELEASE, Op.ADD_ACQUIRE
    };
    private static final Op[] FENCES = {Op.RELEASE_FENCE, Op.ACQUIRE_FENCE, Op.FULL_FENCE, Op.SET_OPAQUE, Op.GET_OPAQUE
    };
    private static final Op[] IN_STEPS = {
        Op.VOLATILE_WRITE_BEGINS, Op.CAS_BEGINS, Op.FAILED_CAS_BEGINS, Op.COMPLETES, Op.COMPLETES, Op.COMPLETES
    };
    private static final Op[] OTHERS = {Op.INIT, Op.USE, Op.HAND_OVER, Op.TAKE_OVER, Op.FREEZE};
    private static final Op[] READS = {Op.GET, Op.GET, Op.ITERATE, Op.GET_VALUE};
    private static final Op[] WRITES = {Op.PUT, Op.PUT, Op.SET_VALUE, Op.REMOVE, Op.CLEAR};
    private static final Op[] FIELDS = {Op.READ, Op.READ, Op.READ, Op.WRITE, Op.WRITE};
    private static final Op[] ATOMIC_FIELDS = {Op.READ, Op.WRITE, Op.ATOMIC_READ, Op.ATOMIC_WRITE};
    private static final Op[] ELEMENTS = {
        Op.ELEMENT_READ, Op.ELEMENT_READ, Op.ELEMENT_WRITE, Op.RANGE_READ, Op.RANGE_WRITE
    };
    private static final Op[] ATOMIC_ELEMENTS = {
        Op.ELEMENT_READ, Op.ELEMENT_WRITE, Op.ATOMIC_ELEMENT_READ, Op.ATOMIC_ELEMENT_WRITE
    };
    private static final Op[][] PARTS = {FIELDS, FIELDS, ATOMIC_FIELDS, ELEMENTS, ELEMENTS, ATOMIC_ELEMENTS};
    private static final Op[][] SYNC = {
        THREADS, INTERRUPTS, MONITORS, LOCKS, READ_WRITE_LOCKS, OPTIMISTIC, VOLATILES, MODES, FENCES, IN_STEPS, OTHERS
    };
    private static final Op[][] PAIRS = {
        {Op.ENTER, Op.EXIT},
        {Op.ENTER, Op.WAIT},
        {Op.LOCK, Op.UNLOCK},
        {Op.READ_LOCK, Op.READ_UNLOCK},
        {Op.WRITE_LOCK, Op.WRITE_UNLOCK},
        {Op.OPTIMISTIC_READ, Op.VALIDATE},
        {Op.VOLATILE_READ, Op.VOLATILE_WRITE},
        {Op.GET_ACQUIRE, Op.SET_RELEASE},
        {Op.CAS, Op.CAS},
        {Op.FAILED_CAS, Op.CAS},
        {Op.TAKE_OVER, Op.HAND_OVER},
        {Op.USE, Op.INIT},
        {Op.WAKE_INTERRUPTED, Op.WAIT},
    };
    /** The first half in the one thread, the second half in the other. */
    private static final Op[][] HAND_OVERS = {
        {Op.VOLATILE_WRITE, Op.VOLATILE_READ},
        {Op.VOLATILE_WRITE, Op.FAILED_CAS},
        {Op.CAS, Op.GET_ACQUIRE},
        {Op.SET_RELEASE, Op.GET_ACQUIRE},
        {Op.SET_RELEASE, Op.ADD_ACQUIRE},
        {Op.SET_RELEASE, Op.CAS},
        {Op.ADD_RELEASE, Op.VOLATILE_READ},
        {Op.FAILED_CAS, Op.VOLATILE_READ},
        {Op.SET_OPAQUE, Op.GET_ACQUIRE},
        {Op.SET_RELEASE, Op.GET_OPAQUE},
        {Op.RELEASE_FENCE, Op.SET_OPAQUE, Op.GET_OPAQUE, Op.ACQUIRE_FENCE},
        {Op.FULL_FENCE, Op.SET_OPAQUE, Op.GET_OPAQUE, Op.FULL_FENCE},
        {Op.RELEASE_FENCE, Op.SET_OPAQUE, Op.VOLATILE_READ, Op.VOLATILE_READ},
        {Op.VOLATILE_WRITE, Op.SET_RELEASE, Op.GET_OPAQUE, Op.ACQUIRE_FENCE},
        {Op.HAND_OVER, Op.TAKE_OVER},
        {Op.INIT, Op.USE},
        {Op.END, Op.JOIN},
        {Op.INTERRUPT, Op.SEE_INTERRUPT},
        {Op.VOLATILE_WRITE_BEGINS, Op.COMPLETES, Op.VOLATILE_READ, Op.VOLATILE_READ},
        {Op.CAS_BEGINS, Op.COMPLETES, Op.FAILED_CAS_BEGINS, Op.COMPLETES},
        {Op.FAILED_CAS_BEGINS, Op.COMPLETES, Op.VOLATILE_READ, Op.VOLATILE_READ},
        {Op.FREEZE, Op.GET},
    };

    private static final int[] BORDERS = {0, 0, 0, 29, 1021};

    private final Random random;
    private final Map<Op, Integer> weights = new EnumMap<>(Op.class);
    private int total;
    private int threads;
    private int objects;
    private int keys;
    private int collections;
    /** How many in a hundred events are sections, and which pairs they use. */
    private int sections;

    private int handOvers;

    private Op[] parts = FIELDS;
    private boolean onlyParts;
    private int fields;
    private int firstField;

    private int[] pairs;

    private TraceGenerator(long seed) {
        random = new Random(seed);
        random.nextInt(); // neighbouring seeds begin alike
    }

    static Trace trace(long seed) {
        return new TraceGenerator(seed * 0x9E3779B97F4A7C15L).draw();
    }

    private Trace draw() {
        threads = 2 + random.nextInt(5);
        objects = 1 + random.nextInt(random.nextInt(5) == 0 ? 8 : 3);
        keys = 1 + random.nextInt(4);
        fields = 1 + random.nextInt(random.nextInt(3) == 0 ? Parts.FIELDS : 1);
        firstField = random.nextInt(Parts.FIELDS);
        collections = random.nextInt(3) == 0 ? Trace.COLLECTIONS : 1;
        shape();
        Trace trace = new Trace().slotsTaken(BORDERS[random.nextInt(BORDERS.length)]);
        beginning(trace);
        int events = 10 + random.nextInt(random.nextInt(20) == 0 ? 200 : 70);
        int thread = 0;
        while (trace.events.size() < events) {
            if (random.nextInt(3) != 0) {
                thread = random.nextInt(threads + 1); // else the same thread goes on for a while
            }
            if (random.nextInt(100) < sections) {
                section(trace, thread);
            } else if (random.nextInt(100) < handOvers) {
                handOver(trace, thread, random.nextInt(threads));
            } else {
                event(trace, thread);
            }
        }
        if (random.nextInt(5) == 0) {
            ending(trace);
        }
        return trace;
    }

    private void shape() {
        int about = random.nextInt(5); // collections, fields and arrays, both
        if (about < 3) {
            weigh(READS, 2 * random.nextInt(6));
            weigh(WRITES, 2 * (1 + random.nextInt(4)));
        }
        if (about >= 2) {
            parts = PARTS[random.nextInt(PARTS.length)];
            weigh(parts, 3 * (1 + random.nextInt(5)));
        }
        onlyParts = about >= 3;
        sections = random.nextInt(3) == 0 ? 0 : random.nextInt(80);
        handOvers = random.nextInt(3) == 0 ? 0 : random.nextInt(60);
        pairs = random.ints(1 + random.nextInt(2), 0, PAIRS.length).toArray();
        int sorts = 1 + random.nextInt(4);
        for (int i = 0; i < sorts; i++) {
            weigh(SYNC[random.nextInt(SYNC.length)], 1 + random.nextInt(6));
        }
    }

    private void weigh(Op[] ops, int weight) {
        for (Op op : ops) {
            weights.merge(op, weight, Integer::sum);
            total += weight;
        }
    }

    /** Something in the collections, then the threads: all from the first one, or each from the one before. */
    private void beginning(Trace trace) {
        for (int key = 0; key < keys && random.nextInt(4) != 0; key++) {
            trace.add(0, Op.PUT, collection(), key);
        }
        boolean chain = random.nextInt(4) == 0;
        for (int child = 1; child < threads; child++) {
            trace.start(chain ? child - 1 : 0);
        }
    }

    /** All threads end, the first one sees it, and others are started: nothing is recorded in between. */
    private void ending(Trace trace) {
        for (int thread = 1; thread <= threads; thread++) {
            for (Op giveUp : new Op[] {Op.EXIT, Op.UNLOCK, Op.READ_UNLOCK, Op.WRITE_UNLOCK, Op.COMPLETES, Op.WAKE}) {
                for (int object = 0; object < objects; object++) {
                    trace.add(thread, giveUp, object);
                }
            }
            trace.end(thread);
        }
        for (int thread = 1; thread <= threads; thread++) {
            trace.join(0, thread);
        }
        for (int i = 0; i < 4; i++) {
            event(trace, 0);
            trace.start(0);
            for (int j = 0; j < 4; j++) {
                event(trace, threads + 1 + random.nextInt(4));
            }
        }
    }

    /** What well-behaved code does: takes, accesses, gives up. Which pair it uses is the thread's free choice. */
    private void section(Trace trace, int thread) {
        Op[] pair = PAIRS[pairs[random.nextInt(pairs.length)]];
        int object = random.nextInt(objects);
        trace.add(thread, pair[0], object);
        accesses(trace, thread);
        trace.add(thread, pair[1], object);
        if (pair[1] == Op.WAIT) {
            int other = random.nextInt(threads);
            trace.interrupt(other, thread);
            trace.add(thread, random.nextInt(3) == 0 ? Op.WAKE : Op.WAKE_INTERRUPTED, object);
        }
    }

    private void accesses(Trace trace, int thread) {
        for (int i = random.nextInt(4); i >= 0; i--) {
            Op[] some = onlyParts ? parts : random.nextBoolean() ? READS : WRITES;
            add(trace, thread, some[random.nextInt(some.length)]);
        }
    }

    /** One thread releases after its accesses, another acquires before its own: mostly the right way, if at all. */
    private void handOver(Trace trace, int thread, int other) {
        Op[][] ways = random.nextBoolean() ? HAND_OVERS : new Op[][] {HAND_OVERS[pairs[0] % HAND_OVERS.length]};
        Op[] way = ways[random.nextInt(ways.length)];
        int object = random.nextInt(objects);
        accesses(trace, thread);
        for (int i = 0; i < way.length / 2; i++) {
            handOver(trace, thread, way[i], object, other);
        }
        if (random.nextInt(8) == 0) {
            event(trace, random.nextInt(threads));
        }
        for (int i = way.length / 2; i < way.length; i++) {
            handOver(trace, other, way[i], object, thread);
        }
        accesses(trace, other);
    }

    private void handOver(Trace trace, int thread, Op op, int object, int other) {
        if (op == Op.FREEZE || op.isAccess()) {
            trace.add(thread, op, object % collections, random.nextInt(keys));
            return;
        }
        boolean toThread = op == Op.INTERRUPT || op == Op.JOIN;
        int argument = toThread ? other : op == Op.SEE_INTERRUPT ? thread : 0;
        trace.add(thread, op, toThread || op == Op.SEE_INTERRUPT ? 0 : object, argument);
    }

    private void event(Trace trace, int thread) {
        int drawn = random.nextInt(total);
        for (Map.Entry<Op, Integer> weight : weights.entrySet()) {
            drawn -= weight.getValue();
            if (drawn < 0) {
                add(trace, thread, weight.getKey());
                return;
            }
        }
    }

    private void add(Trace trace, int thread, Op op) {
        switch (op) {
            case START -> trace.start(thread);
            case END -> trace.end(thread);
            case JOIN, INTERRUPT, SEE_INTERRUPT -> trace.add(thread, op, 0, random.nextInt(threads + 2));
            case FREEZE -> trace.add(thread, op, collection());
            default -> {
                if (op.isPart()) {
                    trace.add(thread, op, firstField + random.nextInt(fields), random.nextInt(keys + 1));
                } else if (op.isAccess()) {
                    trace.add(thread, op, collection(), random.nextInt(keys));
                } else {
                    trace.add(thread, op, random.nextInt(objects));
                }
            }
        }
    }

    private int collection() {
        return random.nextInt(collections);
    }
}
