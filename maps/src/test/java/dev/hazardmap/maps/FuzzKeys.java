package dev.hazardmap.maps;

import dev.hazardmap.maps.GoHmaps.Key;
import java.util.SplittableRandom;
import java.util.function.Function;

/** Key distributions for differential fuzzing. */
enum FuzzKeys {
    FEW_INTS(r -> r.nextInt(20)),
    INTS(r -> r.nextInt(2000)),
    MANY_INTS(r -> r.nextInt(20_000)),
    STRINGS(r -> "key " + r.nextInt(500)),
    EQUAL_HASHES(r -> new Key(r.nextInt(60), 42)),
    FOUR_HASHES(r -> new Key(r.nextInt(80), r.nextInt(4))),
    HIGH_BITS(r -> r.nextInt(1000) << 20),
    DOUBLES(FuzzKeys::strangeDouble),
    MIXED_TYPES(r -> switch (r.nextInt(6)) {
        case 0 -> r.nextInt(50);
        case 1 -> (long) r.nextInt(50);
        case 2 -> (float) (r.nextInt(20) - 10) * 0.0f;
        case 3 -> "" + r.nextInt(50);
        case 4 -> new Key(r.nextInt(50), 7);
        default -> strangeDouble(r);
    });

    private final Function<SplittableRandom, Object> next;

    FuzzKeys(Function<SplittableRandom, Object> next) {
        this.next = next;
    }

    Object next(SplittableRandom random) {
        return next.apply(random);
    }

    private static Object strangeDouble(SplittableRandom r) {
        return switch (r.nextInt(12)) {
            case 0 -> Double.NaN;
            case 1 -> 0.0;
            case 2 -> -0.0;
            case 3 -> Double.longBitsToDouble(0x7ff8000000000001L + r.nextInt(5));
            case 4 -> Double.MIN_VALUE * r.nextInt(3);
            default -> (double) r.nextInt(300) - 150;
        };
    }
}
