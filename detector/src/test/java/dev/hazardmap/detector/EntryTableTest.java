package dev.hazardmap.detector;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class EntryTableTest {
    private final EntryTable table = new EntryTable();
    private final int[] where = new int[1];

    @Test
    void last_neverRecorded_zero() {
        table.record(new Object(), 1, true, 5, 50);

        assertThat(table.last(new Object(), 1, true, where)).isZero();
        assertThat(where[0]).isZero();
    }

    @Test
    void last_readOnly_noWrite() {
        Object node = new Object();
        table.record(node, 1, false, 5, 50);

        assertThat(table.last(node, 1, true, where)).isZero();
        assertThat(table.last(node, 1, false, where)).isEqualTo(5);
        assertThat(where[0]).isEqualTo(50);
    }

    /** Equal nodes with equal hashes are two entries: by identity, never by equals. */
    @Test
    void last_equalNodeAndNumber_toldApart() {
        Object one = new String("k");
        Object other = new String("k");
        table.record(one, 107, true, 5, 50);
        table.record(other, 107, true, 6, 60);

        assertThat(table.last(one, 107, true, where)).isEqualTo(5);
        assertThat(table.last(other, 107, true, where)).isEqualTo(6);
    }

    @Test
    void recordAndLast_atRandom_agreeWithAMap() {
        Random random = new Random(3);
        Object[] nodes = new Object[200];
        for (int i = 0; i < nodes.length; i++) {
            nodes[i] = i % 2 == 0 ? new Object() : EntryTable.INDEX;
        }
        Map<Object, Map<String, long[]>> model = new IdentityHashMap<>();
        for (int step = 1; step < 20_000; step++) {
            int i = random.nextInt(nodes.length);
            int number = i % 2 == 0 ? i % 7 << 28 : random.nextInt(300) - 1; // few hashes, colliding; many indexes
            boolean write = random.nextBoolean();
            table.record(nodes[i], number, write, step, -step);
            model.computeIfAbsent(nodes[i], none -> new HashMap<>())
                    .put(number + " " + write, new long[] {step, -step});
            if (step % 500 == 0) {
                check(model);
            }
        }
    }

    private void check(Map<Object, Map<String, long[]>> model) {
        model.forEach((node, cells) -> {
            for (int number = -1; number < 300; number++) {
                checkCell(node, number, cells);
            }
            for (int high = 0; high < 7; high++) {
                checkCell(node, high << 28, cells);
            }
        });
    }

    private void checkCell(Object node, int number, Map<String, long[]> cells) {
        for (boolean write : new boolean[] {false, true}) {
            long[] expected = cells.get(number + " " + write);
            long time = table.last(node, number, write, where);
            if (expected == null) {
                assertThat(time).isZero();
            } else {
                assertThat(time).isEqualTo(expected[0]);
                assertThat(where[0]).isEqualTo((int) expected[1]);
            }
        }
    }
}
