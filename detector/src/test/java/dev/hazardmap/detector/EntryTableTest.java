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
    private final ThreadState thread = Threads.current();

    private void record(Object node, int number, boolean write, long time) {
        thread.clock = time;
        table.record(node, number, write, thread);
    }

    @Test
    void last_neverRecorded_zero() {
        record(new Object(), 1, true, 5);

        assertThat(table.last(new Object(), 1, true, where)).isZero();
    }

    @Test
    void last_readOnly_noWrite() {
        Object node = new Object();
        record(node, 1, false, 5);

        assertThat(table.last(node, 1, true, where)).isZero();
        assertThat(table.last(node, 1, false, where)).isEqualTo(5);
    }

    /** Equal nodes with equal hashes are two entries: by identity, never by equals. */
    @Test
    void last_equalNodeAndNumber_toldApart() {
        Object one = new String("k");
        Object other = new String("k");
        record(one, 107, true, 5);
        record(other, 107, true, 6);

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
        Map<Object, Map<String, Long>> model = new IdentityHashMap<>();
        for (int step = 1; step < 20_000; step++) {
            int i = random.nextInt(nodes.length);
            int number = i % 2 == 0 ? i % 7 << 28 : random.nextInt(300) - 1; // few hashes, colliding; many indexes
            boolean write = random.nextBoolean();
            record(nodes[i], number, write, step);
            model.computeIfAbsent(nodes[i], none -> new HashMap<>()).put(number + " " + write, (long) step);
            if (step % 500 == 0) {
                check(model);
            }
        }
    }

    private void check(Map<Object, Map<String, Long>> model) {
        model.forEach((node, cells) -> {
            for (int number = -1; number < 300; number++) {
                checkCell(node, number, cells);
            }
            for (int high = 0; high < 7; high++) {
                checkCell(node, high << 28, cells);
            }
        });
    }

    private void checkCell(Object node, int number, Map<String, Long> cells) {
        for (boolean write : new boolean[] {false, true}) {
            Long expected = cells.get(number + " " + write);
            long time = table.last(node, number, write, where);
            if (expected == null) {
                assertThat(time).isZero();
            } else {
                assertThat(time).isEqualTo(expected);
            }
        }
    }
}
