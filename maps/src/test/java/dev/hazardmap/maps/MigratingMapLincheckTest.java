package dev.hazardmap.maps;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jetbrains.lincheck.datastructures.IntGen;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Param;
import org.jetbrains.lincheck.datastructures.Validate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Linearizability of MigratingMap and SwitchableMap with each step of an exchange among the operations. */
class MigratingMapLincheckTest {
    @Test
    void stress_migratingMap_isLinearizable() {
        LincheckRuns.stress(OnMigratingMap.class);
    }

    @Test
    void modelChecking_migratingMap_isLinearizable() {
        LincheckRuns.modelCheck(OnMigratingMap.class);
    }

    @Test
    void stress_migratingMapReadyToCutOver_isLinearizable() {
        LincheckRuns.stress(OnDualMap.class);
    }

    @Test
    void modelChecking_migratingMapReadyToCutOver_isLinearizable() {
        LincheckRuns.modelCheck(OnDualMap.class);
    }

    @Test
    void stress_switchableMap_isLinearizable() {
        LincheckRuns.stress(OnSwitchableMap.class);
    }

    @Test
    void modelChecking_switchableMap_isLinearizable() {
        LincheckRuns.modelCheck(OnSwitchableMap.class);
    }

    @Test
    void modelChecking_copyBeforeTheWritersAreStopped_isCaught() {
        assertThatThrownBy(() -> LincheckRuns.modelCheckPlantedBug(OnHastyMap.class))
                .hasMessageContaining("Invalid execution results");
    }

    /** Operations on keys, and the steps of migrations, which change nothing that an operation could see. */
    public static class OnMigratingMap extends IdiomsLincheckTest.KeyOperations {
        private final MigratingMap<Integer, Integer> migrating;
        private volatile MapMigration<Integer, Integer> migration;

        public OnMigratingMap() {
            super(new MigratingMap<>());
            migrating = (MigratingMap<Integer, Integer>) map;
            map.put(0, 1);
            map.put(1, 1);
            migration = migrating.migrateTo(new MutexMap<>());
        }

        @Operation
        public void step() {
            migration.step(1);
        }

        @Operation
        public void readyAndCutOver() {
            ignoringPhase(() -> {
                migration.copyAll();
                migration.cutOverVerified();
            });
        }

        @Operation
        public void rollBack() {
            ignoringPhase(() -> migration.rollBack());
        }

        @Operation
        public void finishAndBeginAnother() {
            ignoringPhase(() -> {
                migration.finish();
                migration = migrating.migrateTo(new ConcurrentHashMap<>());
            });
        }

        @Operation
        public void abandonAndBeginAnother() {
            ignoringPhase(() -> {
                migration.abandon();
                migration = migrating.migrateTo(new MutexMap<>());
            });
        }

        /** Which step is possible depends on what the other thread did; that is not the question here. */
        private static void ignoringPhase(Runnable steps) {
            try {
                steps.run();
            } catch (IllegalStateException e) {
                String message = String.valueOf(e.getMessage());
                if (!message.contains("is not possible in phase") && !message.contains("is under way")) {
                    throw e;
                }
            }
        }

        @Validate
        public void valid() {
            migrating.checkInvariants();
        }
    }

    /** Both maps are written from the start. */
    public static class OnDualMap extends IdiomsLincheckTest.KeyOperations {
        private final MapMigration<Integer, Integer> migration;

        public OnDualMap() {
            super(new MigratingMap<>());
            map.put(0, 1);
            migration = ((MigratingMap<Integer, Integer>) map).migrateTo(new ConcurrentHashMap<>());
            migration.copyAll();
        }

        @Operation
        public void cutOver() {
            OnMigratingMap.ignoringPhase(migration::cutOverVerified);
        }

        @Operation
        public void rollBack() {
            OnMigratingMap.ignoringPhase(migration::rollBack);
        }

        @Validate
        public void valid() {
            ((MigratingMap<Integer, Integer>) map).checkInvariants();
        }
    }

    public static class OnSwitchableMap extends IdiomsLincheckTest.KeyOperations {
        public OnSwitchableMap() {
            super(new SwitchableMap<>());
            map.put(0, 1);
        }

        @Operation
        public void switchTo() {
            ((SwitchableMap<Integer, Integer>) map).switchTo(ConcurrentHashMap::new);
        }
    }

    /** Few operations: the fewer there are, the sooner the two that matter meet. */
    @Param(name = "value", gen = IntGen.class, conf = "1:3")
    public abstract static class TwoOperations {
        final EpochMap<Integer, Integer> map;

        TwoOperations(EpochMap<Integer, Integer> map) {
            this.map = map;
        }

        @Operation
        public @Nullable Integer get() {
            return map.get(0);
        }

        @Operation
        public @Nullable Integer put(@Param(name = "value") int value) {
            return map.put(0, value);
        }
    }

    /** The planted bug: what is written between the copy and the new epoch is lost. */
    private static final class HastyMap extends EpochMap<Integer, Integer> {
        HastyMap() {
            super(new ConcurrentHashMap<>());
        }

        void switchNow() {
            ConcurrentMap<Integer, Integer> next = new ConcurrentHashMap<>(current());
            advance(next, next, false);
        }
    }

    public static class OnHastyMap extends TwoOperations {
        public OnHastyMap() {
            super(new HastyMap());
        }

        @Operation
        public void switchNow() {
            ((HastyMap) map).switchNow();
        }
    }
}
