package dev.hazardmap.maps;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Spliterator;
import java.util.concurrent.ConcurrentMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * What the JSR-166 TCK asks of a ConcurrentMap (ConcurrentHashMapTest, ConcurrentHashMap8Test, MapTest, Map8Test), written anew,
 * for each of the idioms.
 */
@Timeout(60)
class Jsr166MapTest {
    private static ConcurrentMap<Integer, String> map5(ConcurrentIdiom idiom) {
        ConcurrentMap<Integer, String> map = idiom.make(5);
        assertThat(map).isEmpty();
        map.put(1, "A");
        map.put(2, "B");
        map.put(3, "C");
        map.put(4, "D");
        map.put(5, "E");
        assertThat(map).isNotEmpty().hasSize(5);
        return map;
    }

    @ParameterizedTest
    @EnumSource
    void clear_removesAllPairs(ConcurrentIdiom idiom) {
        ConcurrentMap<Integer, String> map = map5(idiom);
        map.clear();
        assertThat(map).isEmpty();
        assertThat(map.size()).isZero();
    }

    @ParameterizedTest
    @EnumSource
    void equals_hashCode_toString_areThoseOfTheContents(ConcurrentIdiom idiom) {
        ConcurrentMap<Integer, String> one = map5(idiom);
        ConcurrentMap<Integer, String> two = map5(idiom);
        Map<Integer, String> plain = new HashMap<>(one);
        assertThat(one).isEqualTo(two).isEqualTo(plain);
        assertThat(plain).isEqualTo(one);
        assertThat(one.hashCode()).isEqualTo(plain.hashCode());
        for (int i = 1; i < 6; i++) {
            assertThat(one.toString()).contains(i + "=" + (char) ('A' + i - 1));
        }
        one.clear();
        assertThat(one).isNotEqualTo(two);
        assertThat(one.equals("no map")).isFalse();
    }

    @ParameterizedTest
    @EnumSource
    void contains_containsKey_containsValue_get(ConcurrentIdiom idiom) {
        ConcurrentMap<Integer, String> map = map5(idiom);
        assertThat(map.containsKey(1)).isTrue();
        assertThat(map.containsKey(0)).isFalse();
        assertThat(map.containsValue("A")).isTrue();
        assertThat(map.containsValue("Z")).isFalse();
        assertThat(map.get(1)).isEqualTo("A");
        assertThat(map.get(-1)).isNull();
        assertThat(map.get("of another type")).isNull();
        assertThat(map.getOrDefault(1, "Z")).isEqualTo("A");
        assertThat(map.getOrDefault(-1, "Z")).isEqualTo("Z");
    }

    @ParameterizedTest
    @EnumSource
    void views_toArray_holdTheElements(ConcurrentIdiom idiom) {
        ConcurrentMap<Integer, String> map = map5(idiom);
        assertThat(map.keySet()).containsExactlyInAnyOrder(1, 2, 3, 4, 5);
        assertThat(map.keySet().toArray()).containsExactlyInAnyOrder(1, 2, 3, 4, 5);
        assertThat(map.values()).containsExactlyInAnyOrder("A", "B", "C", "D", "E");
        assertThat(map.values().toArray(new String[0])).hasSize(5);
        assertThat(map.entrySet().toArray()).hasSize(5).allMatch(e -> map.entrySet()
                .contains(e));
        assertThat(map.keySet().containsAll(Arrays.asList(1, 5))).isTrue();
    }

    @ParameterizedTest
    @EnumSource
    void views_cannotBeAddedTo(ConcurrentIdiom idiom) {
        ConcurrentMap<Integer, String> map = map5(idiom);
        assertThatThrownBy(() -> map.keySet().add(9)).isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() -> map.values().add("Z")).isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() -> map.entrySet().add(Map.entry(9, "Z")))
                .isInstanceOf(UnsupportedOperationException.class);
        assertThat(map).hasSize(5);
    }

    @ParameterizedTest
    @EnumSource
    void views_removalsWriteThrough(ConcurrentIdiom idiom) {
        ConcurrentMap<Integer, String> map = map5(idiom);
        assertThat(map.keySet().remove(1)).isTrue();
        assertThat(map.keySet().remove(1)).isFalse();
        assertThat(map.values().remove("B")).isTrue();
        assertThat(map.values().remove("B")).isFalse();
        assertThat(map.entrySet().remove(Map.entry(3, "not C"))).isFalse();
        assertThat(map.entrySet().remove(Map.entry(3, "C"))).isTrue();
        assertThat(map.entrySet().remove("no entry")).isFalse();
        assertThat(map).containsOnlyKeys(4, 5);
        assertThat(map.keySet().removeAll(List.of(4, 9))).isTrue();
        assertThat(map.values().retainAll(List.of("E"))).isFalse();
        assertThat(map.entrySet().retainAll(List.of())).isTrue();
        assertThat(map).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void views_removeIf_removesWhatMatches(ConcurrentIdiom idiom) {
        ConcurrentMap<Integer, String> map = map5(idiom);
        assertThat(map.keySet().removeIf(k -> k == 1)).isTrue();
        assertThat(map.values().removeIf("B"::equals)).isTrue();
        assertThat(map.entrySet().removeIf(e -> e.getKey() == 3)).isTrue();
        assertThat(map.entrySet().removeIf(e -> e.getKey() == 3)).isFalse();
        assertThat(map).containsOnlyKeys(4, 5);
    }

    /** A value that changes between the test and the removal must stay: CHM's removeIf has the same rule. */
    @ParameterizedTest
    @EnumSource
    void views_removeIf_valueChangedMeanwhile_stays(ConcurrentIdiom idiom) {
        ConcurrentMap<Integer, String> map = map5(idiom);
        map.values().removeIf(v -> {
            map.put(1, "changed");
            return true;
        });
        assertThat(map.get(1)).isEqualTo("changed");
    }

    @ParameterizedTest
    @EnumSource
    void iterator_endAndRemove_keepTheContract(ConcurrentIdiom idiom) {
        ConcurrentMap<Integer, String> map = map5(idiom);
        Iterator<Integer> it = map.keySet().iterator();
        assertThatThrownBy(it::remove).isInstanceOf(IllegalStateException.class);
        int left = 5;
        while (it.hasNext()) {
            Integer key = it.next();
            it.remove();
            assertThatThrownBy(it::remove).isInstanceOf(IllegalStateException.class);
            assertThat(map).hasSize(--left).doesNotContainKey(key);
        }
        assertThatThrownBy(it::next).isInstanceOf(NoSuchElementException.class);
        assertThat(map.entrySet().iterator().hasNext()).isFalse();
    }

    @ParameterizedTest
    @EnumSource
    void iterator_mapChangedMeanwhile_goesOnWithoutAnException(ConcurrentIdiom idiom) {
        ConcurrentMap<Integer, String> map = map5(idiom);
        List<Integer> seen = new ArrayList<>();
        for (Integer key : map.keySet()) {
            seen.add(key);
            map.put(key + 100, "new");
            map.remove(key);
        }
        assertThat(seen).contains(1, 2, 3, 4, 5).doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @EnumSource
    void entry_setValue_writesThrough(ConcurrentIdiom idiom) {
        ConcurrentMap<Integer, String> map = map5(idiom);
        for (Map.Entry<Integer, String> entry : map.entrySet()) {
            String old = entry.getValue();
            assertThat(entry.setValue(old + old)).isEqualTo(old);
            assertThat(entry.getValue()).isEqualTo(old + old);
        }
        assertThat(map.get(3)).isEqualTo("CC");
        assertThatNullPointerException()
                .isThrownBy(() -> map.entrySet().iterator().next().setValue(null));
    }

    @ParameterizedTest
    @EnumSource
    void putAll_putIfAbsent_replace_remove(ConcurrentIdiom idiom) {
        ConcurrentMap<Integer, String> map = idiom.make();
        map.putAll(map5(ConcurrentIdiom.MUTEX));
        assertThat(map).hasSize(5);
        assertThat(map.putIfAbsent(6, "Z")).isNull();
        assertThat(map.putIfAbsent(1, "Z")).isEqualTo("A");
        assertThat(map.replace(7, "Y")).isNull();
        assertThat(map.containsKey(7)).isFalse();
        assertThat(map.replace(1, "a")).isEqualTo("A");
        assertThat(map.replace(1, "no", "x")).isFalse();
        assertThat(map.replace(1, new String("a"), "x")).as("by equals").isTrue();
        assertThat(map.get(1)).isEqualTo("x");
        assertThat(map.remove(1, "no")).isFalse();
        assertThat(map.remove(1, "x")).isTrue();
        assertThat(map.remove(1, "x")).isFalse();
        assertThat(map.remove(2, null)).isFalse();
        assertThat(map.remove(2)).isEqualTo("B");
        assertThat(map.remove(2)).isNull();
    }

    @ParameterizedTest
    @EnumSource
    void putAll_ofItself_changesNothing(ConcurrentIdiom idiom) {
        ConcurrentMap<Integer, String> map = map5(idiom);
        map.putAll(map);
        assertThat(map).hasSize(5);
    }

    @ParameterizedTest
    @EnumSource
    void putAll_withANull_failsBeforeItChangesAnything(ConcurrentIdiom idiom) {
        ConcurrentMap<Integer, String> map = map5(idiom);
        Map<Integer, String> bad = new HashMap<>();
        bad.put(10, "fine");
        bad.put(11, null);
        assertThatNullPointerException().isThrownBy(() -> map.putAll(bad)).withMessage("value");
        assertThat(map).hasSize(5);
    }

    @ParameterizedTest
    @EnumSource
    void computeFamily_followsTheTableOfMap8(ConcurrentIdiom idiom) {
        ConcurrentMap<Integer, String> map = map5(idiom);
        assertThat(map.computeIfAbsent(6, k -> "Z")).isEqualTo("Z");
        assertThat(map.computeIfAbsent(1, k -> "no")).isEqualTo("A");
        assertThat(map.computeIfAbsent(7, k -> null)).isNull();
        assertThat(map.containsKey(7)).isFalse();
        assertThat(map.computeIfPresent(7, (k, v) -> "no")).isNull();
        assertThat(map.computeIfPresent(1, (k, v) -> v + k)).isEqualTo("A1");
        assertThat(map.computeIfPresent(1, (k, v) -> null)).isNull();
        assertThat(map.containsKey(1)).isFalse();
        assertThat(map.compute(7, (k, v) -> v == null ? "new" : "no")).isEqualTo("new");
        assertThat(map.compute(7, (k, v) -> v + "er")).isEqualTo("newer");
        assertThat(map.compute(7, (k, v) -> null)).isNull();
        assertThat(map.compute(7, (k, v) -> null)).isNull();
        assertThat(map.containsKey(7)).isFalse();
        assertThat(map.merge(8, "Y", (a, b) -> "no")).isEqualTo("Y");
        assertThat(map.merge(8, "X", (a, b) -> a + b)).isEqualTo("YX");
        assertThat(map.merge(8, "X", (a, b) -> null)).isNull();
        assertThat(map.containsKey(8)).isFalse();
        map.replaceAll((k, v) -> k > 3 ? "Z" : v);
        assertThat(map).containsEntry(2, "B").containsEntry(5, "Z");
        Map<Integer, String> seen = new HashMap<>();
        map.forEach(seen::put);
        assertThat(seen).isEqualTo(map);
    }

    @ParameterizedTest
    @EnumSource
    void functions_thatThrow_changeNothingAndTheSameExceptionArrives(ConcurrentIdiom idiom) {
        ConcurrentMap<Integer, String> map = map5(idiom);
        IllegalArgumentException failure = new IllegalArgumentException("mine");
        List<Runnable> calls = List.of(
                () -> map.computeIfAbsent(9, k -> {
                    throw failure;
                }),
                () -> map.computeIfPresent(1, (k, v) -> {
                    throw failure;
                }),
                () -> map.compute(1, (k, v) -> {
                    throw failure;
                }),
                () -> map.merge(1, "x", (a, b) -> {
                    throw failure;
                }),
                () -> map.replaceAll((k, v) -> {
                    throw failure;
                }));
        for (Runnable call : calls) {
            assertThatThrownBy(call::run).isSameAs(failure);
            assertThat(map).isEqualTo(map5(ConcurrentIdiom.MUTEX));
        }
    }

    @ParameterizedTest
    @EnumSource
    void replaceAll_withANullResult_isRefused(ConcurrentIdiom idiom) {
        ConcurrentMap<Integer, String> map = map5(idiom);
        assertThatNullPointerException()
                .isThrownBy(() -> map.replaceAll((k, v) -> null))
                .withMessage("result of function");
        assertThat(map).hasSize(5);
    }

    @ParameterizedTest
    @EnumSource
    void nullArguments_areRejectedByName(ConcurrentIdiom idiom) {
        ConcurrentMap<Integer, String> map = map5(idiom);
        List<Runnable> keys = List.of(
                () -> map.get(null),
                () -> map.getOrDefault(null, "x"),
                () -> map.containsKey(null),
                () -> map.put(null, "x"),
                () -> map.putIfAbsent(null, "x"),
                () -> map.remove(null),
                () -> map.remove(null, "x"),
                () -> map.replace(null, "x"),
                () -> map.replace(null, "x", "y"),
                () -> map.computeIfAbsent(null, k -> "x"),
                () -> map.computeIfPresent(null, (k, v) -> "x"),
                () -> map.compute(null, (k, v) -> "x"),
                () -> map.merge(null, "x", (a, b) -> "x"),
                () -> map.keySet().contains(null));
        for (Runnable call : keys) {
            assertThatNullPointerException().isThrownBy(call::run).withMessage("key");
        }
        List<Runnable> values = List.of(
                () -> map.put(1, null),
                () -> map.putIfAbsent(1, null),
                () -> map.putIfAbsent(99, null),
                () -> map.replace(1, null),
                () -> map.containsValue(null),
                () -> map.merge(1, null, (a, b) -> "x"));
        for (Runnable call : values) {
            assertThatNullPointerException().isThrownBy(call::run).withMessage("value");
        }
        assertThatNullPointerException()
                .isThrownBy(() -> map.replace(1, null, "x"))
                .withMessage("oldValue");
        assertThatNullPointerException()
                .isThrownBy(() -> map.replace(1, "A", null))
                .withMessage("newValue");
        List<Runnable> functions = List.of(
                () -> map.computeIfAbsent(1, null),
                () -> map.computeIfPresent(99, null),
                () -> map.compute(1, null),
                () -> map.merge(99, "x", null),
                () -> map.replaceAll(null));
        for (Runnable call : functions) {
            assertThatNullPointerException().isThrownBy(call::run).withMessage("function");
        }
        assertThatNullPointerException().isThrownBy(() -> map.putAll(null)).withMessage("source");
        assertThat(map).isEqualTo(map5(ConcurrentIdiom.MUTEX));
    }

    @ParameterizedTest
    @EnumSource
    void constructors_badArguments_areRejected(ConcurrentIdiom idiom) {
        assertThatThrownBy(() -> idiom.make(-1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("expectedSize is negative: -1");
        assertThatNullPointerException().isThrownBy(() -> idiom.make((Map<String, String>) null));
        assertThat(idiom.make(Map.of("k", "v"))).containsExactly(Map.entry("k", "v"));
        assertThat(idiom.<String, String>make(0)).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void spliterators_areConcurrentAndNeverSized(ConcurrentIdiom idiom) {
        ConcurrentMap<Integer, String> map = map5(idiom);
        List<Spliterator<?>> all = List.of(
                map.keySet().spliterator(),
                map.values().spliterator(),
                map.entrySet().spliterator());
        for (Spliterator<?> spliterator : all) {
            assertThat(spliterator.hasCharacteristics(Spliterator.CONCURRENT)).isTrue();
            assertThat(spliterator.hasCharacteristics(Spliterator.SIZED)).isFalse();
            assertThat(spliterator.hasCharacteristics(Spliterator.IMMUTABLE)).isFalse();
        }
        assertThat(map.keySet().parallelStream().mapToInt(k -> k).sum()).isEqualTo(15);
        assertThat(map.values().stream().sorted().collect(Collectors.joining())).isEqualTo("ABCDE");
    }

    @ParameterizedTest
    @EnumSource
    void equals_keysOfAnotherType_isFalseAndThrowsNothing(ConcurrentIdiom idiom) {
        ConcurrentMap<Object, Object> map = idiom.make();
        map.put(1, 1);
        Map<Object, Object> sorted = new java.util.TreeMap<>();
        sorted.put("a string", 1);
        assertThat(map.equals(sorted)).isFalse();
        assertThat(map.entrySet().equals(sorted.entrySet())).isFalse();
    }

    /** JDK-8186171 and its kin: many keys with one hash, some comparable, some not. */
    @ParameterizedTest
    @EnumSource
    void equalHashCodes_boundedCost(ConcurrentIdiom idiom) {
        ConcurrentMap<Object, Integer> map = idiom.make();
        int n = idiom == ConcurrentIdiom.SNAPSHOT ? 500 : 5000;
        for (int i = 0; i < n; i++) {
            map.put(hostile(i), i);
        }
        for (int i = 0; i < n; i++) {
            assertThat(map.get(hostile(i))).isEqualTo(i);
        }
        assertThat(map).hasSize(n);
    }

    /** "Aa" and "BB" have one hash code; so have all strings made of them. */
    private static String hostile(int i) {
        StringBuilder text = new StringBuilder();
        for (int bit = 0; bit < 13; bit++) {
            text.append((i >> bit & 1) == 0 ? "Aa" : "BB");
        }
        return text.toString();
    }

    @ParameterizedTest
    @EnumSource
    void recursion_anyWriteInsideAFunction_namesBothCallsAndNeverHangs(ConcurrentIdiom idiom) {
        ConcurrentMap<Integer, String> map = map5(idiom);
        List<Runnable> recursions = List.of(
                () -> map.computeIfAbsent(9, k -> map.computeIfAbsent(9, x -> "x")),
                () -> map.computeIfAbsent(9, k -> map.put(10, "x")),
                () -> map.compute(1, (k, v) -> map.remove(1)),
                () -> map.computeIfPresent(1, (k, v) -> map.merge(2, "x", (a, b) -> b)),
                () -> map.merge(1, "x", (a, b) -> map.putIfAbsent(77, "x")),
                () -> map.compute(1, (k, v) -> {
                    map.clear();
                    return v;
                }),
                () -> map.replaceAll((k, v) -> map.replace(k, "x")));
        for (Runnable recursion : recursions) {
            assertThatThrownBy(recursion::run)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageMatching("(?s)recursive update of \\w+: .*Jsr166MapTest.*Jsr166MapTest.*");
            assertThat(map).isEqualTo(map5(ConcurrentIdiom.MUTEX));
        }
        map.put(6, "goes on");
    }

    /** CHM may hang here: a's function computes b while another thread's b function computes a. */
    @ParameterizedTest
    @EnumSource
    void recursion_acrossTwoThreads_neverHangs(ConcurrentIdiom idiom) throws InterruptedException {
        for (int round = 0; round < 50; round++) {
            ConcurrentMap<Integer, String> map = idiom.make();
            List<Thread> threads = new ArrayList<>();
            for (int t = 0; t < 2; t++) {
                int own = t;
                threads.add(new Thread(() -> {
                    try {
                        map.computeIfAbsent(own, k -> map.computeIfAbsent(1 - own, x -> "inner"));
                    } catch (IllegalStateException expected) {
                        assertThat(expected).hasMessageContaining("recursive update");
                    }
                }));
            }
            threads.forEach(Thread::start);
            for (Thread thread : threads) {
                thread.join();
            }
            assertThat(map).hasSizeLessThan(3);
        }
    }

    @ParameterizedTest
    @EnumSource
    void functions_runOncePerCall_underContention(ConcurrentIdiom idiom) throws InterruptedException {
        ConcurrentMap<Integer, Integer> map = idiom.make();
        int perThread = 500;
        java.util.concurrent.atomic.AtomicInteger runs = new java.util.concurrent.atomic.AtomicInteger();
        List<Thread> threads = new ArrayList<>();
        for (int t = 0; t < 4; t++) {
            threads.add(new Thread(() -> {
                for (int i = 0; i < perThread; i++) {
                    map.compute(i % 3, (k, v) -> {
                        runs.incrementAndGet();
                        return v == null ? 1 : v + 1;
                    });
                }
            }));
        }
        threads.forEach(Thread::start);
        for (Thread thread : threads) {
            thread.join();
        }
        assertThat(runs).hasValue(4 * perThread);
        Collection<Integer> counts = map.values();
        assertThat(counts.stream().mapToInt(v -> v).sum()).isEqualTo(4 * perThread);
    }
}
