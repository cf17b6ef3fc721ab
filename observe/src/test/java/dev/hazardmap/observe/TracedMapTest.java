package dev.hazardmap.observe;

import static dev.hazardmap.observe.MapOperation.CLEAR;
import static dev.hazardmap.observe.MapOperation.COMPUTE;
import static dev.hazardmap.observe.MapOperation.COMPUTE_IF_ABSENT;
import static dev.hazardmap.observe.MapOperation.COMPUTE_IF_PRESENT;
import static dev.hazardmap.observe.MapOperation.CONTAINS_KEY;
import static dev.hazardmap.observe.MapOperation.CONTAINS_VALUE;
import static dev.hazardmap.observe.MapOperation.GET;
import static dev.hazardmap.observe.MapOperation.MERGE;
import static dev.hazardmap.observe.MapOperation.PUT;
import static dev.hazardmap.observe.MapOperation.PUT_ALL;
import static dev.hazardmap.observe.MapOperation.PUT_IF_ABSENT;
import static dev.hazardmap.observe.MapOperation.REMOVE;
import static dev.hazardmap.observe.MapOperation.REMOVE_ALL;
import static dev.hazardmap.observe.MapOperation.REPLACE;
import static dev.hazardmap.observe.MapOperation.REPLACE_ALL;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.ref.Reference;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class TracedMapTest {
    private final MapRegistry registry = new MapRegistry();
    private final RecordingSink sink = new RecordingSink();

    private <K, V> TracedMap<K, V> traced(Map<K, V> map, String name) {
        return TracedMap.builder(map, name).registry(registry).build();
    }

    private TracedMap<Integer, Integer> filled(int entries) {
        Map<Integer, Integer> map = new HashMap<>();
        IntStream.range(0, entries).forEach(i -> map.put(i, i));
        return traced(map, "filled");
    }

    @Test
    void operations_everyMethod_isToldOnceUnderItsName() {
        registry.add(MapHook.to(sink));
        Map<String, Integer> map = traced(new HashMap<>(), "m");
        map.put("a", 1);
        map.get("a");
        map.getOrDefault("b", 2);
        map.containsKey("a");
        map.containsValue(1);
        map.putIfAbsent("b", 2);
        map.replace("a", 3);
        map.replace("a", 3, 4);
        map.compute("a", (k, v) -> 5);
        map.computeIfAbsent("c", k -> 6);
        map.computeIfPresent("c", (k, v) -> 7);
        map.merge("c", 1, Integer::sum);
        map.remove("a");
        map.remove("b", 2);
        map.putAll(Map.of("x", 1, "y", 2));
        map.replaceAll((k, v) -> v + 1);
        map.keySet().removeIf("x"::equals);
        map.clear();
        assertThat(sink.kinds())
                .containsExactly(
                        PUT,
                        GET,
                        GET,
                        CONTAINS_KEY,
                        CONTAINS_VALUE,
                        PUT_IF_ABSENT,
                        REPLACE,
                        REPLACE,
                        COMPUTE,
                        COMPUTE_IF_ABSENT,
                        COMPUTE_IF_PRESENT,
                        MERGE,
                        REMOVE,
                        REMOVE,
                        PUT_ALL,
                        REPLACE_ALL,
                        REMOVE_ALL,
                        CLEAR);
    }

    @Test
    void views_changes_areOperations() {
        registry.add(MapHook.to(sink));
        Map<String, Integer> map = traced(new TreeMap<>(Map.of("a", 1, "b", 2, "c", 3, "d", 4)), "m");
        map.keySet().remove("a");
        map.values().remove(2);
        map.entrySet().contains(Map.entry("c", 3));
        map.values().contains(3);
        for (Map.Entry<String, Integer> entry : map.entrySet()) {
            entry.setValue(9);
        }
        Iterator<String> keys = map.keySet().iterator();
        keys.next();
        keys.remove();
        map.values().retainAll(List.of());
        map.entrySet().clear();
        assertThat(sink.kinds())
                .containsExactly(REMOVE, REMOVE, CONTAINS_KEY, CONTAINS_VALUE, PUT, PUT, REMOVE, REMOVE_ALL, CLEAR);
        assertThat(sink.operations.get(6).keyHash()).isEqualTo(KeyHash.of("c"));
    }

    @Test
    void hook_addedAndRemovedWhileRunning_seesTheTimeBetween() {
        Map<String, Integer> map = traced(new HashMap<>(), "m");
        map.put("before", 1);
        MapRegistry.Registration registration = registry.add(MapHook.to(sink));
        map.put("during", 1);
        registration.close();
        map.put("after", 1);
        registration.close();
        assertThat(sink.operations).singleElement().satisfies(op -> assertThat(op.keyHash())
                .isEqualTo(KeyHash.of("during")));
        assertThat(sink.released).containsExactly("m");
    }

    @Test
    void hook_addedByAnotherThread_isSeenByARunningLoop() throws InterruptedException {
        Map<Integer, Integer> map = filled(10);
        Thread loop = new Thread(() -> {
            while (sink.operations.isEmpty()) {
                map.get(1);
            }
        });
        loop.setDaemon(true);
        loop.start();
        Thread.sleep(100); // Long enough for the loop to be compiled.
        registry.add(MapHook.to(sink).sampleEvery(64));
        loop.join(10_000);
        assertThat(loop.isAlive()).isFalse();
    }

    @Test
    void filters_operationKeyAndMap_letThroughWhatTheyName() {
        registry.add(MapHook.to(sink)
                .operations(PUT)
                .keys(key -> "wanted".equals(key))
                .maps(map -> map.name().equals("m")));
        Map<String, Integer> map = traced(new HashMap<>(), "m");
        Map<String, Integer> other = traced(new HashMap<>(), "other");
        map.put("wanted", 1);
        map.put("unwanted", 1);
        map.get("wanted");
        map.putAll(Map.of("wanted", 2));
        other.put("wanted", 1);
        assertThat(sink.operations).hasSize(1);
    }

    @Test
    void sampling_oneIn64_standsForAllWithinFivePercent() {
        registry.add(MapHook.to(sink).sampleEvery(64).operations(GET));
        Map<Integer, Integer> map = filled(8);
        int calls = 1_000_000;
        for (int i = 0; i < calls; i++) {
            map.get(i & 7);
        }
        long estimate = sink.operations.stream()
                .mapToLong(RecordingSink.Operation::weight)
                .sum();
        assertThat(estimate).isBetween(calls * 95L / 100, calls * 105L / 100);
    }

    @Test
    void sampling_periodicPattern_seesEachPhase() {
        registry.add(MapHook.to(sink).sampleEvery(64).iterations(false));
        Map<Integer, Integer> map = filled(64);
        for (int i = 0; i < 640_000; i++) {
            map.get(i & 63); // A period of exactly the sampling distance.
        }
        assertThat(sink.operations.stream()
                        .map(RecordingSink.Operation::keyHash)
                        .distinct())
                .hasSize(64);
    }

    @Test
    void recorder_thatThrows_isSwitchedOffAndNeverReachesTheApplication() throws InterruptedException {
        registry.add(MapHook.to(map -> (op, key, start, duration, weight) -> {
            throw new IllegalStateException("sink is broken");
        }));
        registry.add(MapHook.to(sink));
        Map<String, Integer> map = traced(new HashMap<>(), "m");
        map.put("a", 1);
        map.put("b", 1);
        assertThat(sink.operations).hasSize(2);
        for (int i = 0; i < 100 && registry.failures().isEmpty(); i++) {
            Thread.sleep(20);
        }
        assertThat(registry.failures()).singleElement().asString().contains("sink is broken");
    }

    @Test
    void key_whoseHashCodeThrows_isTheMapsAffairAlone() {
        registry.add(MapHook.to(sink));
        Map<Object, Integer> map = traced(new HashMap<>(Map.of("one", 1)), "m");
        Object bad = new Object() {
            @Override
            public int hashCode() {
                throw new UnsupportedOperationException("no hash");
            }
        };
        assertThatThrownBy(() -> map.get(bad)).hasMessage("no hash");
        map.get("good");
        assertThat(sink.operations).hasSize(2);
        assertThat(registry.failures()).isEmpty();
    }

    @Test
    void iteration_everyWayThrough_countsItsEntries() {
        registry.add(MapHook.to(sink).operations());
        Map<Integer, Integer> map = filled(100);
        for (Integer ignored : map.keySet()) {}
        map.forEach((k, v) -> {});
        map.values().forEach(v -> {});
        map.entrySet().iterator().forEachRemaining(e -> {});
        map.keySet().stream().mapToInt(k -> k).sum();
        map.entrySet().parallelStream().mapToInt(Map.Entry::getKey).sum();
        new ArrayList<>(map.values());
        assertThat(sink.ended).hasSize(7).allSatisfy(iteration -> {
            assertThat(iteration.entries()).isEqualTo(100);
            assertThat(iteration.sizeAtStart()).isEqualTo(100);
            assertThat(iteration.outcome()).isEqualTo(Iteration.Outcome.COMPLETED);
        });
    }

    @Test
    void iteration_failsFast_saysWhy() {
        registry.add(MapHook.to(sink));
        Map<Integer, Integer> map = filled(10);
        assertThatThrownBy(() -> {
                    for (Integer key : map.keySet()) {
                        map.remove(key);
                    }
                })
                .isInstanceOf(java.util.ConcurrentModificationException.class);
        assertThat(sink.ended).singleElement().satisfies(iteration -> {
            assertThat(iteration.outcome()).isEqualTo(Iteration.Outcome.FAILED);
            assertThat(iteration.failure()).isInstanceOf(java.util.ConcurrentModificationException.class);
            assertThat(iteration.entries()).isEqualTo(1);
        });
    }

    @Test
    void iteration_dropped_endsAsAbandonedWhenWatched() throws InterruptedException {
        registry.add(MapHook.to(map -> new MapRecorder() {
            @Override
            public void operation(MapOperation op, long keyHash, long startNanos, long durationNanos, int weight) {}

            @Override
            public void iterationStarted(Iteration iteration) {
                iteration.watchForAbandonment();
            }

            @Override
            public void iterationEnded(Iteration iteration) {
                sink.ended.add(iteration);
            }
        }));
        Map<Integer, Integer> map = filled(100);
        Iterator<Integer> dropped = map.keySet().iterator();
        for (int i = 0; i < 7; i++) {
            dropped.next();
        }
        dropped = null;
        for (int i = 0; i < 100 && sink.ended.isEmpty(); i++) {
            System.gc();
            Thread.sleep(20);
            registry.maps();
        }
        assertThat(sink.ended).singleElement().satisfies(iteration -> {
            assertThat(iteration.outcome()).isEqualTo(Iteration.Outcome.ABANDONED);
            assertThat(iteration.entries()).isEqualTo(7);
        });
        assertThat(registry.abandonedIterations().size()).isZero();
    }

    @Test
    void registry_collectedMap_isForgottenAndReleased() throws InterruptedException {
        registry.add(MapHook.to(sink));
        Map<Integer, Integer> kept = traced(new HashMap<>(), "kept");
        traced(new HashMap<>(), "lost");
        for (int i = 0; i < 100 && registry.maps().size() > 1; i++) {
            System.gc();
            Thread.sleep(20);
        }
        assertThat(registry.maps()).extracting(ObservedMap::name).containsExactly("kept");
        assertThat(sink.released).containsExactly("lost");
        Reference.reachabilityFence(kept);
    }

    @Test
    void of_concurrentMap_isConcurrent() {
        ConcurrentMap<String, Integer> map = TracedMap.of(new ConcurrentHashMap<>(), "c");
        Map<String, Integer> declaredAsMap = new ConcurrentHashMap<>();
        assertThat(map).isInstanceOf(TracedConcurrentMap.class);
        assertThat(TracedMap.of(declaredAsMap, "d")).isInstanceOf(ConcurrentMap.class);
        assertThatThrownBy(() -> TracedMap.builder(new HashMap<>(), "h").buildConcurrent())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("java.util.HashMap");
    }

    @Test
    void add_moreHooksThanFit_isRefused() {
        for (int i = 0; i < 31; i++) {
            registry.add(MapHook.to(sink));
        }
        assertThatThrownBy(() -> registry.add(MapHook.to(sink))).hasMessageContaining("31");
        traced(new HashMap<>(), "m").put(1, 1);
        assertThat(sink.operations).hasSize(31);
    }
}
