package dev.hazardmap.detector;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class StampsTest {
    @Test
    void take_byTwoThreads_neverTheSame() {
        ThreadState one = Threads.current();
        ThreadState two = new ThreadState(new Thread(), 1_000_001, new Slots.Slot(77, 1), null, Wheres.NOWHERE);
        Set<Integer> taken = new HashSet<>();
        for (int i = 0; i < 10_000; i++) {
            assertThat(taken.add(Stamps.take(i % 3 == 0 ? one : two))).isTrue();
        }
        assertThat(taken).allMatch(stamp -> stamp > 0);
    }

    @Test
    void isMarked_read_byReadAndByWrite() {
        assertThat(Stamps.isMarked(Stamps.mark(5, false), 5, false)).isTrue();
        assertThat(Stamps.isMarked(Stamps.mark(5, true), 5, false)).isTrue();
        assertThat(Stamps.isMarked(Stamps.mark(4, true), 5, false)).isFalse();
    }

    @Test
    void isMarked_write_byWriteOnly() {
        assertThat(Stamps.isMarked(Stamps.mark(5, true), 5, true)).isTrue();
        assertThat(Stamps.isMarked(Stamps.mark(5, false), 5, true)).isFalse();
    }

    @Test
    void isMarked_newNodeOrNoStamp_never() {
        assertThat(Stamps.isMarked(0, Stamps.NONE, false)).isFalse();
        assertThat(Stamps.isMarked(0, Stamps.NONE, true)).isFalse();
        assertThat(Stamps.isMarked(0, 1, false)).isFalse();
    }
}
