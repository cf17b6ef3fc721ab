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
    private final ThreadState thread = TestThreads.withSlot(0);

    @Test
    void last_neverRecorded_zero() {
        record(new Object(), 1, true, 5);

        assertThat(table.last(new Object(), 1, true, where)).isZero();
    }

    @Test
    void last_readOnly_noWrite() {
        Object node = new Object();
        record(node, 1, false, 5);

        assertThat(table.written).isFalse();
        assertThat(table.last(node, 1, true, where)).isZero();
        assertThat(table.last(node, 1, false, where)).isEqualTo(5);
        assertThat(where[0]).isEqualTo(place());
    }

    @Test
    void record_sameAccessAgain_saysSoUntilTheNextRelease() {
        Object node = new Object();

        assertThat(table.record(node, 1, true, thread)).isFalse();
        assertThat(table.written).isTrue();
        assertThat(table.record(node, 1, true, thread)).isTrue();
        assertThat(table.record(node, 1, false, thread)).isFalse();
        thread.release(EdgeKind.LOCK);
        assertThat(table.record(node, 1, true, thread)).isFalse();
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
        Map<Object, Map<String, long[]>> model = new IdentityHashMap<>();
        for (int step = 1; step < 20_000; step++) {
            int i = random.nextInt(nodes.length);
            int number = i % 2 == 0 ? i % 7 << 28 : random.nextInt(300) - 1; // few hashes, colliding; many indexes
            boolean write = random.nextBoolean();
            thread.site = 1 + random.nextInt(40);
            boolean known = record(nodes[i], number, write, 1 + step / 3);
            long[] cell = model.computeIfAbsent(nodes[i], none -> new HashMap<>())
                    .computeIfAbsent(number + " " + write, none -> new long[2]);
            assertThat(known).isEqualTo(cell[0] == thread.clock);
            if (!known) {
                cell[0] = thread.clock;
                cell[1] = place();
            }
            if (step % 500 == 0) {
                check(model);
            }
        }
    }

    private boolean record(Object node, int number, boolean write, long time) {
        thread.clock = time;
        return table.record(node, number, write, thread);
    }

    /** The number of the thread's last recorded place. */
    private int place() {
        return thread.sites.at(thread.site).where;
    }

    private void check(Map<Object, Map<String, long[]>> model) {
        model.forEach((node, cells) -> {
            for (int number = -1; node == EntryTable.INDEX && number < 300; number++) {
                checkCell(node, number, cells);
            }
            for (String key : cells.keySet()) { // a node has one number for good
                checkCell(node, Integer.parseInt(key.substring(0, key.indexOf(' '))), cells);
            }
        });
        assertThat(table.last(new Object(), 0, false, where)).isZero();
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
