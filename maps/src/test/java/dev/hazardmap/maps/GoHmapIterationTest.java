package dev.hazardmap.maps;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hazardmap.maps.GoHmaps.Fatal;
import dev.hazardmap.maps.MisuseReport.Kind;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Semantics 1.9: iteration. */
class GoHmapIterationTest {
    @Test
    void must_1_9_iterationOfAnEmptyMapEndsWithoutALookAtTheFlag() {
        GoHmap<Integer, Integer> h = GoHmaps.make(0);
        h.flags |= GoHmap.HASH_WRITING;
        assertThat(new GoHmapIterator<>(h).advance()).isFalse();
        assertThat(h.flags).as("no iterator bits either").isEqualTo(GoHmap.HASH_WRITING);
    }

    @Test
    void must_1_9_theFlagIsLookedAtOnEveryStepAlsoTheFirst() {
        GoHmap<Integer, Integer> h = GoHmaps.ofInts(3);
        GoHmapIterator<Integer, Integer> it = new GoHmapIterator<>(h);
        h.flags |= GoHmap.HASH_WRITING;
        assertThatThrownBy(it::advance).isInstanceOfSatisfying(Fatal.class, fatal -> assertThat(fatal.kind)
                .isEqualTo(Kind.ITERATION_AND_WRITE));
        h.flags &= ~GoHmap.HASH_WRITING;
        assertThat(it.advance()).isTrue();
        h.flags |= GoHmap.HASH_WRITING;
        assertThatThrownBy(it::advance).isInstanceOf(Fatal.class);
    }

    @Test
    void must_1_9_startingAnIterationSetsBothIteratorBits() {
        GoHmap<Integer, Integer> h = GoHmaps.ofInts(1);
        new GoHmapIterator<>(h);
        assertThat(h.flags).isEqualTo(GoHmap.ITERATOR | GoHmap.OLD_ITERATOR);
    }

    @Test
    void must_1_9_theOrderIsRandomPerLoop() {
        GoHmap<Integer, Integer> h = GoHmaps.ofInts(8);
        Set<List<Integer>> orders = new HashSet<>();
        for (int i = 0; i < 200; i++) {
            orders.add(GoHmaps.keys(h));
        }
        assertThat(orders).as("one bucket: eight rotations").hasSize(8);
        GoHmap<Integer, Integer> larger = GoHmaps.ofInts(1000);
        assertThat(GoHmaps.keys(larger)).isNotEqualTo(GoHmaps.keys(larger));
    }

    @Test
    void must_1_9_theOffsetIsTheSameInEveryBucketAndTheWalkWraps() {
        GoHmap<Integer, Integer> h = GoHmaps.ofInts(100);
        while (h.growing()) {
            h.evacuateStep();
        }
        List<Integer> keys = GoHmaps.keys(h);
        int mask = h.buckets.length - 1;
        int start = (int) h.hash(keys.get(0)) & mask;
        int last = 0;
        for (int key : keys) {
            int distance = ((int) h.hash(key) - start) & mask;
            assertThat(distance)
                    .as("buckets in ascending order from the start, around the end")
                    .isGreaterThanOrEqualTo(last);
            last = distance;
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 8, 9, 13, 14, 100, 208, 209, 240, 6657, 7000})
    void must_1_9_aQuietMapIsSeenWholeAlsoInTheMiddleOfAGrowth(int n) {
        GoHmap<Integer, Integer> h = GoHmaps.ofInts(n);
        for (int step = 0; step < 40; step++) {
            assertThat(new HashSet<>(GoHmaps.keys(h))).hasSize(n);
            assertThat(GoHmaps.keys(h)).hasSize(n);
            h.evacuateStep();
        }
    }

    /** The guarantees, checked against a model while the loop's own body writes. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void must_1_9_noEntryTwiceNoneThatWasDeletedTheLatestValueAndAllThatStayed(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        for (int round = 0; round < TestScale.of(300, 30_000); round++) {
            int n = 1 + random.nextInt(300);
            GoHmap<Integer, Integer> h = GoHmaps.ofInts(n);
            Map<Integer, Integer> model = new HashMap<>();
            for (int i = 0; i < n; i++) {
                model.put(i, i);
            }
            Set<Integer> mustSee = new HashSet<>(model.keySet());
            Set<Integer> seen = new HashSet<>();
            int writesPerStep = random.nextInt(8);
            int fresh = n;
            for (GoHmapIterator<Integer, Integer> it = new GoHmapIterator<>(h); it.advance(); ) {
                assertThat(seen.add(it.key())).as("key %d twice", it.key()).isTrue();
                assertThat(it.value()).as("value of %d", it.key()).isEqualTo(model.get(it.key()));
                mustSee.remove(it.key());
                for (int w = 0; w < writesPerStep; w++) {
                    int choice = random.nextInt(3);
                    int key = choice == 0 ? fresh++ : random.nextInt(fresh);
                    if (choice < 2 && fresh < n + 1500) {
                        h.put(key, -key);
                        model.put(key, -key);
                    } else {
                        h.remove(key);
                        model.remove(key);
                        mustSee.remove(key);
                        seen.remove(key); // deleted and put again: a new entry, which may appear
                    }
                }
            }
            assertThat(mustSee)
                    .as("entries that were there all the time and did not appear")
                    .isEmpty();
            GoHmapInvariants.check(h);
            assertThat(h.count).isEqualTo(model.size());
        }
    }

    @Test
    void must_1_9_aNanEntryIsReturnedFromTheOldTableAfterGrowth() {
        GoHmap<Double, Integer> h = GoHmaps.make(0);
        for (int i = 0; i < 8; i++) {
            h.put(Double.NaN, i);
        }
        GoHmapIterator<Double, Integer> it = new GoHmapIterator<>(h);
        assertThat(it.advance()).isTrue();
        for (int i = 0; i < 500; i++) {
            h.put((double) i, i);
        }
        int nans = 1;
        while (it.advance()) {
            nans += Double.isNaN(it.key()) ? 1 : 0;
        }
        assertThat(nans).isEqualTo(8);
    }

    @Test
    void must_1_9_theKeyIsRegrabbedWhenItWasUpdatedMeanwhile() {
        GoHmap<Double, Integer> h = GoHmaps.make(0);
        h.put(0.0, 1);
        GoHmapIterator<Double, Integer> it = new GoHmapIterator<>(h);
        for (int i = 1; i < 100; i++) {
            h.put((double) i, i);
        }
        h.put(-0.0, 2);
        while (it.advance()) {
            if (it.key() == 0.0) {
                assertThat(1 / it.key()).isEqualTo(Double.NEGATIVE_INFINITY);
                assertThat(it.value()).isEqualTo(2);
            }
        }
    }
}
