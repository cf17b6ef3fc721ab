package dev.hazardmap.maps;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hazardmap.maps.GoHmaps.Key;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Semantics 1.1 to 1.3: header, buckets, sizes and triggers. */
class GoHmapSizeTest {
    @Test
    void must_1_1_bucketsAreNilUntilTheFirstWriteWhenBIsZero() {
        GoHmap<String, Integer> h = GoHmaps.make(8);
        assertThat(h.logBuckets).isZero();
        assertThat(h.buckets).isNull();
        h.put("k", 1);
        assertThat(h.buckets).hasSize(1);
        assertThat(h.oldbuckets).as("non-nil only while growing").isNull();
    }

    @Test
    void must_1_1_flagBitsAre1And2And4And8() {
        assertThat(GoHmap.ITERATOR).isEqualTo(1);
        assertThat(GoHmap.OLD_ITERATOR).isEqualTo(2);
        assertThat(GoHmap.HASH_WRITING)
                .as("not 1<<4, as an often-copied article has it")
                .isEqualTo(4);
        assertThat(GoHmap.SAME_SIZE_GROW).isEqualTo(8);
    }

    @ParameterizedTest
    @CsvSource({"0,5", "4,9", "5,5", "6,6", "255,255"})
    void must_1_2_topHashIsTheTopByteMovedPastTheStates(int topByte, int expected) {
        assertThat(GoBucket.topHash((long) topByte << 56 | 0x123456L)).isEqualTo(expected);
    }

    @Test
    void must_1_2_aBucketIsEvacuatedWhenItsFirstTopHashIs2To4() {
        GoBucket bucket = new GoBucket();
        for (int top = 0; top < 256; top++) {
            bucket.setTop(0, top);
            assertThat(bucket.evacuated()).as("tophash[0]=%d", top).isEqualTo(top == 2 || top == 3 || top == 4);
        }
    }

    @Test
    void must_1_2_eightSlotsAndOneOverflowPointer() {
        GoHmap<Key, Integer> h = GoHmaps.make(0);
        for (int i = 0; i < 8; i++) {
            h.put(new Key(i, 1), i);
        }
        assertThat(GoHmaps.chainLength(h, 0)).isEqualTo(1);
        assertThat(h.logBuckets).isZero();
    }

    @ParameterizedTest
    @CsvSource({
        "8,0,false",
        "9,0,true",
        "13,1,false",
        "14,1,true",
        "26,2,false",
        "27,2,true",
        "208,5,false",
        "209,5,true"
    })
    void must_1_3_overLoadFactorIsMoreThanEightAndSixAndAHalfPerBucket(int n, int b, boolean over) {
        assertThat(GoHmap.overLoadFactor(n, b)).isEqualTo(over);
    }

    @ParameterizedTest
    @CsvSource({"-1,0", "-2147483648,0", "0,0", "8,0", "9,1", "13,1", "14,2", "26,2", "27,3", "208,5", "209,6"})
    void must_1_3_makeTakesTheSmallestBThatIsNotOverloaded(int hint, int expected) {
        assertThat(GoHmaps.<String, String>make(hint).logBuckets).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"0,0,false", "1,0,true", "15,4,false", "16,4,true", "32767,15,false", "32768,15,true", "32768,20,true"})
    void must_1_3_tooManyOverflowIsOnePerBucketCappedAt2To15(int noverflow, int b, boolean tooMany) {
        assertThat(GoHmap.tooManyOverflow(noverflow, b)).isEqualTo(tooMany);
    }

    @Test
    void must_1_3_noverflowCountsEachOverflowBucketBelowB16() {
        GoHmap<Key, Integer> h = GoHmaps.make(208);
        for (int i = 0; i < 33; i++) {
            h.put(new Key(i, 1), i);
        }
        assertThat(h.logBuckets).isEqualTo(5);
        assertThat(h.noverflow).isEqualTo(4);
    }

    @Test
    void must_1_3_noverflowIsApproximateFromB16() {
        GoHmap<Key, Integer> h = GoHmaps.make(13 << 16);
        assertThat(h.logBuckets).isEqualTo(17);
        for (int i = 0; i < 8 * 401; i++) {
            h.put(new Key(i, 1), i);
        }
        assertThat(h.noverflow)
                .as("probability 1/2^(17-15) per bucket, 400 buckets")
                .isBetween(60, 140);
    }

    @Test
    void must_1_3_updateOfAnExistingKeyNeverStartsGrowth() {
        GoHmap<Integer, Integer> h = GoHmaps.ofInts(8);
        assertThat(h.logBuckets).isZero();
        for (int i = 0; i < 100; i++) {
            h.put(i % 8, i);
        }
        assertThat(h.logBuckets).isZero();
        h.put(8, 8);
        assertThat(h.logBuckets).isEqualTo(1);
    }

    @Test
    void must_1_3_growthStartsOnlyWhenNotAlreadyGrowing() {
        GoHmap<Integer, Integer> h = GoHmaps.ofInts(209);
        assertThat(h.growing()).isTrue();
        GoBucket[] grown = h.buckets;
        h.put(1000, 1);
        assertThat(h.buckets).isSameAs(grown);
    }

    @Test
    void must_1_3_deleteNeverShrinksAndNeverStartsGrowth() {
        GoHmap<Integer, Integer> h = GoHmaps.ofInts(5000);
        int b = h.logBuckets;
        for (int i = 0; i < 5000; i++) {
            h.remove(i);
            GoHmapInvariants.check(h);
            i += i < 4900 ? 9 : 0;
        }
        for (int i = 0; i < 5000; i++) {
            h.remove(i);
        }
        assertThat(h.count).isZero();
        assertThat(h.logBuckets).isEqualTo(b);
        assertThat(h.buckets).hasSize(1 << b);
    }
}
