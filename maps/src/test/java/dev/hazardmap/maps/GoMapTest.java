package dev.hazardmap.maps;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** GoMap as a Java map: semantics 1.10, the nil map, the inspection interface, functions, arguments. */
class GoMapTest {
    @Test
    void must_1_10_nilMap_readsAsEmptyAndIgnoresDeletesAndClear() {
        GoMap<String, Integer> nil = GoMap.nil();
        assertThat(nil.get("k")).isNull();
        assertThat(nil.containsKey("k")).isFalse();
        assertThat(nil).hasSize(0);
        assertThat(nil.remove("k")).isNull();
        nil.clear();
        assertThat(nil.entrySet().iterator().hasNext()).isFalse();
        assertThat(nil.copy()).isEmpty();
        assertThat(nil.state().buckets()).isEmpty();
        assertThat(nil.evacuateStep()).isFalse();
    }

    @Test
    void must_1_10_nilMap_writePanicsAndIsRecoverable() {
        GoMap<String, Integer> nil = GoMap.nil();
        assertThatThrownBy(() -> nil.put("k", 1))
                .isInstanceOf(NilMapException.class)
                .hasMessageStartingWith("assignment to entry in nil map");
        assertThat(nil.get("k")).as("and the map goes on").isNull();
    }

    @Test
    void must_1_10_unhashableKey_panicsOnAnyOperationAlsoOnNilAndEmptyMaps() {
        for (GoMap<Object, Integer> map : List.of(GoMap.<Object, Integer>nil(), new GoMap<Object, Integer>())) {
            assertThatThrownBy(() -> map.get(new int[0])).isInstanceOf(UncomparableException.class);
            assertThatThrownBy(() -> map.containsKey(new int[0])).isInstanceOf(ClassCastException.class);
            assertThatThrownBy(() -> map.remove(new int[0])).isInstanceOf(UncomparableException.class);
        }
        assertThatThrownBy(() -> new GoMap<Object, Integer>().put(new int[0], 1))
                .isInstanceOf(UncomparableException.class)
                .hasMessageContaining("hash of unhashable type int[]");
    }

    @Test
    void must_1_10_zeros_areOneKeyAndNaNsAreMany() {
        GoMap<Object, Integer> map = new GoMap<>();
        map.put(0.0, 1);
        assertThat(map.put(-0.0, 2)).isEqualTo(1);
        map.put(0.0f, 3);
        map.put(-0.0f, 4);
        assertThat(map).as("one double zero, one float zero: types differ").hasSize(2);
        map.put(Double.NaN, 5);
        map.put(Double.NaN, 6);
        assertThat(map).hasSize(4);
        assertThat(map.get(Double.NaN)).isNull();
        assertThat(map.remove(Double.NaN)).isNull();
        List<Integer> values = new ArrayList<>(map.values());
        assertThat(values).containsExactlyInAnyOrder(2, 4, 5, 6);
        map.clear();
        assertThat(map).isEmpty();
        map.checkInvariants();
    }

    @Test
    void must_1_10_keysAreComparedByDynamicTypeAndValue() {
        GoMap<Object, String> map = new GoMap<>();
        map.put(1, "int");
        map.put(1L, "long");
        map.put(1.0, "double");
        map.put("1", "string");
        assertThat(map).hasSize(4);
        assertThat(map.get(1L)).isEqualTo("long");
    }

    @Test
    void must_1_10_clone_sameEntriesNanIncluded() {
        GoMap<Object, Integer> map = new GoMap<>();
        map.put(Double.NaN, 1);
        for (int i = 0; i < 209; i++) {
            map.put(i, i);
        }
        GoMap<Object, Integer> copy = map.copy();
        assertThat(copy).hasSize(210);
        assertThat(copy.state().hash0()).isEqualTo(map.state().hash0());
        copy.put("only here", 1);
        assertThat(map.containsKey("only here")).isFalse();
        copy.checkInvariants();
    }

    @Test
    void make_negativeHint_countsAsZero() {
        assertThat(GoMap.make(-5).state().logBuckets()).isZero();
        assertThatThrownBy(() -> new GoMap<>(-5))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("expectedSize is negative: -5");
    }

    @Test
    void expectedSize_isReachedWithoutGrowth() {
        AtomicInteger growths = new AtomicInteger();
        GoMap<Integer, Integer> map = GoMap.<Integer, Integer>builder()
                .expectedSize(10_000)
                .tracer(new GoMapTracer() {
                    @Override
                    public void growthStarted(int logBuckets, boolean sameSize) {
                        growths.incrementAndGet();
                    }
                })
                .build();
        for (int i = 0; i < 10_000; i++) {
            map.put(i, i);
        }
        assertThat(growths).hasValue(0);
    }

    @Test
    void state_isImmutableAndShowsAStepwiseGrowth() {
        GoMap<Integer, Integer> map = new GoMap<>();
        for (int i = 0; i < 209; i++) {
            map.put(i, i);
        }
        GoMapState before = map.state();
        assertThat(before.growing()).isTrue();
        assertThat(before.count()).isEqualTo(209);
        int live = before.buckets().stream().mapToInt(GoMapState.Bucket::live).sum()
                + before.oldbuckets().stream().mapToInt(GoMapState.Bucket::live).sum();
        assertThat(live).isEqualTo(209);
        while (map.evacuateStep()) {
            assertThat(map.state().evacuated())
                    .isGreaterThanOrEqualTo(map.state().nevacuate());
        }
        assertThat(map.state().growing()).isFalse();
        assertThat(before.growing()).isTrue();
        assertThatThrownBy(() -> before.buckets().clear()).isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() -> before.flags().clear()).isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void random_fixedSequence_makesEveryRunTheSame() {
        List<List<Integer>> orders = new ArrayList<>();
        for (int run = 0; run < 2; run++) {
            AtomicInteger next = new AtomicInteger();
            GoMap<Integer, Integer> map = GoMap.<Integer, Integer>builder()
                    .random(() -> next.addAndGet(0x9E3779B9))
                    .build();
            for (int i = 0; i < 500; i++) {
                map.put(i, i);
            }
            orders.add(new ArrayList<>(map.keySet()));
        }
        assertThat(orders.get(0)).isEqualTo(orders.get(1));
    }

    @Test
    void iteration_writesByTheSameThread_areAllowed() {
        GoMap<Integer, Integer> map = new GoMap<>();
        for (int i = 0; i < 1000; i++) {
            map.put(i, i);
        }
        for (Integer key : map.keySet()) {
            map.remove(key ^ 1);
            map.put(key, -1);
        }
        assertThat(map).hasSize(500);
        assertThat(map.values()).containsOnly(-1);
    }

    @Test
    void iteration_theClearIdiom_emptiesTheMap() {
        GoMap<Integer, Integer> map = new GoMap<>();
        for (int i = 0; i < 1000; i++) {
            map.put(i, i);
        }
        for (Integer key : map.keySet()) {
            map.remove(key);
        }
        assertThat(map).isEmpty();
    }

    @Test
    void iterator_nanEntry_canBeNeitherRemovedNorSet() {
        GoMap<Double, Integer> map = new GoMap<>();
        map.put(Double.NaN, 1);
        Iterator<Map.Entry<Double, Integer>> it = map.entrySet().iterator();
        Map.Entry<Double, Integer> entry = it.next();
        assertThatThrownBy(it::remove)
                .isInstanceOf(UnsupportedOperationException.class)
                .hasMessageContaining("NaN");
        assertThatThrownBy(() -> entry.setValue(2)).isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void functions_thatWriteTheirMap_failAndNameBothCalls() {
        GoMap<String, Integer> map = new GoMap<>();
        map.put("a", 1);
        List<Runnable> recursions = List.of(
                () -> map.computeIfAbsent("b", k -> map.put("c", 1)),
                () -> map.computeIfAbsent("b", k -> map.computeIfAbsent("b", x -> 1)),
                () -> map.compute("a", (k, v) -> map.remove("a")),
                () -> map.computeIfPresent("a", (k, v) -> map.merge("a", 1, (x, y) -> x)),
                () -> map.merge("a", 1, (x, y) -> {
                    map.clear();
                    return 1;
                }),
                () -> map.replaceAll((k, v) -> map.put("z", 1)));
        for (Runnable recursion : recursions) {
            assertThatThrownBy(recursion::run)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageMatching("(?s)recursive update of GoMap: .*GoMapTest.*GoMapTest.*");
            assertThat(map).containsExactly(Map.entry("a", 1));
        }
        map.put("still", 2);
        map.checkInvariants();
    }

    @Test
    void functions_thatReadTheirMap_arefine() {
        GoMap<String, Integer> map = new GoMap<>();
        map.put("a", 1);
        assertThat(map.computeIfAbsent("b", k -> map.get("a") + 1)).isEqualTo(2);
    }

    @Test
    void nulls_areRejectedByName() {
        GoMap<String, Integer> map = new GoMap<>();
        assertThatThrownBy(() -> map.put(null, 1))
                .isInstanceOf(NullPointerException.class)
                .hasMessage("key");
        assertThatThrownBy(() -> map.put("k", null))
                .isInstanceOf(NullPointerException.class)
                .hasMessage("value");
        assertThatThrownBy(() -> map.get(null))
                .isInstanceOf(NullPointerException.class)
                .hasMessage("key");
        assertThatThrownBy(() -> map.remove(null))
                .isInstanceOf(NullPointerException.class)
                .hasMessage("key");
        assertThatThrownBy(() -> map.containsValue(null))
                .isInstanceOf(NullPointerException.class)
                .hasMessage("value");
        Map<String, Integer> withNull = new HashMap<>();
        withNull.put("k", null);
        assertThatThrownBy(() -> new GoMap<>(withNull))
                .isInstanceOf(NullPointerException.class)
                .hasMessage("value");
    }

    @Test
    void equalHashCodes_costGrowsWithTheChainOnly() {
        AtomicInteger comparisons = new AtomicInteger();
        class Same {
            @Override
            public int hashCode() {
                return 42;
            }

            @Override
            public boolean equals(Object o) {
                comparisons.incrementAndGet();
                return this == o;
            }
        }
        GoMap<Same, Integer> map = new GoMap<>();
        List<Same> keys = new ArrayList<>();
        for (int i = 0; i < 2000; i++) {
            Same key = new Same();
            keys.add(key);
            comparisons.set(0);
            map.put(key, i);
            assertThat(comparisons.get())
                    .as("at most one look at each entry, growth restart included")
                    .isLessThanOrEqualTo(2 * i + 2);
        }
        map.checkInvariants();
        assertThat(map.get(keys.get(1999))).isEqualTo(1999);
    }

    @Test
    void hostileHashCodes_equalLowOrHighBits_areSpread() {
        for (int shift : new int[] {8, 12, 16, 20}) {
            GoMap<Integer, Integer> map = new GoMap<>();
            for (int i = 0; i < 4096; i++) {
                map.put(i << shift, i);
            }
            int longest = map.state().buckets().stream()
                    .mapToInt(GoMapState.Bucket::overflow)
                    .max()
                    .orElse(0);
            assertThat(longest)
                    .as("overflow buckets in one chain, keys i << %d", shift)
                    .isLessThanOrEqualTo(4);
        }
    }

    @Test
    void clear_ofALargeMap_givesItsBucketsBack() {
        GoMap<Integer, Integer> map = new GoMap<>();
        for (int i = 0; i < 100_000; i++) {
            map.put(i, i);
        }
        Collection<Integer> values = map.values();
        map.clear();
        assertThat(values).isEmpty();
        GoHmap<Integer, Integer> h = map.hmap();
        assertThat(h).isNotNull();
        assertThatCode(map::checkInvariants).doesNotThrowAnyException();
        assertThat(h.buckets).containsOnlyNulls();
    }
}
