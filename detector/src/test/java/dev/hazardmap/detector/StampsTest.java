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
    void isMarked_eachKindOnItsOwn() {
        int read = Stamps.mark(5, 0, false);
        assertThat(Stamps.isMarked(read, 5, false)).isTrue();
        assertThat(Stamps.isMarked(read, 5, true)).isFalse();
        int both = Stamps.mark(5, read, true);
        assertThat(Stamps.isMarked(both, 5, false)).isTrue();
        assertThat(Stamps.isMarked(both, 5, true)).isTrue();
    }

    @Test
    void mark_ofAnOlderStamp_isForgotten() {
        int mark = Stamps.mark(6, Stamps.mark(5, 0, true), false);
        assertThat(Stamps.isMarked(mark, 6, false)).isTrue();
        assertThat(Stamps.isMarked(mark, 6, true)).isFalse();
        assertThat(Stamps.isMarked(mark, 5, true)).isFalse();
    }

    @Test
    void isMarked_newNodeOrNoStamp_never() {
        assertThat(Stamps.isMarked(0, Stamps.NONE, false)).isFalse();
        assertThat(Stamps.isMarked(0, Stamps.NONE, true)).isFalse();
        assertThat(Stamps.isMarked(0, 1, false)).isFalse();
    }
}
