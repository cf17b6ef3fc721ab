package dev.hazardmap.detector;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** The owner's cell and the others' part, together and apart. */
class SyncVarTest {
    private final ThreadState one = thread(1);
    private final ThreadState two = thread(2);
    private final ThreadState three = thread(3);
    private final SyncVar var = new SyncVar();

    private static ThreadState thread(int slot) {
        return new ThreadState(new Thread(), 2_000_000 + slot, new Slots.Slot(slot, 1), null, Wheres.NOWHERE);
    }

    @Test
    void acquire_afterTwoReleasers_coversBoth() {
        long first = one.clock;
        var.release(one, EdgeKind.VOLATILE);
        long second = two.clock;
        var.release(two, EdgeKind.VOLATILE);
        var.acquire(three);
        assertThat(three.covers(one, first)).isTrue();
        assertThat(three.covers(two, second)).isTrue();
        assertThat(three.covers(one, one.clock)).isFalse();
    }

    @Test
    void acquire_ofTheOwnersNewRelease_hasWhatTheOwnerAcquiredBetween() {
        var.release(one, EdgeKind.VOLATILE);
        long seen = two.clock;
        one.acquire(two.release(EdgeKind.LOCK));
        var.release(one, EdgeKind.VOLATILE);
        var.acquire(three);
        assertThat(three.covers(two, seen)).isTrue();
    }

    @Test
    void undo_ofTheOwner_takesBackTheLastReleaseOnly() {
        long first = one.clock;
        var.release(one, EdgeKind.ATOMIC);
        long failed = one.clock;
        var.releaseRevocably(one, EdgeKind.ATOMIC);
        var.undo(one);
        var.acquire(three);
        assertThat(three.covers(one, first)).isTrue();
        assertThat(three.covers(one, failed)).isFalse();
    }

    @Test
    void undo_ofAnother_leavesTheOwners() {
        long first = one.clock;
        var.release(one, EdgeKind.ATOMIC);
        long failed = two.clock;
        var.releaseRevocably(two, EdgeKind.ATOMIC);
        var.undo(two);
        var.acquire(three);
        assertThat(three.covers(one, first)).isTrue();
        assertThat(three.covers(two, failed)).isFalse();
    }

    @Test
    void undo_ofAReleaseMadeElsewhere_changesNothing() {
        long first = one.clock;
        var.release(one, EdgeKind.ATOMIC);
        SyncVar other = new SyncVar();
        other.releaseRevocably(one, EdgeKind.ATOMIC);
        var.undo(one);
        var.acquire(three);
        assertThat(three.covers(one, first)).isTrue();
    }

    /** While the owner publishes with ever new knowledge, nobody sees a time without what was known then, or more. */
    @Test
    void acquire_whileTheOwnerPublishes_timeAndKnowledgeBelongTogether() throws InterruptedException {
        int rounds = 200_000;
        ThreadState source = thread(4);
        Thread owner = new Thread(() -> {
            for (int i = 0; i < rounds; i++) {
                one.acquire(source.release(EdgeKind.LOCK)); // the two clocks go up together
                var.release(one, EdgeKind.VOLATILE);
            }
        });
        long ahead = one.clock - source.clock;
        owner.start();
        long seen = 0;
        while (seen < rounds) {
            ThreadState reader = thread(5);
            var.acquire(reader);
            seen = reader.knownTime(source.slot);
            assertThat(reader.knownTime(one.slot)).isEqualTo(seen == 0 ? 0 : seen + ahead);
        }
        owner.join();
    }
}
