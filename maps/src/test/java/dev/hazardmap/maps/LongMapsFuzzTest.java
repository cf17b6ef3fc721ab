package dev.hazardmap.maps;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.function.LongUnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Random operations on the maps with long keys and on a HashMap must give the same results. */
class LongMapsFuzzTest {
    private static final int OPERATIONS = TestScale.of(100_000, 5_000_000);
    private static final long ABSENT = Long.MIN_VALUE;

    static Stream<Arguments> maps() {
        LongUnaryOperator small = id -> id;
        LongUnaryOperator high = id -> id << 48;
        LongUnaryOperator signed = id -> -id * 1_000_003;
        return Stream.of(8, 64, 512).flatMap(slots -> Stream.of(5, 1000)
                .flatMap(range -> Stream.of(small, high, signed).map(keys -> Arguments.of(slots, range, keys))));
    }

    @ParameterizedTest
    @MethodSource("maps")
    void longLongMap_anyOperations_agreesWithHashMap(int slots, int range, LongUnaryOperator keys) {
        Random random = new Random(slots * 31L + range);
        LongLongMap map = new LongLongMap(0, new TableLayout(random.nextLong(), slots, 16), ABSENT);
        Map<Long, Long> model = new HashMap<>();
        LongLongMap.Snapshot snapshot = map.snapshot();
        Map<Long, Long> copy = Map.of();
        for (int i = 0; i < OPERATIONS; i++) {
            step(map, model, keys.applyAsLong(random.nextInt(range)), random.nextInt(10), random.nextInt(12));
            if (i % 50_000 == 999) {
                check(map, model);
                checkSnapshot(snapshot, copy);
                snapshot = map.snapshot();
                copy = new HashMap<>(model);
            }
            if (random.nextInt(20_000) == 0) {
                map.clear();
                model.clear();
            }
        }
        check(map, model);
        checkSnapshot(snapshot, copy);
    }

    private static void step(LongLongMap map, Map<Long, Long> model, long key, long value, int operation) {
        switch (operation) {
            case 0, 1, 2 -> same(map.put(key, value), model.put(key, value));
            case 3, 4 -> same(map.remove(key), model.remove(key));
            case 5 -> same(map.get(key), model.get(key));
            case 6 -> assertThat(map.putIfAbsent(key, value)).isEqualTo(model.putIfAbsent(key, value) == null);
            case 7 -> same(map.addAndGet(key, value), model.merge(key, value, Long::sum));
            case 8 -> assertThat(map.replace(key, value, value + 1)).isEqualTo(model.replace(key, value, value + 1));
            case 9 -> assertThat(map.remove(key, value)).isEqualTo(model.remove(key, value));
            case 10 -> same(map.computeIfAbsent(key, k -> k + 1), model.computeIfAbsent(key, k -> k + 1));
            default -> {
                same(map.computeIfPresent(key, (k, old) -> k - old), model.computeIfPresent(key, (k, old) -> k - old));
                same(map.merge(key, value, (a, b) -> 3 * a + b), model.merge(key, value, (a, b) -> 3 * a + b));
                assertThat(map.size()).isEqualTo(model.size());
            }
        }
    }

    private static void same(long found, @Nullable Long expected) {
        assertThat(found).isEqualTo(expected == null ? ABSENT : expected);
    }

    private static void check(LongLongMap map, Map<Long, Long> model) {
        map.checkInvariants();
        Map<Long, Long> met = new HashMap<>();
        map.forEach((key, value) -> assertThat(met.put(key, value)).isNull());
        assertThat(met).isEqualTo(model);
    }

    private static void checkSnapshot(LongLongMap.Snapshot snapshot, Map<Long, Long> copy) {
        Map<Long, Long> met = new HashMap<>();
        snapshot.forEach((key, value) -> assertThat(met.put(key, value)).isNull());
        assertThat(met).isEqualTo(copy);
        assertThat(snapshot.size()).isEqualTo(copy.size());
        copy.forEach((key, value) -> same(snapshot.get(key), value));
    }

    @ParameterizedTest
    @MethodSource("maps")
    void longObjectMap_anyOperations_agreesWithHashMap(int slots, int range, LongUnaryOperator keys) {
        Random random = new Random(slots * 37L + range);
        LongObjectMap<Integer> map = new LongObjectMap<>(0, new TableLayout(random.nextLong(), slots, 16));
        Map<Long, Integer> model = new HashMap<>();
        LongObjectMap.Snapshot<Integer> snapshot = map.snapshot();
        Map<Long, Integer> copy = Map.of();
        for (int i = 0; i < OPERATIONS; i++) {
            step(map, model, keys.applyAsLong(random.nextInt(range)), random.nextInt(10), random.nextInt(12));
            if (i % 50_000 == 999) {
                check(map, model);
                Map<Long, Integer> met = new HashMap<>();
                snapshot.forEach(met::put);
                assertThat(met).isEqualTo(copy);
                assertThat(snapshot.size()).isEqualTo(copy.size());
                snapshot = map.snapshot();
                copy = new HashMap<>(model);
            }
            if (random.nextInt(20_000) == 0) {
                map.clear();
                model.clear();
            }
        }
        check(map, model);
    }

    private static void step(LongObjectMap<Integer> map, Map<Long, Integer> model, long key, int value, int operation) {
        switch (operation) {
            case 0, 1, 2 -> assertThat(map.put(key, value)).isEqualTo(model.put(key, value));
            case 3, 4 -> assertThat(map.remove(key)).isEqualTo(model.remove(key));
            case 5 -> assertThat(map.get(key)).isEqualTo(model.get(key));
            case 6 -> assertThat(map.putIfAbsent(key, value)).isEqualTo(model.putIfAbsent(key, value));
            case 7 -> assertThat(map.replace(key, value)).isEqualTo(model.replace(key, value));
            case 8 -> assertThat(map.replace(key, value, 3)).isEqualTo(model.replace(key, value, 3));
            case 9 -> assertThat(map.remove(key, (Object) value)).isEqualTo(model.remove(key, value));
            case 10 ->
                assertThat(map.computeIfAbsent(key, k -> value % 3 == 0 ? null : value))
                        .isEqualTo(model.computeIfAbsent(key, k -> value % 3 == 0 ? null : value));
            default -> {
                assertThat(map.compute(key, old -> old == null ? value : null))
                        .isEqualTo(model.compute(key, (k, old) -> old == null ? value : null));
                assertThat(map.merge(key, value, (a, b) -> a == 4 ? null : a + b))
                        .isEqualTo(model.merge(key, value, (a, b) -> a == 4 ? null : a + b));
                assertThat(map.size()).isEqualTo(model.size());
            }
        }
    }

    private static void check(LongObjectMap<Integer> map, Map<Long, Integer> model) {
        map.checkInvariants();
        Map<Long, Integer> met = new HashMap<>();
        map.forEach((key, value) -> assertThat(met.put(key, value)).isNull());
        assertThat(met).isEqualTo(model);
    }
}
