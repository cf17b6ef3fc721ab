package dev.hazardmap.detector;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ReleaseTest {
    private final ThreadState a = TestThreads.withSlot(0);
    private final ThreadState b = TestThreads.withSlot(1500);

    @Test
    void mergedWith_nothingBefore_itself() {
        Release release = a.release(EdgeKind.VOLATILE);

        assertThat(release.mergedWith(null)).isSameAs(release);
        assertThat(release.mergedWith(release)).isSameAs(release);
    }

    @Test
    void mergedWith_ownEarlierRelease_itself() {
        Release earlier = a.release(EdgeKind.VOLATILE);
        Release later = a.release(EdgeKind.VOLATILE);

        assertThat(later.mergedWith(earlier)).isSameAs(later);
        assertThat(later.merged()).isFalse();
    }

    @Test
    void mergedWith_releaseThatTheReleaserHadAcquired_itself() {
        Release before = a.release(EdgeKind.VOLATILE);
        b.acquire(before);
        Release after = b.release(EdgeKind.VOLATILE);

        assertThat(after.mergedWith(before)).isSameAs(after);
    }

    @Test
    void mergedWith_releaseOfAnotherThread_coversBoth() {
        Release mine = a.release(EdgeKind.VOLATILE);
        Release theirs = b.release(EdgeKind.VOLATILE);

        Release merged = mine.mergedWith(theirs);

        assertThat(merged.merged()).isTrue();
        assertThat(merged.whole().covers(mine.whole())).isTrue();
        assertThat(merged.whole().covers(theirs.whole())).isTrue();
    }

    @Test
    void mergedWith_mergedReleaseNotCovered_keepsAllThree() {
        ThreadState c = TestThreads.withSlot(40);
        Release first = a.release(EdgeKind.VOLATILE);
        Release second = b.release(EdgeKind.VOLATILE).mergedWith(first);

        Release third = c.release(EdgeKind.VOLATILE).mergedWith(second);

        assertThat(third.whole().get(0)).isEqualTo(first.time);
        assertThat(third.whole().get(1500)).isEqualTo(1);
        assertThat(third.whole().get(40)).isEqualTo(1);
    }

    @Test
    void mergedWith_mergedReleaseThatTheReleaserHadAcquired_itself() {
        Release merged = a.release(EdgeKind.VOLATILE).mergedWith(b.release(EdgeKind.VOLATILE));
        ThreadState c = TestThreads.withSlot(40);
        c.acquire(merged);
        Release after = c.release(EdgeKind.VOLATILE);

        assertThat(after.mergedWith(merged)).isSameAs(after);
    }

    @Test
    void release_timeMovesOn_soThatWhatFollowsIsNotCovered() {
        Release release = a.release(EdgeKind.VOLATILE);
        b.acquire(release);

        assertThat(b.covers(a, release.time)).isTrue();
        assertThat(b.covers(a, a.clock)).isFalse();
    }
}
