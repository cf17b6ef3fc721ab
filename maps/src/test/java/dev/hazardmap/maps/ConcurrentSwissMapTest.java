package dev.hazardmap.maps;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Spliterator;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the JSR-166 tests and the measured failures of other maps ask for, on one thread. */
class ConcurrentSwissMapTest {
    private final ConcurrentSwissMap<Integer, String> map = five();

    private static ConcurrentSwissMap<Integer, String> five() {
        return new ConcurrentSwissMap<>(Map.of(1, "A", 2, "B", 3, "C", 4, "D", 5, "E"));
    }

    /** Each call gets one null, and the name of the argument that is null. */
    private record NullCall(String argument, java.util.function.Consumer<ConcurrentSwissMap<Integer, String>> call) {}

    @SuppressWarnings({"DataFlowIssue", "ReturnValueIgnored"})
    static Stream<NullCall> nullCalls() {
        return Stream.of(
                new NullCall("key", m -> m.get(null)),
                new NullCall("key", m -> m.containsKey(null)),
                new NullCall("key", m -> m.getOrDefault(null, "x")),
                new NullCall("value", m -> m.containsValue(null)),
                new NullCall("key", m -> m.put(null, "x")),
                new NullCall("value", m -> m.put(1, null)),
                new NullCall("value", m -> m.putIfAbsent(1, null)),
                new NullCall("key", m -> m.putIfAbsent(null, "x")),
                new NullCall("key", m -> m.remove(null)),
                new NullCall("key", m -> m.remove(null, "x")),
                new NullCall("key", m -> m.replace(null, "x")),
                new NullCall("value", m -> m.replace(1, null)),
                new NullCall("oldValue", m -> m.replace(1, null, "x")),
                new NullCall("newValue", m -> m.replace(1, "x", null)),
                new NullCall("key", m -> m.compute(null, (k, v) -> "x")),
                new NullCall("remappingFunction", m -> m.compute(1, null)),
                new NullCall("mappingFunction", m -> m.computeIfAbsent(1, null)),
                new NullCall("key", m -> m.computeIfAbsent(null, k -> "x")),
                new NullCall("remappingFunction", m -> m.computeIfPresent(1, null)),
                new NullCall("value", m -> m.merge(1, null, (a, b) -> a)),
                new NullCall("remappingFunction", m -> m.merge(1, "x", null)),
                new NullCall("action", m -> m.forEach(null)),
                new NullCall("value", m -> m.entrySet().iterator().next().setValue(null)),
                new NullCall("entries", m -> new ConcurrentSwissMap<Integer, String>((Map<Integer, String>) null)));
    }

    @ParameterizedTest
    @MethodSource("nullCalls")
    void anyMethod_nullArgument_isRejectedByName(NullCall call) {
        assertThatThrownBy(() -> call.call().accept(map))
                .isInstanceOf(NullPointerException.class)
                .hasMessage(call.argument());
        assertThat(map).isEqualTo(five());
        map.checkInvariants();
    }

    @Test
    void constructor_negativeExpectedSize_isRejected() {
        assertThatThrownBy(() -> new ConcurrentSwissMap<>(-1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("-1");
        assertThatThrownBy(() -> ConcurrentSwissMap.builder().expectedSize(-5))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("-5");
    }

    @Test
    void expectedSize_thatManyPuts_replaceNoTable() {
        for (int size : new int[] {1, 7, 100, 224, 300, 3000}) {
            ConcurrentSwissMap<Integer, Integer> sized = new ConcurrentSwissMap<>(size);
            LockedTable before = TableDirectory.tablesOf(sized.root())[0];
            for (int i = 0; i < size; i++) {
                sized.put(i, i);
            }
            assertThat(TableDirectory.tablesOf(sized.root())[0])
                    .as("size %d", size)
                    .isSameAs(before);
        }
    }

    @Test
    void spliterators_ofAllViews_areConcurrentAndNotSized() {
        for (Spliterator<?> spliterator : List.of(
                map.keySet().spliterator(),
                map.values().spliterator(),
                map.entrySet().spliterator())) {
            assertThat(spliterator.hasCharacteristics(Spliterator.CONCURRENT | Spliterator.NONNULL))
                    .isTrue();
            assertThat(spliterator.hasCharacteristics(Spliterator.SIZED)).isFalse();
            assertThat(spliterator.hasCharacteristics(Spliterator.IMMUTABLE)).isFalse();
        }
    }

    @Test
    void parallelStream_manyTables_meetsEveryKeyOnce() {
        ConcurrentSwissMap<Integer, Integer> large = new ConcurrentSwissMap<>(0, TableLayout.of(64, 3));
        for (int i = 0; i < 10_000; i++) {
            large.put(i, i);
        }
        assertThat(large.keySet().parallelStream().mapToLong(key -> key).sum()).isEqualTo(49_995_000L);
        assertThat(large.values().parallelStream().distinct().count()).isEqualTo(10_000);
        assertThat(large.keySet().spliterator().trySplit()).isNotNull();
    }

    @Test
    void equals_mapWhoseKeysAreOfAnotherType_isFalseWithoutException() {
        Map<String, String> other = new TreeMap<>(Map.of("x", "y"));
        assertThat(map.equals(other)).isFalse();
        assertThat(new ConcurrentSwissMap<>(Map.of(1, "y")).equals(other)).isFalse();
    }

    @Test
    void entrySet_add_isUnsupported() {
        assertThatThrownBy(() -> map.entrySet().add(Map.entry(9, "X")))
                .isInstanceOf(UnsupportedOperationException.class);
        assertThat(map).isEqualTo(five());
    }

    @Test
    void put_equalKey_keepsTheFirstKeyObject() {
        ConcurrentSwissMap<String, Integer> strings = new ConcurrentSwissMap<>();
        String first = new String("key");
        strings.put(first, 1);
        strings.put(new String("key"), 2);
        assertThat(strings.keySet().iterator().next()).isSameAs(first);
    }

    @Test
    void setValue_ofAnEntry_writesThrough() {
        for (Map.Entry<Integer, String> entry : map.entrySet()) {
            assertThat(entry.setValue("new")).isNotEqualTo("new");
        }
        assertThat(map.values()).containsOnly("new");
    }

    @Test
    void snapshot_laterChanges_areNotInIt() {
        Map<Integer, String> before = map.snapshot();
        map.put(1, "changed");
        map.remove(2);
        map.put(6, "F");
        Map<Integer, String> between = map.snapshot();
        map.clear();
        assertThat(before).isEqualTo(five());
        assertThat(between).isEqualTo(Map.of(1, "changed", 3, "C", 4, "D", 5, "E", 6, "F"));
        assertThatThrownBy(() -> before.put(1, "x")).isInstanceOf(UnsupportedOperationException.class);
        map.checkInvariants();
    }

    // ---- functions ----

    @Test
    void computeIfAbsent_recursive_namesBothCalls() {
        assertThatThrownBy(() -> map.computeIfAbsent(10, key -> innerPut(map)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("recursive update of ConcurrentSwissMap: put called at "
                        + getClass().getName() + ".innerPut")
                .hasMessageContaining("inside the function of computeIfAbsent called at "
                        + getClass().getName());
        assertThat(map).isEqualTo(five());
        map.checkInvariants();
    }

    private static String innerPut(ConcurrentSwissMap<Integer, String> map) {
        map.put(11, "inner");
        return "outer";
    }

    @Test
    void functions_anyUpdateOfTheirMap_isRefusedWhateverTheKey() {
        List<Runnable> updates = List.of(
                () -> map.put(1, "x"),
                () -> map.put(77, "x"),
                () -> map.remove(2),
                () -> map.remove(78),
                () -> map.putIfAbsent(79, "x"),
                () -> map.replace(1, "A", "x"),
                () -> map.merge(5, "x", String::concat),
                () -> map.computeIfPresent(5, (k, v) -> "x"),
                () -> map.keySet().iterator().next(),
                map::clear);
        for (Runnable update : updates) {
            boolean reads = update == updates.get(8);
            Runnable call = () -> map.compute(5, (key, old) -> {
                update.run();
                return old;
            });
            if (reads) {
                call.run();
            } else {
                assertThatThrownBy(call::run).isInstanceOf(IllegalStateException.class);
            }
            assertThat(map).isEqualTo(five());
        }
        map.put(6, "F");
        map.checkInvariants();
    }

    @Test
    void functions_mayReadTheirMap() {
        String seen = map.compute(
                5, (key, old) -> old + map.get(1) + map.size() + map.snapshot().size() + map.isEmpty());
        assertThat(seen).isEqualTo("EA55false");
        assertThat(map).containsEntry(5, seen);
    }

    @Test
    void functions_ofAnotherMap_mayBeNested() {
        ConcurrentSwissMap<Integer, String> other = new ConcurrentSwissMap<>();
        map.compute(1, (key, old) -> other.computeIfAbsent(1, k -> old + map.get(2)));
        assertThat(map).containsEntry(1, "AB");
        other.put(2, "still writable");
    }

    @Test
    void compute_functionThatThrows_changesNothing() {
        assertThatThrownBy(() -> map.compute(1, (key, old) -> {
                    throw new IllegalArgumentException("mine");
                }))
                .hasMessage("mine");
        assertThat(map).isEqualTo(five());
        map.put(1, "again");
        map.checkInvariants();
    }

    // ---- hostile keys ----

    /** Counts how often keys are compared. */
    private record CountingKey(int id, AtomicLong comparisons) implements Comparable<CountingKey> {
        @Override
        public int hashCode() {
            return 99;
        }

        @Override
        public boolean equals(Object other) {
            comparisons.incrementAndGet();
            return other instanceof CountingKey key && key.id == id;
        }

        @Override
        public int compareTo(CountingKey other) {
            comparisons.incrementAndGet();
            return Integer.compare(id, other.id);
        }
    }

    @Test
    void floodOfEqualHashes_comparisons_stayLogarithmic() {
        int keys = 20_000;
        AtomicLong comparisons = new AtomicLong();
        ConcurrentSwissMap<CountingKey, Integer> flooded = new ConcurrentSwissMap<>();
        for (int i = 0; i < keys; i++) {
            flooded.put(new CountingKey(i, comparisons), i);
        }
        for (int i = 0; i < keys; i++) {
            assertThat(flooded.get(new CountingKey(i, comparisons))).isEqualTo(i);
        }
        // 40,000 operations at 2 log2(20,000) = 29 comparisons, where a chain takes 10,000 each.
        assertThat(comparisons.get()).isLessThan(40_000L * 40);
        assertThat(flooded).hasSize(keys);
        flooded.checkInvariants();
    }

    /** A key whose hash code fails on demand. */
    private static final class Fragile {
        static volatile boolean broken;
        private final int id;

        Fragile(int id) {
            this.id = id;
        }

        @Override
        public int hashCode() {
            if (broken && id == 0) {
                throw new IllegalStateException("hash code of 0");
            }
            return id;
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Fragile fragile && fragile.id == id;
        }
    }

    @Test
    void migration_hashCodeThatThrows_leavesTheMapUsable() {
        ConcurrentSwissMap<Fragile, Integer> fragile = new ConcurrentSwissMap<>(0, new TableLayout(1, 64, 16));
        int refused = 0;
        for (int i = 0; i < 1000; i++) {
            Fragile.broken = i % 3 != 0;
            try {
                fragile.put(new Fragile(i), i);
            } catch (IllegalStateException expected) {
                refused++;
            }
        }
        Fragile.broken = false;
        assertThat(refused).isPositive();
        assertThat(fragile).hasSize(1000 - refused);
        fragile.checkInvariants();
    }

    // ---- memory ----

    @Test
    void removedKeys_afterFurtherWrites_areNotReachable() {
        ConcurrentSwissMap<Object, Integer> objects = new ConcurrentSwissMap<>();
        List<WeakReference<Object>> removed = new ArrayList<>();
        for (int i = 0; i < 50_000; i++) {
            Object key = new Object();
            objects.put(key, i);
            objects.remove(key);
            removed.add(new WeakReference<>(key));
        }
        System.gc();
        long reachable =
                removed.stream().filter(reference -> reference.get() != null).count();
        assertThat(objects).isEmpty();
        assertThat(reachable).as("at most a quarter of the one table there is").isLessThan(16);
    }

    @Test
    void clear_largeMap_leavesOneSmallTable() {
        ConcurrentSwissMap<Integer, Integer> large = new ConcurrentSwissMap<>();
        for (int i = 0; i < 100_000; i++) {
            large.put(i, i);
        }
        large.clear();
        assertThat(TableDirectory.tablesOf(large.root())).hasSize(1);
        assertThat(TableDirectory.tablesOf(large.root())[0].slotCount()).isEqualTo(8);
    }

    @Test
    void removals_ofNearlyAll_shrinkTheTables() {
        ConcurrentSwissMap<Integer, Integer> large = new ConcurrentSwissMap<>();
        for (int i = 0; i < 100_000; i++) {
            large.put(i, i);
        }
        int before = slots(large);
        for (int i = 0; i < 100_000; i++) {
            large.remove(i);
        }
        assertThat(slots(large)).isLessThan(before / 50);
        large.checkInvariants();
    }

    private static int slots(ConcurrentSwissMap<?, ?> map) {
        Map<LockedTable, Integer> tables = new HashMap<>();
        for (LockedTable table : TableDirectory.tablesOf(map.root())) {
            tables.put(table, table.slotCount());
        }
        return tables.values().stream().mapToInt(Integer::intValue).sum();
    }
}
