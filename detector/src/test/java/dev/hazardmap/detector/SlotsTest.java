package dev.hazardmap.detector;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SlotsTest {
    private final Slots slots = new Slots();
    private final ThreadState parent = TestThreads.made(slots.take(null), null);

    @Test
    void take_parentCoversTheDeadThread_itsSlotAndTheTimesAfterIt() {
        ThreadState dead = child();
        dies(dead);
        parent.acquire(dead.end);

        Slots.Slot next = slots.take(parent);

        assertThat(next.index).isEqualTo(dead.slot);
        assertThat(next.firstTime).isEqualTo(dead.end.time + 1);
    }

    @Test
    void take_parentDoesNotCoverTheDeadThread_newSlot() {
        ThreadState dead = child();
        dies(dead);

        Slots.Slot next = slots.take(parent);

        assertThat(next.index).isNotEqualTo(dead.slot).isNotEqualTo(parent.slot);
        assertThat(next.firstTime).isEqualTo(1);
    }

    @Test
    void take_parentCoversOnlyAnEarlierRelease_newSlot() {
        ThreadState dead = child();
        parent.acquire(dead.release(EdgeKind.VOLATILE));
        dies(dead);

        assertThat(slots.take(parent).index).isNotEqualTo(dead.slot);
    }

    @Test
    void take_parentUnknown_newSlotAlways() {
        ThreadState dead = child();
        dies(dead);
        parent.acquire(dead.end);

        assertThat(slots.take(null).index).isNotEqualTo(dead.slot);
    }

    @Test
    void take_slotTakenAgain_notTwice() {
        ThreadState dead = child();
        dies(dead);
        parent.acquire(dead.end);

        assertThat(slots.take(parent).index).isEqualTo(dead.slot);
        assertThat(slots.take(parent).index).isNotEqualTo(dead.slot);
    }

    @Test
    void take_manyDeadAllCovered_everySlotUsedAgainOnce() {
        ThreadState[] dead = new ThreadState[300]; // more than the table's first size
        Set<Integer> free = new HashSet<>();
        for (int i = 0; i < dead.length; i++) {
            dead[i] = child();
            free.add(dead[i].slot);
        }
        for (ThreadState thread : dead) {
            dies(thread);
            parent.acquire(thread.end);
        }
        for (int i = 0; i < dead.length; i++) {
            assertThat(free.remove(slots.take(parent).index)).as("take %s", i).isTrue();
        }
        assertThat(slots.take(parent).index).isEqualTo(dead.length + 1);
    }

    @Test
    void take_oneCoveredAmongManyThatAreNot_foundAfterAWhile() {
        ThreadState covered = child();
        for (int i = 0; i < 100; i++) {
            dies(child());
        }
        dies(covered);
        parent.acquire(covered.end);

        boolean found = false;
        for (int i = 0; i < 101 && !found; i++) {
            found = slots.take(parent).index == covered.slot;
        }

        assertThat(found).isTrue();
    }

    private ThreadState child() {
        return TestThreads.made(slots.take(null), parent);
    }

    private void dies(ThreadState thread) {
        thread.ended();
        slots.giveBack(thread.slot, thread.end.time);
    }
}
