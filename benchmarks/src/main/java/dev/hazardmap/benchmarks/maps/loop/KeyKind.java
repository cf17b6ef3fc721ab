package dev.hazardmap.benchmarks.maps.loop;

import java.util.SplittableRandom;

/** Where keys come from. */
enum KeyKind {
    LONG {
        @Override
        Object key(long number) {
            return number * 0x9E3779B97F4A7C15L; // Neither small nor consecutive: ids.
        }
    },
    STRING {
        @Override
        Object key(long number) {
            return "key-" + number;
        }
    };

    /** A fresh object each time: who looks something up has seldom got the very object that is in the map. */
    abstract Object key(long number);

    /** The keys of the numbers from {@code from} on, in an order of their own. */
    Object[] shuffled(int from, int count, long seed) {
        int[] numbers = new int[count];
        SplittableRandom random = new SplittableRandom(seed);
        for (int i = 0; i < count; i++) {
            int other = random.nextInt(i + 1);
            numbers[i] = numbers[other];
            numbers[other] = from + i;
        }
        Object[] keys = new Object[count];
        for (int i = 0; i < count; i++) {
            keys[i] = key(numbers[i]);
        }
        return keys;
    }
}
