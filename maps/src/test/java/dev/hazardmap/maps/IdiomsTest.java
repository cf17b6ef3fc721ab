package dev.hazardmap.maps;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hazardmap.maps.GoHmaps.Key;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What each idiom promises beyond ConcurrentMap. */
@Timeout(60)
class IdiomsTest {
    private static void checkInvariants(Map<?, ?> map) {
        if (map instanceof MutexMap<?, ?> m) {
            m.checkInvariants();
        } else if (map instanceof RwLockMap<?, ?> m) {
            m.checkInvariants();
        } else if (map instanceof ShardedMap<?, ?> m) {
            m.checkInvariants();
        } else if (map instanceof SnapshotMap<?, ?> m) {
            m.checkInvariants();
        } else if (map instanceof OwnerMap<?, ?> m) {
            m.checkInvariants();
        } else if (map instanceof EpochMap<?, ?> m) {
            m.checkInvariants();
        } else {
            throw new AssertionError("no invariants known for " + map.getClass());
        }
    }

    @ParameterizedTest
    @EnumSource
    void randomOperations_agreeWithHashMap(ConcurrentIdiom idiom) {
        for (FuzzKeys keys : List.of(FuzzKeys.FEW_INTS, FuzzKeys.STRINGS, FuzzKeys.EQUAL_HASHES, FuzzKeys.HIGH_BITS)) {
            SplittableRandom random = new SplittableRandom(keys.ordinal());
            ConcurrentMap<Object, Integer> map = idiom.make();
            Map<Object, Integer> plain = new HashMap<>();
            int operations = TestScale.of(idiom == ConcurrentIdiom.SNAPSHOT ? 1_000 : 3_000, 300_000);
            for (int i = 0; i < operations; i++) {
                Object key = keys.next(random);
                int value = i;
                switch (random.nextInt(9)) {
                    case 0, 1 -> assertSame(map.put(key, value), plain.put(key, value));
                    case 2 -> assertSame(map.remove(key), plain.remove(key));
                    case 3 -> assertSame(map.get(key), plain.get(key));
                    case 4 -> assertSame(map.putIfAbsent(key, value), plain.putIfAbsent(key, value));
                    case 5 ->
                        assertSame(
                                map.merge(key, 1, (a, b) -> a % 3 == 0 ? null : a + b),
                                plain.merge(key, 1, (a, b) -> a % 3 == 0 ? null : a + b));
                    case 6 -> assertSame(map.replace(key, value), plain.replace(key, value));
                    case 7 ->
                        assertSame(
                                map.computeIfPresent(key, (k, v) -> v % 2 == 0 ? null : v),
                                plain.computeIfPresent(key, (k, v) -> v % 2 == 0 ? null : v));
                    default -> {
                        if (random.nextInt(100) == 0) {
                            map.clear();
                            plain.clear();
                        }
                    }
                }
            }
            assertThat(map).isEqualTo(plain);
            checkInvariants(map);
        }
    }

    private static void assertSame(Integer found, Integer expected) {
        if (!java.util.Objects.equals(found, expected)) {
            assertThat(found).isEqualTo(expected);
        }
    }

    /** Two keys always change together in one bulk step: a reader of the whole map must never see one without the other. */
    @ParameterizedTest
    @EnumSource(names = {"MUTEX", "RW_LOCK", "SNAPSHOT", "OWNER"})
    void putAll_isOneStepForIterators(ConcurrentIdiom idiom) throws InterruptedException {
        ConcurrentMap<String, Integer> map = idiom.make();
        map.putAll(Map.of("a", 0, "b", 0));
        AtomicBoolean done = new AtomicBoolean();
        Thread writer = new Thread(() -> {
            for (int i = 1; i <= 2000; i++) {
                map.putAll(Map.of("a", i, "b", i));
            }
            done.set(true);
        });
        writer.start();
        while (!done.get()) {
            assertThat(new ArrayList<>(map.values()).stream().distinct().count())
                    .isEqualTo(1);
        }
        writer.join();
    }

    @Test
    void snapshotMap_snapshot_isUnmodifiableAndDoesNotChange() {
        SnapshotMap<String, Integer> map = new SnapshotMap<>(Map.of("a", 1));
        Map<String, Integer> before = map.snapshot();
        map.put("a", 2);
        assertThat(before).containsExactly(Map.entry("a", 1));
        assertThatThrownBy(() -> before.put("x", 1)).isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void snapshotMap_writeThatChangesNothing_publishesNothing() {
        SnapshotMap<String, Integer> map = new SnapshotMap<>(Map.of("a", 1));
        Object view = published(map);
        map.remove("absent");
        map.remove("a", 99);
        map.replace("absent", 1);
        map.putIfAbsent("a", 5);
        map.computeIfPresent("absent", (k, v) -> v);
        map.update(draft -> draft.get("a"));
        assertThat(published(map)).isSameAs(view);
        map.put("b", 2);
        assertThat(published(map)).isNotSameAs(view);
    }

    private static Object published(SnapshotMap<?, ?> map) {
        Object[] seen = new Object[1];
        map.read("k", plain -> seen[0] = plain);
        return seen[0];
    }

    @Test
    void snapshotMap_update_isOneStepAndFailsWhole() {
        SnapshotMap<String, Integer> map = new SnapshotMap<>(Map.of("a", 1, "b", 1));
        map.update(draft -> {
            draft.put("a", 2);
            draft.remove("b");
            draft.merge("c", 3, Integer::sum);
            assertThat(map.snapshot()).as("not published yet").isEqualTo(Map.of("a", 1, "b", 1));
        });
        assertThat(map).isEqualTo(Map.of("a", 2, "c", 3));
        assertThatThrownBy(() -> map.update(draft -> {
                    draft.clear();
                    throw new IllegalStateException("mine");
                }))
                .hasMessage("mine");
        assertThat(map).hasSize(2);
        assertThatThrownBy(() -> map.update(draft -> map.put("x", 1))).hasMessageContaining("recursive update");
        assertThatThrownBy(() -> map.update(draft -> draft.put("x", null))).isInstanceOf(NullPointerException.class);
    }

    @Test
    void shardedMap_functionThatReadsAnotherShard_isRefusedInsteadOfDeadlocking() {
        ShardedMap<Key, Integer> map = ShardedMap.builder().shards(2).build();
        Key low = new Key(1, 1);
        Key sameShard = new Key(2, 1);
        Key high = new Key(3, 0x7FFFFFFF);
        map.put(sameShard, 7);
        assertThat(map.computeIfAbsent(low, k -> map.get(sameShard))).isEqualTo(7);
        boolean refused = false;
        for (Key other : List.of(high, new Key(4, 2), new Key(5, 3), new Key(6, 4))) {
            try {
                map.compute(low, (k, v) -> map.get(other));
            } catch (IllegalStateException e) {
                assertThat(e).hasMessageContaining("recursive update of ShardedMap");
                refused = true;
            }
        }
        assertThat(refused).as("one of the keys lies in the other shard").isTrue();
        map.checkInvariants();
    }

    @Test
    void shardedMap_builder_roundsUpAndRefusesNonsense() {
        assertThatThrownBy(() -> ShardedMap.builder().shards(0)).hasMessage("shards is not in 1..65536: 0");
        assertThatThrownBy(() -> ShardedMap.builder().shards(65537)).hasMessage("shards is not in 1..65536: 65537");
        for (int shards : new int[] {1, 2, 3, 5, 64, 65, 65536}) {
            ShardedMap<Integer, Integer> map =
                    ShardedMap.builder().shards(shards).build();
            for (int i = 0; i < 200; i++) {
                map.put(i, i);
            }
            assertThat(map).hasSize(200);
            map.checkInvariants();
        }
    }

    @Test
    void fairBuilders_makeWorkingMaps() {
        MutexMap<String, Integer> mutex =
                MutexMap.builder().fair().expectedSize(10).build();
        RwLockMap<String, Integer> rwLock =
                RwLockMap.builder().fair().expectedSize(10).build();
        for (ConcurrentMap<String, Integer> map : List.of(mutex, rwLock)) {
            assertThat(map.merge("k", 1, Integer::sum)).isEqualTo(1);
            assertThatThrownBy(() -> MutexMap.builder().expectedSize(-3)).hasMessage("expectedSize is negative: -3");
        }
    }

    @Test
    void rwLockMap_functionMayReadItsMap_underTheWriteLock() {
        RwLockMap<String, Integer> map = new RwLockMap<>(Map.of("a", 1));
        assertThat(map.computeIfAbsent("b", k -> map.get("a") + map.size())).isEqualTo(2);
    }
}
