package dev.hazardmap.detector;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class PerturbPlanTest {
    private static final int MANY = 100_000;

    @Test
    void next_sameSeedAndPath_sameDecisions() {
        assertThat(decisions(PerturbPlan.ofRoot(42, "main").child().child(), 10_000))
                .isEqualTo(decisions(PerturbPlan.ofRoot(42, "main").child().child(), 10_000));
    }

    @Test
    void next_otherSeedPathOrOrdinal_otherDecisions() {
        Set<String> different = new HashSet<>();
        PerturbPlan parent = PerturbPlan.ofRoot(42, "main");
        for (int i = 0; i < 100; i++) {
            different.add(java.util.Arrays.toString(decisions(parent.child(), 200)));
            different.add(java.util.Arrays.toString(decisions(PerturbPlan.ofRoot(i, "main"), 200)));
            different.add(java.util.Arrays.toString(decisions(PerturbPlan.ofRoot(42, "worker-" + i), 200)));
        }
        assertThat(different).hasSize(300);
    }

    /** What the thread did before it started a child is no part of the child's path. */
    @Test
    void child_parentHasWorked_samePlan() {
        PerturbPlan idle = PerturbPlan.ofRoot(1, "main");
        PerturbPlan busy = PerturbPlan.ofRoot(1, "main");
        decisions(busy, 1000);

        assertThat(busy.child().path).isEqualTo(idle.child().path);
    }

    @Test
    void decide_firstOperation_everySecondThreadBeginsLate() {
        long late = LongStream.range(0, MANY)
                .map(path -> PerturbPlan.decide(7, path, 0))
                .filter(nanos -> nanos > 0)
                .count();

        assertThat(late).isBetween(MANY * 48L / 100, MANY * 52L / 100);
    }

    /** The price of a long run: sleeps grow with its logarithm. */
    @Test
    void decide_manyOperations_fewSleepsAllBounded() {
        long[] nanos = LongStream.range(0, 1 << 20)
                .map(n -> PerturbPlan.decide(7, 7, n))
                .toArray();

        assertThat(LongStream.of(nanos)).allMatch(n -> n >= -1 && n <= PerturbPlan.LONGEST_NANOS);
        assertThat(LongStream.of(nanos).filter(n -> n > 0).count()).isBetween(100L, 300L);
        assertThat(LongStream.of(nanos).limit(100).filter(n -> n > 0).count()).isBetween(10L, 40L);
        assertThat(LongStream.of(nanos).filter(n -> n == 0).count()).isBetween(1000L, 4000L);
        assertThat(LongStream.of(nanos).filter(n -> n > 0).sum()).isLessThan(2_000_000_000L);
    }

    private static long[] decisions(PerturbPlan plan, int count) {
        return LongStream.generate(plan::next).limit(count).toArray();
    }
}
