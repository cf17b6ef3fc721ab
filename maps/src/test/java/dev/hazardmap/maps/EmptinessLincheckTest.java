package dev.hazardmap.maps;

import org.jetbrains.lincheck.datastructures.Operation;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** {@code isEmpty} beside the coming and going of the only key. */
class EmptinessLincheckTest {
    @Test
    void modelChecking_isEmptyOfConcurrentSwissMap_isLinearizable() {
        LincheckRuns.modelCheck(OneKey.class);
    }

    /** The operations. */
    public static class OneKey {
        private final ConcurrentSwissMap<Integer, Integer> map = new ConcurrentSwissMap<>(0, TableLayout.of(8, 1));

        public OneKey() {
            map.put(1, 1);
        }

        @Operation
        public @Nullable Integer get() {
            return map.get(1);
        }

        @Operation
        public @Nullable Integer put() {
            return map.put(1, 1);
        }

        @Operation
        public @Nullable Integer remove() {
            return map.remove(1);
        }

        @Operation
        public boolean isEmpty() {
            return map.isEmpty();
        }
    }
}
