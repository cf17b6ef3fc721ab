package dev.hazardmap.maps;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hazardmap.maps.GoHmaps.Fatal;
import dev.hazardmap.maps.GoHmaps.Key;
import dev.hazardmap.maps.GoHmaps.Moody;
import dev.hazardmap.maps.MisuseReport.Kind;
import org.junit.jupiter.api.Test;

/** Semantics 1.4 to 1.7: lookup, assign, delete, clear. */
class GoHmapAccessTest {
    private static void expectFatal(Kind kind, Runnable operation) {
        assertThatThrownBy(operation::run).isInstanceOfSatisfying(Fatal.class, fatal -> assertThat(fatal.kind)
                .isEqualTo(kind));
    }

    @Test
    void must_1_4_lookupOfAnEmptyMapStillChecksHashability() {
        GoHmap<Object, Integer> h = GoHmaps.make(0);
        assertThatThrownBy(() -> h.get(new int[0]))
                .isInstanceOf(UncomparableException.class)
                .hasMessageStartingWith("runtime error: hash of unhashable type int[]");
    }

    @Test
    void must_1_4_lookupOfAnEmptyMapIsAnsweredBeforeTheFlagIsLookedAt() {
        GoHmap<String, Integer> h = GoHmaps.make(0);
        h.flags |= GoHmap.HASH_WRITING;
        assertThat(h.get("k")).isNull();
    }

    @Test
    void must_1_4_lookupDuringAWriteIsFatal() {
        GoHmap<Integer, Integer> h = GoHmaps.ofInts(1);
        h.flags |= GoHmap.HASH_WRITING;
        expectFatal(Kind.READ_AND_WRITE, () -> h.get(0));
        expectFatal(Kind.READ_AND_WRITE, () -> h.get(1));
    }

    @Test
    void must_1_4_lookupUsesTheOldBucketUntilItIsEvacuated() {
        GoHmap<Integer, Integer> h = GoHmaps.ofInts(209);
        assertThat(h.growing()).isTrue();
        while (h.growing()) {
            for (int i = 0; i < 209; i++) {
                assertThat(h.get(i)).isEqualTo(i);
            }
            h.evacuateStep();
        }
    }

    @Test
    void must_1_4_lookupWritesNothing() {
        GoHmap<Integer, Integer> h = GoHmaps.ofInts(6657);
        GoMapState before = GoMapState.of(h);
        for (int i = -6657; i < 2 * 6657; i++) {
            assertThat(h.get(i)).isEqualTo(i >= 0 && i < 6657 ? i : null);
        }
        assertThat(GoMapState.of(h)).isEqualTo(before);
    }

    @Test
    void must_1_4_lookupStopsAtEmptyRest() {
        GoHmap<Key, Integer> h = GoHmaps.make(0);
        h.put(new Key(1, 1), 1);
        GoBucket head = h.buckets[0];
        head.overflow = new GoBucket();
        head.overflow.set(0, head.top(0), new Key(2, 1), 2);
        assertThat(h.get(new Key(2, 1)))
                .as("the overflow bucket lies after an emptyRest")
                .isNull();
    }

    @Test
    void must_1_4_nanNeverMatches() {
        GoHmap<Object, Integer> h = GoHmaps.make(0);
        Double nan = Double.NaN;
        for (int i = 0; i < 2000; i++) {
            h.put(nan, i);
        }
        assertThat(h.count).isEqualTo(2000);
        for (int i = 0; i < 2000; i++) {
            assertThat(h.get(nan)).isNull();
            assertThat(h.get(Float.NaN)).isNull();
        }
    }

    @Test
    void must_1_5_aWriteDuringAWriteIsFatal() {
        GoHmap<Integer, Integer> h = GoHmaps.ofInts(1);
        h.flags |= GoHmap.HASH_WRITING;
        expectFatal(Kind.WRITES, () -> h.put(0, 1));
        expectFatal(Kind.WRITES, () -> h.put(7, 1));
    }

    @Test
    void must_1_5_aWriteThatFindsItsFlagClearedIsFatal() {
        GoHmap<Object, Integer> h = GoHmaps.make(0);
        h.put(new Clearing(h), 1);
        expectFatal(Kind.WRITES, () -> h.put(new Clearing(h), 2));
    }

    /** Its equals, called in the middle of a write, plays the second writer that ends first. */
    private record Clearing(GoHmap<Object, Integer> h) {
        @Override
        public boolean equals(Object o) {
            h.flags &= ~GoHmap.HASH_WRITING;
            return true;
        }

        @Override
        public int hashCode() {
            return 1;
        }
    }

    @Test
    void must_1_5_theHashIsComputedBeforeTheFlagIsSet() {
        GoHmap<Object, Integer> h = GoHmaps.make(0);
        Moody key = new Moody();
        key.fails = true;
        assertThatThrownBy(() -> h.put(key, 1)).isInstanceOf(IllegalStateException.class);
        assertThat(h.flags).isZero();
        assertThat(h.buckets).isNull();
    }

    @Test
    void must_1_5_theFlagIsSetWhileKeysAreCompared() {
        GoHmap<Object, Integer> h = GoHmaps.make(0);
        Watching key = new Watching(h);
        h.put(key, 1);
        h.put(new Watching(h), 2);
        assertThat(Watching.flagSeen).isTrue();
        assertThat(h.flags).isZero();
    }

    private static final class Watching {
        static boolean flagSeen;
        private final GoHmap<Object, Integer> h;

        Watching(GoHmap<Object, Integer> h) {
            this.h = h;
        }

        @Override
        public boolean equals(Object o) {
            flagSeen = (h.flags & GoHmap.HASH_WRITING) != 0;
            return true;
        }

        @Override
        public int hashCode() {
            return 1;
        }
    }

    @Test
    void must_1_5_anEqualsThatThrowsLeavesTheFlagClear() {
        GoHmap<Object, Integer> h = GoHmaps.make(0);
        Object angry = new Object() {
            @Override
            public boolean equals(Object o) {
                throw new IllegalStateException("equals fails");
            }

            @Override
            public int hashCode() {
                return 1;
            }
        };
        h.put(new Key(1, 1), 1);
        assertThatThrownBy(() -> h.put(angry, 1)).hasMessage("equals fails");
        assertThatThrownBy(() -> h.remove(angry)).hasMessage("equals fails");
        assertThat(h.flags).isZero();
        GoHmapInvariants.check(h);
    }

    @Test
    void must_1_5_anInsertTakesTheFirstEmptySlot() {
        GoHmap<Key, Integer> h = GoHmaps.make(0);
        for (int i = 0; i < 8; i++) {
            h.put(new Key(i, 1), i);
        }
        h.remove(new Key(5, 1));
        h.remove(new Key(2, 1));
        h.put(new Key(9, 1), 9);
        assertThat(h.buckets[0].key(2)).isEqualTo(new Key(9, 1));
        h.put(new Key(10, 1), 10);
        assertThat(h.buckets[0].key(5)).isEqualTo(new Key(10, 1));
    }

    @Test
    void must_1_5_aFullChainGetsAnOverflowBucketAtItsEnd() {
        GoHmap<Key, Integer> h = GoHmaps.make(208);
        for (int i = 0; i < 17; i++) {
            h.put(new Key(i, 1), i);
        }
        int bucket = (int) h.hash(new Key(0, 1)) & 31;
        assertThat(GoHmaps.chainLength(h, bucket)).isEqualTo(3);
        assertThat(h.buckets[bucket].overflow.overflow.key(0)).isEqualTo(new Key(16, 1));
    }

    @Test
    void must_1_5_anUpdateOverwritesTheKeyOfFloatsAndStrings() {
        GoHmap<Object, Integer> h = GoHmaps.make(0);
        h.put(0.0, 1);
        h.put(-0.0, 2);
        assertThat(h.count).isEqualTo(1);
        assertThat(h.get(0.0)).isEqualTo(2);
        assertThat(GoHmaps.keys(h)).containsExactly(-0.0);
        String first = new String("key");
        String second = new String("key");
        h.put(first, 1);
        h.put(second, 2);
        assertThat(GoHmaps.keys(h)).anyMatch(k -> k == second).noneMatch(k -> k == first);
    }

    @Test
    void must_1_5_anUpdateKeepsTheKeyOfIntegers() {
        GoHmap<Object, Integer> h = GoHmaps.make(0);
        Long first = Long.valueOf("123456789");
        h.put(first, 1);
        h.put(Long.valueOf("123456789"), 2);
        assertThat(GoHmaps.keys(h)).singleElement().isSameAs(first);
    }

    @Test
    void must_1_5_aWriteToAGrowingMapEvacuatesTheBucketItUses() {
        GoHmap<Integer, Integer> h = GoHmaps.ofInts(209);
        int key = 100;
        int old = (int) h.hash(key) & (h.oldBucketCount() - 1);
        h.put(key, 0);
        assertThat(h.oldbuckets == null || h.oldbuckets[old].evacuated()).isTrue();
    }

    @Test
    void must_1_6_deleteOfNothingIsANoOpThatChecksHashability() {
        GoHmap<Object, Integer> h = GoHmaps.make(0);
        h.flags |= GoHmap.HASH_WRITING;
        assertThat(h.remove("k")).as("empty: before the flag").isNull();
        assertThatThrownBy(() -> h.remove(new String[0])).isInstanceOf(UncomparableException.class);
    }

    @Test
    void must_1_6_aDeleteDuringAWriteIsFatalEvenOfAnAbsentKey() {
        GoHmap<Integer, Integer> h = GoHmaps.ofInts(1);
        h.flags |= GoHmap.HASH_WRITING;
        expectFatal(Kind.WRITES, () -> h.remove(0));
        expectFatal(Kind.WRITES, () -> h.remove(99));
    }

    @Test
    void must_1_6_aDeleteFromAGrowingMapEvacuates() {
        GoHmap<Integer, Integer> h = GoHmaps.ofInts(209);
        int before = GoHmaps.evacuated(h);
        h.remove(12345);
        assertThat(h.growing() ? GoHmaps.evacuated(h) : Integer.MAX_VALUE).isGreaterThan(before);
    }

    @Test
    void must_1_6_aDeletedSlotIsEmptyOneWhileALaterSlotIsUsed() {
        GoHmap<Key, Integer> h = GoHmaps.make(0);
        for (int i = 0; i < 4; i++) {
            h.put(new Key(i, 1), i);
        }
        h.remove(new Key(1, 1));
        GoBucket b = h.buckets[0];
        assertThat(b.top(1)).isEqualTo(GoBucket.EMPTY_ONE);
        assertThat(b.key(1)).isNull();
        assertThat(b.elem(1)).isNull();
    }

    @Test
    void must_1_6_aTrailingRunOfEmptyOneBecomesEmptyRestAcrossTheChain() {
        GoHmap<Key, Integer> h = GoHmaps.make(208);
        for (int i = 0; i < 20; i++) {
            h.put(new Key(i, 1), i);
        }
        int bucket = (int) h.hash(new Key(0, 1)) & 31;
        for (int i = 3; i < 19; i++) {
            h.remove(new Key(i, 1));
        }
        GoBucket head = h.buckets[bucket];
        assertThat(head.top(3)).isEqualTo(GoBucket.EMPTY_ONE);
        assertThat(head.overflow.overflow.top(2)).isEqualTo(GoBucket.EMPTY_ONE);
        h.remove(new Key(19, 1));
        assertThat(head.top(3)).isEqualTo(GoBucket.EMPTY_REST);
        assertThat(head.overflow.tops).isZero();
        assertThat(head.overflow.overflow.tops).isZero();
        assertThat(head.top(2)).isGreaterThan(GoBucket.EMPTY_ONE);
        GoHmapInvariants.check(h);
    }

    @Test
    void must_1_6_theLastDeleteRenewsTheSeed() {
        GoHmap<Integer, Integer> h = GoHmaps.ofInts(2);
        int seed = h.hash0;
        h.remove(0);
        assertThat(h.hash0).isEqualTo(seed);
        h.remove(1);
        assertThat(h.hash0).isNotEqualTo(seed);
    }

    @Test
    void must_1_6_theLastDeleteRenewsTheSeedAlsoWhileGrowing() {
        GoHmap<Integer, Integer> h = GoHmaps.ofInts(6657);
        int seed = h.hash0;
        for (int i = 0; i < 6657 && h.count > 0; i++) {
            h.remove(i);
        }
        assertThat(h.hash0).isNotEqualTo(seed);
        GoHmapInvariants.check(h);
        h.put(1, 1);
        assertThat(h.get(1)).isEqualTo(1);
    }

    @Test
    void must_1_7_clearOfAnEmptyMapDoesNotLookAtTheFlag() {
        GoHmap<Integer, Integer> h = GoHmaps.make(0);
        h.flags |= GoHmap.HASH_WRITING;
        h.clear();
        GoHmap<Integer, Integer> full = GoHmaps.ofInts(1);
        full.flags |= GoHmap.HASH_WRITING;
        expectFatal(Kind.WRITES, full::clear);
    }

    @Test
    void must_1_7_clearResetsEverythingAndKeepsTheBucketArray() {
        GoHmap<Integer, Integer> h = GoHmaps.ofInts(6657);
        GoHmaps.keys(h);
        int seed = h.hash0;
        GoBucket[] array = h.buckets;
        h.clear();
        assertThat(h.growing()).isFalse();
        assertThat(h.nevacuate).isZero();
        assertThat(h.noverflow).isZero();
        assertThat(h.count).isZero();
        assertThat(h.sameSizeGrow()).isFalse();
        assertThat(h.hash0).isNotEqualTo(seed);
        assertThat(h.buckets).isSameAs(array);
        assertThat(GoMapState.of(h).buckets()).allMatch(b -> b.live() == 0);
        GoHmapInvariants.check(h);
    }

    @Test
    void must_1_7_clearEndsLiveIterators() {
        for (int n : new int[] {5, 8, 100, 209, 6657}) {
            GoHmap<Integer, Integer> h = GoHmaps.ofInts(n);
            GoHmapIterator<Integer, Integer> it = new GoHmapIterator<>(h);
            assertThat(it.advance()).isTrue();
            h.clear();
            assertThat(it.advance()).isFalse();
        }
    }

    @Test
    void must_1_7_clearEndsIteratorsOverNan() {
        GoHmap<Double, Integer> h = GoHmaps.make(0);
        for (int i = 0; i < 300; i++) {
            h.put(Double.NaN, i);
        }
        GoHmapIterator<Double, Integer> it = new GoHmapIterator<>(h);
        assertThat(it.advance()).isTrue();
        h.clear();
        assertThat(h.count).isZero();
        assertThat(it.advance()).isFalse();
    }
}
