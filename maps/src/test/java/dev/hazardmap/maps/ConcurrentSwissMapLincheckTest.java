package dev.hazardmap.maps;

import java.util.Map;
import org.jetbrains.lincheck.datastructures.IntGen;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Param;
import org.jetbrains.lincheck.datastructures.Validate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * Linearizability of {@link ConcurrentSwissMap}, with the map prepared so that the next write or the one after it splits, rebuilds
 * or migrates a table.
 */
class ConcurrentSwissMapLincheckTest {
    @Test
    void stress_tablesOfEightSlots_isLinearizable() {
        LincheckRuns.stress(AboutToSplit.class);
    }

    @Test
    void modelChecking_tablesOfEightSlots_isLinearizable() {
        LincheckRuns.modelCheck(AboutToSplit.class);
    }

    @Test
    void stress_migrationInSteps_isLinearizable() {
        LincheckRuns.stress(InMigration.class);
    }

    @Test
    void modelChecking_migrationInSteps_isLinearizable() {
        LincheckRuns.modelCheck(InMigration.class);
    }

    @Test
    @EnabledIfSystemProperty(named = "hazardmap.test.full", matches = "true")
    void stress_writesRepeatedInTheSuccessor_isLinearizable() {
        LincheckRuns.stress(Mirrored.class);
    }

    @Test
    @EnabledIfSystemProperty(named = "hazardmap.test.full", matches = "true")
    void modelChecking_writesRepeatedInTheSuccessor_isLinearizable() {
        LincheckRuns.modelCheck(Mirrored.class);
    }

    @Test
    @EnabledIfSystemProperty(named = "hazardmap.test.full", matches = "true")
    void stress_floodedHash_isLinearizable() {
        LincheckRuns.stress(Flooded.class);
    }

    @Test
    @EnabledIfSystemProperty(named = "hazardmap.test.full", matches = "true")
    void modelChecking_floodedHash_isLinearizable() {
        LincheckRuns.modelCheck(Flooded.class);
    }

    /** The operations; the subclasses say on which map. */
    @Param(name = "key", gen = IntGen.class, conf = "0:3")
    @Param(name = "value", gen = IntGen.class, conf = "1:3")
    public abstract static class Operations {
        final ConcurrentSwissMap<Object, Integer> map;

        Operations(ConcurrentSwissMap<Object, Integer> map) {
            this.map = map;
        }

        Object key(int id) {
            return id;
        }

        @Operation
        public @Nullable Integer get(@Param(name = "key") int key) {
            return map.get(key(key));
        }

        @Operation
        public @Nullable Integer put(@Param(name = "key") int key, @Param(name = "value") int value) {
            return map.put(key(key), value);
        }

        @Operation
        public @Nullable Integer remove(@Param(name = "key") int key) {
            return map.remove(key(key));
        }

        @Operation
        public @Nullable Integer putIfAbsent(@Param(name = "key") int key, @Param(name = "value") int value) {
            return map.putIfAbsent(key(key), value);
        }

        @Operation
        public boolean replace(@Param(name = "key") int key, @Param(name = "value") int old) {
            return map.replace(key(key), old, old + 1);
        }

        @Operation
        public @Nullable Integer merge(@Param(name = "key") int key, @Param(name = "value") int value) {
            return map.merge(key(key), value, (a, b) -> a + b > 4 ? null : a + b);
        }

        @Operation
        public String snapshot() {
            Map<Object, Integer> snapshot = map.snapshot();
            return snapshot.size() + " entries, of which " + snapshot.get(key(0)) + " " + snapshot.get(key(1)) + " "
                    + snapshot.get(key(2)) + " " + snapshot.get(key(3));
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

    /** One table of 8 slots: five live, two dead. The next new key splits it, one more removal rebuilds it. */
    public static class AboutToSplit extends Operations {
        public AboutToSplit() {
            super(new ConcurrentSwissMap<>(0, TableLayout.of(8, 1)));
            for (int i = 0; i < 7; i++) {
                map.put(100 + i, 0);
            }
            map.remove(105);
            map.remove(106);
        }
    }

    /** A table of 32 slots, 23 used: the second new key starts a migration that takes two more writes. */
    public static class InMigration extends Operations {
        public InMigration() {
            super(new ConcurrentSwissMap<>(20, new TableLayout(1, 32, 8)));
            for (int i = 0; i < 23; i++) {
                map.put(100 + i, 0);
            }
        }
    }

    /** As above, but the keys in question are there already, in groups that the running migration has passed or not. */
    public static class Mirrored extends Operations {
        public Mirrored() {
            super(new ConcurrentSwissMap<>(20, new TableLayout(1, 32, 8)));
            for (int i = 0; i < 4; i++) {
                map.put(i, 1);
            }
            for (int i = 0; i < 21; i++) {
                map.put(100 + i, 0);
            }
        }
    }

    /** Keys of one hash, of which there are as many as the table takes before they move to a bin. */
    public static class Flooded extends Operations {
        public Flooded() {
            super(new ConcurrentSwissMap<>(0, TableLayout.of(8, 1)));
            for (int i = 0; i < 5; i++) {
                map.put(100 + i, 0);
            }
            map.put(key(0), 1);
            map.put(key(1), 1);
        }

        @Override
        Object key(int id) {
            return new TestKey(id, 42);
        }
    }
}
