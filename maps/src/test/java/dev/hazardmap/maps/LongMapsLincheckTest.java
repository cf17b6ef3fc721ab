package dev.hazardmap.maps;

import org.jetbrains.lincheck.datastructures.IntGen;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Param;
import org.jetbrains.lincheck.datastructures.Validate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** Linearizability of the maps with long keys, prepared so that the next writes migrate a table. */
class LongMapsLincheckTest {
    @Test
    void stress_longLongMap_isLinearizable() {
        LincheckRuns.stress(LongLongOperations.class);
    }

    @Test
    void modelChecking_longLongMap_isLinearizable() {
        LincheckRuns.modelCheck(LongLongOperations.class);
    }

    @Test
    void stress_longObjectMap_isLinearizable() {
        LincheckRuns.stress(LongObjectOperations.class);
    }

    @Test
    @EnabledIfSystemProperty(named = "hazardmap.test.full", matches = "true")
    void modelChecking_longObjectMap_isLinearizable() {
        LincheckRuns.modelCheck(LongObjectOperations.class);
    }

    /** A table of 32 slots, 23 used: the second new key starts a migration in steps. */
    @Param(name = "key", gen = IntGen.class, conf = "0:2")
    @Param(name = "value", gen = IntGen.class, conf = "1:3")
    public static final class LongLongOperations {
        private final LongLongMap map = new LongLongMap(20, new TableLayout(1, 32, 8), 0);

        public LongLongOperations() {
            for (int i = 0; i < 23; i++) {
                map.put(100 + i, 0);
            }
        }

        @Operation
        public long get(@Param(name = "key") int key) {
            return map.get(key);
        }

        @Operation
        public long put(@Param(name = "key") int key, @Param(name = "value") int value) {
            return map.put(key, value);
        }

        @Operation
        public long remove(@Param(name = "key") int key) {
            return map.remove(key);
        }

        @Operation
        public boolean putIfAbsent(@Param(name = "key") int key, @Param(name = "value") int value) {
            return map.putIfAbsent(key, value);
        }

        @Operation
        public boolean replace(@Param(name = "key") int key, @Param(name = "value") int value) {
            return map.replace(key, value, value + 1);
        }

        @Operation
        public long addAndGet(@Param(name = "key") int key, @Param(name = "value") int value) {
            return map.addAndGet(key, value);
        }

        @Operation
        public String snapshot() {
            LongLongMap.Snapshot snapshot = map.snapshot();
            return snapshot.size() + ": " + snapshot.get(0) + " " + snapshot.get(1) + " " + snapshot.get(2);
        }

        @Operation
        public int size() {
            return map.size();
        }

        @Operation
        public void clear() {
            map.clear();
        }

        @Validate
        public void valid() {
            map.checkInvariants();
        }
    }

    /** One table of 8 slots, six live and one dead: any new key or removal replaces it. */
    @Param(name = "key", gen = IntGen.class, conf = "0:2")
    @Param(name = "value", gen = IntGen.class, conf = "1:3")
    public static final class LongObjectOperations {
        private final LongObjectMap<Integer> map = new LongObjectMap<>(0, TableLayout.of(8, 1));

        public LongObjectOperations() {
            for (int i = 0; i < 7; i++) {
                map.put(100 + i, 0);
            }
            map.remove(106);
        }

        @Operation
        public @Nullable Integer get(@Param(name = "key") int key) {
            return map.get(key);
        }

        @Operation
        public boolean containsKey(@Param(name = "key") int key) {
            return map.containsKey(key);
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
        public @Nullable Integer merge(@Param(name = "key") int key, @Param(name = "value") int value) {
            return map.merge(key, value, (a, b) -> a + b > 4 ? null : a + b);
        }

        @Operation
        public String snapshot() {
            LongObjectMap.Snapshot<Integer> snapshot = map.snapshot();
            return snapshot.size() + ": " + snapshot.get(0) + " " + snapshot.get(1) + " " + snapshot.get(2);
        }

        @Operation
        public int size() {
            return map.size();
        }

        @Operation
        public void clear() {
            map.clear();
        }

        @Validate
        public void valid() {
            map.checkInvariants();
        }
    }
}
