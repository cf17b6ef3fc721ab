package dev.hazardmap.maps;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.IntFunction;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Random operations on a map and on a HashMap must give the same results; key distributions good, skewed and hostile. */
class SwissMapsFuzzTest {
    /** 144 runs: 10 million operations in the short form, 200 million in the full one. */
    private static final int OPERATIONS = TestScale.of(72_000, 1_400_000);

    enum Keys {
        INTEGERS(Integer::valueOf),
        STRINGS(id -> "key " + id),
        MULTIPLES_OF_65536(id -> id << 16),
        DOUBLES(id -> id == 0 ? Double.NaN : id == 1 ? -0.0 : id == 2 ? 0.0 : (double) id),
        FIVE_HASHES(id -> new TestKey(id, id % 5)),
        ONE_HASH(id -> new TestKey(id, 42));

        private final IntFunction<Object> key;

        Keys(IntFunction<Object> key) {
            this.key = key;
        }
    }

    static Stream<Arguments> maps() {
        return Stream.of(8, 64, 512, 4096).flatMap(slots -> Stream.of(3, 60, 5000)
                .flatMap(range -> Arrays.stream(Keys.values()).map(keys -> Arguments.of(slots, range, keys))));
    }

    @ParameterizedTest
    @MethodSource("maps")
    void concurrentSwissMap_anyOperations_agreesWithHashMap(int slots, int range, Keys keys) {
        long seed = Objects.hash(slots, range, keys);
        var map = new ConcurrentSwissMap<Object, Integer>(0, new TableLayout(seed, slots, 16));
        Run run = new Run(map, new HashMap<>(), keys, range, new Random(seed), map::checkInvariants, map::snapshot);
        run.go();
    }

    @ParameterizedTest
    @MethodSource("maps")
    void swissMap_anyOperations_agreesWithHashMap(int slots, int range, Keys keys) {
        long seed = Objects.hash(slots, range, keys);
        var map = new SwissMap<Object, Integer>(0, new TableLayout(seed, slots, 16), MisuseOptions.DEFAULT);
        Run run = new Run(
                map, new HashMap<>(), keys, range, new Random(seed), map::checkInvariants, () -> new HashMap<>(map));
        run.go();
    }

    private record Run(
            Map<Object, Integer> map,
            Map<Object, Integer> model,
            Keys keys,
            int range,
            Random random,
            Runnable check,
            java.util.function.Supplier<Map<Object, Integer>> snapshot) {

        private static final List<BiFunction<Object, @Nullable Integer, @Nullable Integer>> FUNCTIONS = List.of(
                (key, old) -> null, (key, old) -> 7, (key, old) -> old == null ? null : old + 1, (key, old) -> old);

        void go() {
            List<Map<Object, Integer>> snapshots = new ArrayList<>();
            List<Map<Object, Integer>> copies = new ArrayList<>();
            for (int i = 0; i < OPERATIONS; i++) {
                step(i);
                if (i % (OPERATIONS / 4) == 17) {
                    snapshots.add(snapshot.get());
                    copies.add(new HashMap<>(model));
                }
                if (i % (OPERATIONS / 8) == 29) {
                    checkAll();
                    iterateAndRemove();
                }
            }
            checkAll();
            for (int i = 0; i < snapshots.size(); i++) {
                assertThat(new HashMap<>(snapshots.get(i))).isEqualTo(copies.get(i));
                assertThat(snapshots.get(i)).hasSameSizeAs(copies.get(i));
            }
        }

        private void step(int value) {
            Object key = keys.key.apply(random.nextInt(range));
            var function = FUNCTIONS.get(random.nextInt(FUNCTIONS.size()));
            int other = random.nextInt(10);
            switch (random.nextInt(16)) {
                case 0, 1, 2 -> same(map.put(key, value % 10), model.put(key, value % 10));
                case 3, 4, 5 -> same(map.remove(key), model.remove(key));
                case 6 -> same(map.get(key), model.get(key));
                case 7 -> same(map.putIfAbsent(key, value), model.putIfAbsent(key, value));
                case 8 -> same(map.computeIfAbsent(key, k -> function.apply(k, null)), computeIfAbsent(key, function));
                case 9 -> same(map.computeIfPresent(key, function), model.computeIfPresent(key, function));
                case 10 -> same(map.compute(key, function), model.compute(key, function));
                case 11 ->
                    same(
                            map.merge(key, other, (a, b) -> function.apply(a, b)),
                            model.merge(key, other, (a, b) -> function.apply(a, b)));
                case 12 -> same(map.replace(key, other, value % 10), model.replace(key, other, value % 10));
                case 13 -> same(map.remove(key, other), model.remove(key, other));
                case 14 -> same(map.size(), model.size());
                default -> rareStep(key, value);
            }
        }

        private @Nullable Integer computeIfAbsent(
                Object key, BiFunction<Object, @Nullable Integer, @Nullable Integer> function) {
            return model.computeIfAbsent(key, k -> function.apply(k, null));
        }

        private void rareStep(Object key, int value) {
            same(map.replace(key, value), model.replace(key, value));
            if (random.nextInt(500) == 0) {
                map.clear();
                model.clear();
                check.run();
            }
        }

        private void iterateAndRemove() {
            Set<Object> seen = new HashSet<>();
            for (Iterator<Map.Entry<Object, Integer>> all = map.entrySet().iterator(); all.hasNext(); ) {
                Map.Entry<Object, Integer> entry = all.next();
                same(entry.getValue(), model.get(entry.getKey()));
                same(seen.add(entry.getKey()), true);
                if (random.nextInt(4) == 0) {
                    all.remove();
                    model.remove(entry.getKey());
                } else if (random.nextInt(4) == 0) {
                    entry.setValue(5);
                    model.put(entry.getKey(), 5);
                }
            }
            checkAll();
        }

        private void checkAll() {
            check.run();
            assertThat(map.equals(model)).isTrue();
            assertThat(model.equals(map)).isTrue();
            same(map.hashCode(), model.hashCode());
            same(map.keySet().stream().count(), (long) model.size());
        }

        private static void same(@Nullable Object found, @Nullable Object expected) {
            if (!Objects.equals(found, expected)) {
                assertThat(found).isEqualTo(expected);
            }
        }
    }
}
