package dev.hazardmap.maps;

import java.util.Map;
import java.util.concurrent.ConcurrentMap;
import java.util.function.IntFunction;
import org.jetbrains.lincheck.datastructures.IntGen;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Param;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** Linearizability of the idioms; of ShardedMap only what concerns one key, as it documents. */
class IdiomsLincheckTest {
    @Test
    void stress_mutexMap_isLinearizable() {
        LincheckRuns.stress(OnMutexMap.class);
    }

    @Test
    @EnabledIfSystemProperty(named = "hazardmap.test.full", matches = "true")
    void modelChecking_mutexMap_isLinearizable() {
        LincheckRuns.modelCheck(OnMutexMap.class);
    }

    @Test
    void stress_rwLockMap_isLinearizable() {
        LincheckRuns.stress(OnRwLockMap.class);
    }

    @Test
    void modelChecking_rwLockMap_isLinearizable() {
        LincheckRuns.modelCheck(OnRwLockMap.class);
    }

    @Test
    void stress_shardedMap_isLinearizable() {
        LincheckRuns.stress(OnShardedMap.class);
    }

    @Test
    void modelChecking_shardedMap_isLinearizable() {
        LincheckRuns.modelCheck(OnShardedMap.class);
    }

    @Test
    void stress_snapshotMap_isLinearizable() {
        LincheckRuns.stress(OnSnapshotMap.class);
    }

    @Test
    void modelChecking_snapshotMap_isLinearizable() {
        LincheckRuns.modelCheck(OnSnapshotMap.class);
    }

    @Test
    void stress_ownerMapWithItsThread_isLinearizable() {
        LincheckRuns.stress(OnOwnerMap.class);
    }

    /** The model checker schedules only threads of its own: the sender plays the owner. */
    @Test
    @EnabledIfSystemProperty(named = "hazardmap.test.full", matches = "true")
    void modelChecking_ownerMapWithSendersAsOwners_isLinearizable() {
        LincheckRuns.modelCheck(OnOwnerMapOfSenders.class);
    }

    /** What concerns one key. */
    @Param(name = "key", gen = IntGen.class, conf = "0:2")
    @Param(name = "value", gen = IntGen.class, conf = "1:3")
    public abstract static class KeyOperations {
        final ConcurrentMap<Integer, Integer> map;

        KeyOperations(ConcurrentMap<Integer, Integer> map) {
            this.map = map;
        }

        @Operation
        public @Nullable Integer get(@Param(name = "key") int key) {
            return map.get(key);
        }

        @Operation
        public @Nullable Integer put(@Param(name = "key") int key, @Param(name = "value") int value) {
            return map.put(key, value);
        }

        @Operation
        public @Nullable Integer remove(@Param(name = "key") int key) {
            return map.remove(key);
        }

        @Operation
        public @Nullable Integer putIfAbsent(@Param(name = "key") int key, @Param(name = "value") int value) {
            return map.putIfAbsent(key, value);
        }

        @Operation
        public boolean replace(@Param(name = "key") int key, @Param(name = "value") int old) {
            return map.replace(key, old, old + 1);
        }

        @Operation
        public boolean removeIfEqual(@Param(name = "key") int key, @Param(name = "value") int value) {
            return map.remove(key, value);
        }

        @Operation
        public @Nullable Integer merge(@Param(name = "key") int key, @Param(name = "value") int value) {
            return map.merge(key, value, (a, b) -> a + b > 4 ? null : a + b);
        }

        @Operation
        public @Nullable Integer computeIfAbsent(@Param(name = "key") int key) {
            return map.computeIfAbsent(key, k -> k + 10);
        }
    }

    /** What concerns the whole map as well. */
    public abstract static class WholeMapOperations extends KeyOperations {
        WholeMapOperations(ConcurrentMap<Integer, Integer> map) {
            super(map);
        }

        @Operation
        public int size() {
            return map.size();
        }

        @Operation
        public void clear() {
            map.clear();
        }

        @Operation
        public String contents() {
            IntFunction<@Nullable Object> none = i -> null;
            Object[] values = {none.apply(0), null, null};
            for (Map.Entry<Integer, Integer> entry : map.entrySet()) {
                values[entry.getKey()] = entry.getValue();
            }
            return values[0] + " " + values[1] + " " + values[2];
        }

        @Operation
        public void putAll(@Param(name = "value") int value) {
            map.putAll(Map.of(0, value, 1, value));
        }
    }

    public static class OnMutexMap extends WholeMapOperations {
        public OnMutexMap() {
            super(new MutexMap<>());
        }
    }

    public static class OnRwLockMap extends WholeMapOperations {
        public OnRwLockMap() {
            super(new RwLockMap<>());
        }
    }

    public static class OnShardedMap extends KeyOperations {
        public OnShardedMap() {
            super(ShardedMap.builder().shards(2).build());
        }
    }

    public static class OnSnapshotMap extends WholeMapOperations {
        public OnSnapshotMap() {
            super(new SnapshotMap<>());
        }

        @Operation
        public String snapshot() {
            Map<Integer, Integer> snapshot = ((SnapshotMap<Integer, Integer>) map).snapshot();
            return snapshot.get(0) + " " + snapshot.get(1) + " " + snapshot.get(2);
        }
    }

    public static class OnOwnerMap extends WholeMapOperations {
        public OnOwnerMap() {
            super(new OwnerMap<>());
        }

        @Operation
        public String batch(@Param(name = "value") int value) {
            return ((OwnerMap<Integer, Integer>) map)
                    .batch()
                    .put(0, value)
                    .get(1)
                    .remove(2)
                    .send()
                    .toString();
        }
    }

    public static class OnOwnerMapOfSenders extends WholeMapOperations {
        public OnOwnerMapOfSenders() {
            super(OwnerMap.builder().executor(Runnable::run).build());
        }
    }
}
