package dev.hazardmap.maps;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.jetbrains.lincheck.LincheckAssertionError;
import org.jetbrains.lincheck.datastructures.IntGen;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Param;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** Maps with one rule of {@link TableDirectory} left out each: Lincheck must find what that breaks. */
class PlantedBugLincheckTest {
    @Test
    @EnabledIfSystemProperty(named = "hazardmap.test.full", matches = "true")
    void modelChecking_writersThatIgnoreTheGeneration_areFound() {
        assertThatThrownBy(() -> LincheckRuns.modelCheckPlantedBug(IgnoresGeneration.class))
                .isInstanceOf(LincheckAssertionError.class)
                .hasMessageContaining("Invalid execution results");
    }

    @Test
    @EnabledIfSystemProperty(named = "hazardmap.test.full", matches = "true")
    void modelChecking_writersThatIgnoreDeath_areFound() {
        assertThatThrownBy(() -> LincheckRuns.modelCheckPlantedBug(IgnoresDeath.class))
                .isInstanceOf(LincheckAssertionError.class)
                .hasMessageContaining("Invalid execution results");
    }

    @Test
    void modelChecking_removalThatIsNotRepeatedInTheSuccessor_isFound() {
        assertThatThrownBy(() -> LincheckRuns.modelCheckPlantedBug(ForgetsSuccessor.class))
                .isInstanceOf(LincheckAssertionError.class);
    }

    /** The least map on a directory of tables. */
    @Param(name = "key", gen = IntGen.class, conf = "0:2")
    public abstract static class Operations extends WholeTables<ObjectTable> {
        Operations(int expectedSize, TableLayout layout) {
            super(expectedSize, layout);
        }

        @Override
        ObjectTable newTable(int slots, int depth, int prefix, long forGeneration) {
            return new ObjectTable(slots, depth, prefix, layout, forGeneration);
        }

        final void fill(int from, int count) {
            for (int i = from; i < from + count; i++) {
                put(i, 0);
            }
        }

        @Operation
        public @Nullable Object get(@Param(name = "key") int key) {
            long hash = Hashes.mix(key, seed);
            return tableFor(hash).get(key, hash);
        }

        @Operation
        public @Nullable Object put(@Param(name = "key") int key, @Param(name = "key") int value) {
            long hash = Hashes.mix(key, seed);
            ObjectTable table = lockForWriting(hash);
            while (!table.hasRoomFor(hash) && table.find(key, hash) < 0 && !makeRoom(table)) {
                table = lockForWriting(hash);
            }
            Object old = table.put(key, hash, value);
            unlock(table);
            return old;
        }

        @Operation
        public @Nullable Object remove(@Param(name = "key") int key) {
            long hash = Hashes.mix(key, seed);
            ObjectTable table = lockForWriting(hash);
            Object old = table.remove(key, hash);
            unlock(table);
            return old;
        }

        @Operation
        public String snapshot() {
            TableSource<ObjectTable> frozen = TableSource.frozen(freeze());
            StringBuilder text = new StringBuilder();
            for (int key = 0; key < 3; key++) {
                long hash = Hashes.mix(key, seed);
                text.append(frozen.tableFor(hash).get(key, hash)).append(' ');
            }
            return text.toString();
        }
    }

    /** Writes tables that belong to a snapshot. */
    public static final class IgnoresGeneration extends Operations {
        public IgnoresGeneration() {
            super(0, TableLayout.of(8, 1));
        }

        @Override
        ObjectTable lockForWriting(long hash) {
            while (true) {
                ObjectTable table = tableFor(hash);
                if (table.lock()) {
                    return table;
                }
            }
        }
    }

    /** Writes a table that was replaced between finding and locking it. */
    public static final class IgnoresDeath extends Operations {
        public IgnoresDeath() {
            super(0, TableLayout.of(8, 1));
            fill(100, 6);
        }

        @Override
        ObjectTable lockForWriting(long hash) {
            ObjectTable table = tableFor(hash);
            return table.lock() ? table : table;
        }
    }

    /** Removes from the migrating table and not from its successor: the key comes back. */
    public static final class ForgetsSuccessor extends Operations {
        public ForgetsSuccessor() {
            super(20, new TableLayout(1, 32, 8));
            fill(0, 3);
            fill(100, 22);
        }

        @Override
        public @Nullable Object remove(int key) {
            long hash = Hashes.mix(key, seed);
            ObjectTable table = lockForWriting(hash);
            Migration running = table.migration;
            table.migration = null;
            Object old = table.remove(key, hash);
            table.migration = running;
            unlock(table);
            return old;
        }
    }
}
