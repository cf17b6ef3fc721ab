package dev.hazardmap.benchmarks.maps.loop;

import java.util.Locale;
import java.util.Map;
import java.util.function.LongUnaryOperator;

/** One operation on one kind of map, again and again: at least as often as asked; the result is how often. */
public final class MapLoop implements LongUnaryOperator {
    private static final int WARM_UP = 30_000;

    private enum Operation {
        HIT,
        MISS,
        MIXED,
        BUILD,
        CHURN,
        ITERATE
    }

    private final String kind;
    private final Operation operation;
    private final Map<Object, Object> map;
    private final Object[] stored;
    private final Object[] probes;
    private int at;
    private long results;
    private int oldest;

    /**
     * A map of a kind with so many entries.
     *
     * @param operation hit, miss, mixed, build, churn or iterate
     * @param keys long or string
     */
    public MapLoop(String kind, String operation, String keys, int size, boolean severalKeyClasses) {
        this.kind = kind;
        this.operation = Operation.valueOf(operation.toUpperCase(Locale.ROOT));
        KeyKind keyKind = KeyKind.valueOf(keys.toUpperCase(Locale.ROOT));
        if (severalKeyClasses) {
            meetOtherKeys(kind);
        }
        int numbers = this.operation == Operation.CHURN ? 2 * size : size;
        stored = keyKind.shuffled(0, numbers, 1);
        probes = keyKind.shuffled(this.operation == Operation.MISS ? numbers : 0, numbers, 2);
        map = MapKinds.make(kind);
        if (this.operation != Operation.BUILD) {
            for (int i = 0; i < size; i++) {
                map.put(stored[i], stored[i]);
            }
        }
    }

    private record Point(int x, int y) {}

    /**
     * The JDK's maps have met keys of many classes by the time a program runs, and their calls of hashCode and equals are compiled as
     * virtual ones. These copies are made to meet some too, or they would be measured as no program sees them.
     */
    private static void meetOtherKeys(String kind) {
        Map<Object, Object> any = MapKinds.make(kind);
        for (int i = 0; i < WARM_UP; i++) {
            meet(any, i % 500);
            meet(any, "s" + i % 500);
            meet(any, (double) (i % 500));
            meet(any, new Point(i % 25, i % 20));
            meet(any, (long) (i % 500));
        }
    }

    private static void meet(Map<Object, Object> any, Object key) {
        any.put(key, key);
        any.get(key);
        any.remove(key, "none");
    }

    @Override
    public long applyAsLong(long operations) {
        return switch (operation) {
            case HIT, MISS -> look(operations);
            case MIXED -> mix(operations);
            case BUILD -> build(operations);
            case CHURN -> churn(operations);
            case ITERATE -> iterate(operations);
        };
    }

    private long look(long operations) {
        Object[] keys = probes;
        int next = at;
        long found = 0;
        for (long i = 0; i < operations; i++) {
            found += map.get(keys[next]) != null ? 1 : 0;
            if (++next == keys.length) {
                next = 0;
            }
        }
        at = next;
        results += found;
        return operations;
    }

    /** Every second one a put of a present key. */
    private long mix(long operations) {
        Object[] keys = probes;
        int next = at;
        long found = 0;
        for (long i = 0; i < operations; i++) {
            Object key = keys[next];
            found += ((i & 1) == 0 ? map.get(key) : map.put(key, key)) != null ? 1 : 0;
            if (++next == keys.length) {
                next = 0;
            }
        }
        at = next;
        results += found;
        return operations;
    }

    private long build(long operations) {
        long sum = 0;
        long done = 0;
        for (; done < operations; done += stored.length) {
            Map<Object, Object> fresh = MapKinds.make(kind);
            for (Object key : stored) {
                fresh.put(key, key);
            }
            sum += fresh.size();
        }
        results += sum;
        return done;
    }

    /** The oldest key goes, a new one comes. */
    private long churn(long operations) {
        int size = stored.length / 2;
        long removed = 0;
        for (long i = 0; i < operations; i += 2) {
            removed += map.remove(stored[oldest]) != null ? 1 : 0;
            Object key = stored[(oldest + size) % stored.length];
            map.put(key, key);
            oldest = (oldest + 1) % stored.length;
        }
        results += removed;
        return operations;
    }

    private long iterate(long operations) {
        long sum = 0;
        long done = 0;
        while (done < operations) {
            for (Map.Entry<Object, Object> entry : map.entrySet()) {
                sum += entry.getKey() == entry.getValue() ? 1 : 0;
                done++;
            }
        }
        results += sum;
        return done;
    }
}
