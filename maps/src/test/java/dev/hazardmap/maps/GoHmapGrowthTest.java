package dev.hazardmap.maps;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hazardmap.maps.GoHmaps.Key;
import dev.hazardmap.maps.GoHmaps.Moody;
import dev.hazardmap.maps.GoMapState.TopHash;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Semantics 1.8: growth and evacuation. */
class GoHmapGrowthTest {
    @Test
    void must_1_8_hashGrowDoublesAndCopiesNothing() {
        GoHmap<Integer, Integer> h = GoHmaps.ofInts(208);
        assertThat(h.growing()).isFalse();
        GoBucket[] before = h.buckets;
        GoEvacuation.hashGrow(h);
        assertThat(h.oldbuckets).isSameAs(before);
        assertThat(h.buckets).hasSize(2 * before.length).containsOnlyNulls();
        assertThat(h.logBuckets).isEqualTo(6);
        assertThat(h.noverflow).isZero();
        assertThat(h.nevacuate).isZero();
        assertThat(h.sameSizeGrow()).isFalse();
    }

    @Test
    void must_1_8_measured6657InsertsGiveB11AndNevacuate1AndReadsLeaveIt() throws InterruptedException {
        GoHmap<Integer, Integer> h = GoHmaps.make(0);
        for (int i = 0; i < 6656; i++) {
            h.put(i, i);
        }
        while (h.growing()) {
            h.evacuateStep();
        }
        assertThat(h.logBuckets).isEqualTo(10);
        h.put(6656, 6656);
        assertThat(h.logBuckets).isEqualTo(11);
        assertThat(h.growing()).isTrue();
        assertThat(h.nevacuate).isEqualTo(1);
        List<Thread> readers = new ArrayList<>();
        for (int t = 0; t < 4; t++) {
            readers.add(new Thread(() -> {
                for (int pass = 0; pass < 50; pass++) {
                    for (int i = 0; i < 6000; i++) {
                        h.get(i);
                    }
                    GoHmaps.keys(h);
                }
            }));
        }
        readers.forEach(Thread::start);
        for (Thread reader : readers) {
            reader.join();
        }
        assertThat(h.nevacuate).as("reads do not evacuate").isEqualTo(1);
        assertThat(h.flags).isEqualTo(3);
    }

    @Test
    void must_1_8_theIteratorBitMovesToOldIterator() {
        GoHmap<Integer, Integer> h = GoHmaps.ofInts(8);
        GoHmaps.keys(h);
        assertThat(h.flags).isEqualTo(GoHmap.ITERATOR | GoHmap.OLD_ITERATOR);
        h.put(8, 8);
        assertThat(h.growing()).isFalse();
        assertThat(h.flags).isEqualTo(GoHmap.OLD_ITERATOR);
        for (int i = 9; i < 14; i++) {
            h.put(i, i);
        }
        assertThat(h.logBuckets).isEqualTo(2);
        assertThat(h.flags).as("no iterator since: both bits go").isZero();
    }

    @Test
    void must_1_8_eachWriteEvacuatesAtMostTwoOldBuckets() {
        List<Integer> evacuated = new ArrayList<>();
        GoMapTracer tracer = new GoMapTracer() {
            @Override
            public void bucketEvacuated(int oldBucket, int toX, int toY) {
                evacuated.add(oldBucket);
            }
        };
        GoHmap<Integer, Integer> h = GoHmaps.make(0, tracer);
        int writes = 0;
        for (int i = 0; i < 100_000; i++) {
            evacuated.clear();
            h.put(i, i);
            writes += evacuated.isEmpty() ? 0 : 1;
            assertThat(evacuated).hasSizeLessThanOrEqualTo(2).doesNotHaveDuplicates();
        }
        assertThat(writes).isPositive();
    }

    @Test
    void must_1_8_entriesGoToXOrYByTheNewBitInChainOrder() {
        GoHmap<Integer, Integer> h = GoHmaps.ofInts(208);
        while (h.growing()) {
            h.evacuateStep();
        }
        List<List<Object>> before = chains(h.buckets);
        h.put(208, 208);
        GoBucket[] old = h.oldbuckets;
        while (h.growing()) {
            h.evacuateStep();
        }
        List<List<Object>> after = chains(h.buckets);
        after.forEach(chain -> chain.remove((Object) 208));
        for (int i = 0; i < before.size(); i++) {
            List<Object> x = new ArrayList<>(before.get(i));
            x.removeIf(k -> (h.hash(k) & 32) != 0);
            List<Object> y = new ArrayList<>(before.get(i));
            y.removeIf(k -> (h.hash(k) & 32) == 0);
            assertThat(after.get(i)).isEqualTo(x);
            assertThat(after.get(i + 32)).isEqualTo(y);
            GoBucket b = old[i];
            assertThat(b.evacuated()).isTrue();
        }
    }

    private static List<List<Object>> chains(GoBucket[] buckets) {
        List<List<Object>> chains = new ArrayList<>();
        for (GoBucket head : buckets) {
            List<Object> keys = new ArrayList<>();
            for (GoBucket b = head; b != null; b = b.overflow) {
                for (int i = 0; i < 8; i++) {
                    if (b.key(i) != null) {
                        keys.add(b.key(i));
                    }
                }
            }
            chains.add(keys);
        }
        return chains;
    }

    @Test
    void must_1_8_oldTopHashesSayWhereEntriesWentAndAllOrNoneAreEvacuated() {
        GoHmap<Integer, Integer> h = GoHmaps.ofInts(209);
        GoMapState state = GoMapState.of(h);
        assertThat(state.growing()).isTrue();
        for (GoMapState.Bucket bucket : state.oldbuckets()) {
            boolean evacuated = bucket.evacuated();
            assertThat(bucket.slots())
                    .allMatch(slot -> evacuated
                            == (slot.state() == TopHash.EVACUATED_X
                                    || slot.state() == TopHash.EVACUATED_Y
                                    || slot.state() == TopHash.EVACUATED_EMPTY));
        }
        assertThat(state.evacuated()).isPositive();
    }

    @Test
    void must_1_8_oldEntriesAreForgottenUnlessAnIteratorMayNeedThem() {
        GoHmap<Integer, Integer> h = GoHmaps.ofInts(209);
        assertThat(GoMapState.of(h).oldbuckets().get(0).slots()).allMatch(slot -> slot.key() == null);
        GoHmap<Integer, Integer> iterated = GoHmaps.ofInts(208);
        GoHmaps.keys(iterated);
        iterated.put(208, 208);
        assertThat(GoMapState.of(iterated).oldbuckets().get(0).slots()).anyMatch(slot -> slot.key() != null);
    }

    @Test
    void must_1_8_sameSizeGrowthPacksChainsAndEnds() {
        GoHmap<Key, Integer> h = GoHmaps.make(26);
        assertThat(h.logBuckets).isEqualTo(2);
        h.put(new Key(0, 0), 0);
        for (int hash = 1; h.noverflow < 4; hash++) {
            for (int i = 0; i < 9; i++) {
                h.put(new Key(i, hash), i);
            }
            for (int i = 0; i < 9; i++) {
                h.remove(new Key(i, hash));
            }
        }
        assertThat(h.growing()).isFalse();
        h.put(new Key(1, 0), 1);
        assertThat(h.logBuckets).isEqualTo(2);
        assertThat(h.sameSizeGrow()).isTrue();
        GoHmapInvariants.check(h);
        while (h.growing()) {
            h.evacuateStep();
            GoHmapInvariants.check(h);
        }
        assertThat(h.sameSizeGrow()).isFalse();
        assertThat(h.count).isEqualTo(2);
        assertThat(h.noverflow).isZero();
    }

    @Test
    void must_1_8_nanKeysAreEvacuatedByTheLowBitOfTheirTopHashWhileIterated() {
        GoHmap<Double, Integer> h = GoHmaps.make(0);
        for (int i = 0; i < 208; i++) {
            h.put(Double.NaN, i);
        }
        while (h.growing()) {
            h.evacuateStep();
        }
        h.put(Double.NaN, 208);
        assertThat(h.growing()).isTrue();
        GoHmapIterator<Double, Integer> it = new GoHmapIterator<>(h);
        List<Integer> values = new ArrayList<>();
        while (it.advance()) {
            values.add(it.value());
            h.evacuateStep();
        }
        assertThat(values).doesNotHaveDuplicates().hasSize(209);
        assertThat(h.count).isEqualTo(209);
    }

    @Test
    void must_1_8_theMarkAdvancesOverAtMost1024EvacuatedBuckets() {
        GoHmap<Integer, Integer> h = GoHmaps.make(0);
        int n = 0;
        while (h.logBuckets < 13 || !h.growing()) {
            h.put(n, n);
            n++;
        }
        for (int i = 1; i < h.oldBucketCount() - 1; i++) {
            if (i != h.nevacuate) {
                GoEvacuation.evacuate(h, i);
            }
        }
        int before = h.nevacuate;
        GoEvacuation.evacuate(h, h.nevacuate);
        assertThat(h.nevacuate - before).isEqualTo(1 + GoEvacuation.MARK_STEPS);
    }

    @Test
    void must_1_8_growthEndsWhenTheMarkReachesTheEnd() {
        GoHmap<Integer, Integer> h = GoHmaps.ofInts(209);
        int old = h.oldBucketCount();
        for (int steps = 0; h.growing(); steps++) {
            assertThat(steps).isLessThan(old);
            assertThat(h.nevacuate).isLessThan(old);
            h.evacuateStep();
        }
        assertThat(h.oldbuckets).isNull();
        GoHmapInvariants.check(h);
    }

    @Test
    void evacuate_hashCodeThatThrows_leavesTheMapWhole() {
        GoHmap<Object, Integer> h = GoHmaps.make(0);
        Moody moody = new Moody();
        h.put(moody, 7);
        for (int i = 0; i < 7; i++) {
            h.put(i, i);
        }
        moody.fails = true;
        assertThatThrownBy(() -> h.put("ninth", 9)).hasMessage("hashCode fails");
        moody.fails = false;
        GoHmapInvariants.check(h);
        assertThat(h.count).isEqualTo(8);
        h.put("ninth", 9);
        assertThat(h.get(moody)).isEqualTo(7);
        GoHmapInvariants.check(h);
    }

    @Test
    void checkInvariants_plantedFaults_areFound() {
        GoHmap<Integer, Integer> count = GoHmaps.ofInts(100);
        count.count++;
        assertThatThrownBy(() -> GoHmapInvariants.check(count)).hasMessageContaining("found 101, expected 100");
        GoHmap<Integer, Integer> seed = GoHmaps.ofInts(100);
        seed.hash0++;
        assertThatThrownBy(() -> GoHmapInvariants.check(seed)).hasMessageContaining("invariant failed");
        GoHmap<Integer, Integer> writing = GoHmaps.ofInts(1);
        writing.flags |= GoHmap.HASH_WRITING;
        assertThatThrownBy(() -> GoHmapInvariants.check(writing)).hasMessageContaining("hashWriting");
        GoHmap<Integer, Integer> rest = GoHmaps.ofInts(3);
        rest.buckets[0].set(1, GoBucket.EMPTY_REST, null, null);
        assertThatThrownBy(() -> GoHmapInvariants.check(rest)).hasMessageContaining("emptyRest");
    }
}
