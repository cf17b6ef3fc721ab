package dev.hazardmap.maps;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hazardmap.maps.GoHmaps.Key;
import dev.hazardmap.maps.SyncMapState.HashTrie;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Semantics 4: sync.Map since Go 1.24. */
@Timeout(60)
class HashTrieRulesTest {
    private final SyncMap<Object, Object> map = SyncMap.hashTrie();

    @AfterEach
    void invariantsHold() {
        map.checkInvariants();
    }

    private HashTrie state() {
        return (HashTrie) map.state();
    }

    @Test
    void must_4_anEmptyMapIsOneIndirect() {
        assertThat(state()).isEqualTo(new HashTrie(0, 1, 1, 0));
    }

    @Test
    void must_4_sixteenChildrenPerLevel_depthGrowsWithTheLogarithm() {
        for (int i = 0; i < 10_000; i++) {
            map.store(i, i);
        }
        assertThat(state().entries()).isEqualTo(10_000);
        assertThat(state().depth()).as("16^4 = 65536 > 10000").isBetween(4, 9);
        for (int i = 0; i < 10_000; i++) {
            assertThat(map.load(i).value()).isEqualTo(i);
        }
    }

    @Test
    void must_4_fullHashCollisions_formAnOverflowChain() {
        for (int i = 0; i < 10; i++) {
            map.store(new Key(i, 5), i);
        }
        assertThat(state()).isEqualTo(new HashTrie(10, 1, 1, 9));
        map.store(new Key(4, 5), "replaced");
        assertThat(map.loadAndDelete(new Key(7, 5)).value()).isEqualTo(7);
        assertThat(map.loadAndDelete(new Key(9, 5)).value()).isEqualTo(9);
        assertThat(map.loadAndDelete(new Key(0, 5)).value()).isEqualTo(0);
        assertThat(map.load(new Key(4, 5)).value()).isEqualTo("replaced");
        assertThat(state()).isEqualTo(new HashTrie(7, 1, 1, 6));
    }

    @Test
    void must_4_anUpdateReplacesTheEntryWithTheNewKey() {
        map.store(0.0, 1);
        map.store(-0.0, 2);
        map.range((k, v) -> {
            assertThat(1 / (Double) k).isEqualTo(Double.NEGATIVE_INFINITY);
            return true;
        });
        assertThat(state().entries()).isEqualTo(1);
    }

    @Test
    void must_4_aDeleteThatEmptiesAnIndirect_prunesUpwards() {
        for (int i = 0; i < 1000; i++) {
            map.store(i, i);
        }
        assertThat(state().indirects()).isGreaterThan(16);
        for (int i = 0; i < 1000; i++) {
            assertThat(i % 2 == 0 ? map.loadAndDelete(i).ok() : map.compareAndDelete(i, i))
                    .isTrue();
        }
        assertThat(state()).isEqualTo(new HashTrie(0, 1, 1, 0));
    }

    @Test
    void must_4_compareAndSwap_comparesValues() {
        map.store("k", 1000);
        assertThat(map.compareAndSwap("k", Integer.valueOf("1000"), 2)).isTrue();
        assertThat(map.compareAndSwap("k", 1000, 3)).isFalse();
        assertThat(map.compareAndSwap("absent", 1, 3)).isFalse();
        assertThat(map.compareAndDelete("k", 3)).isFalse();
        assertThat(map.compareAndDelete("k", 2)).isTrue();
    }

    @Test
    void must_4_uncomparableOldValue_panicsWithGosText() {
        assertThatThrownBy(() -> map.compareAndSwap("k", new int[0], 1))
                .hasMessageStartingWith("called CompareAndSwap when value is not of comparable type");
        assertThatThrownBy(() -> map.compareAndDelete("k", new int[0])).isInstanceOf(UncomparableException.class);
        assertThatThrownBy(() -> map.load(new int[0])).isInstanceOf(UncomparableException.class);
    }

    @Test
    void must_4_loadOrStore_aLiveValueWins() {
        assertThat(map.loadOrStore("k", 1)).isEqualTo(new SyncMap.Loaded<>(1, false));
        assertThat(map.loadOrStore("k", 2)).isEqualTo(new SyncMap.Loaded<>(1, true));
    }

    /** Go: a key stored in the callback is seen in about 47 % of trials, since each map has its own seed. */
    @Test
    void must_4_range_seesConcurrentInsertsIfTheyLandAhead() {
        int seen = 0;
        for (int trial = 0; trial < 1000; trial++) {
            SyncMap<Object, Object> m = SyncMap.hashTrie();
            m.store("first", 1);
            Set<Object> keys = new HashSet<>();
            m.range((k, v) -> {
                assertThat(keys.add(k)).as("no key twice").isTrue();
                if (k.equals("first")) {
                    m.store("during", 1);
                }
                return true;
            });
            seen += keys.contains("during") ? 1 : 0;
        }
        assertThat(seen).as("of 1000").isBetween(400, 540);
    }

    @Test
    void must_4_range_goesDepthFirstAndStopsOnDemand() {
        for (int i = 0; i < 100; i++) {
            map.store(i, i);
        }
        int[] visits = {0};
        map.range((k, v) -> ++visits[0] < 10);
        assertThat(visits[0]).isEqualTo(10);
    }

    @Test
    void must_4_clear_replacesTheRoot() {
        for (int i = 0; i < 1000; i++) {
            map.store(i, i);
        }
        map.clear();
        assertThat(state()).isEqualTo(new HashTrie(0, 1, 1, 0));
        assertThat(map.load(1).ok()).isFalse();
    }

    @Test
    void must_4_nan_eachStoreAddsAnEntryThatOnlyRangeSees() {
        for (int i = 0; i < 50; i++) {
            map.store(Double.NaN, i);
        }
        assertThat(map.load(Double.NaN).ok()).isFalse();
        assertThat(map.loadAndDelete(Double.NaN).ok()).isFalse();
        assertThat(state().entries()).isEqualTo(50);
    }

    @Test
    void must_4_aLookupTakesNoLock_aWriterMayStandInTheMiddle() throws InterruptedException {
        Key[] keys = {new Key(1, 5), new Key(2, 5)};
        map.store(keys[0], 1);
        LockProbe probe = new LockProbe(5);
        Thread writer = new Thread(() -> map.store(probe, 1));
        writer.start();
        probe.inside.await();
        try {
            assertThat(map.load(keys[0]).value()).isEqualTo(1);
            assertThat(map.load(keys[1]).ok()).isFalse();
            assertThat(map.loadOrStore(keys[0], 2).ok())
                    .as("a hit of loadOrStore does not lock either")
                    .isTrue();
        } finally {
            probe.go.countDown();
            writer.join();
        }
    }

    /** A key whose equals, called by its writer under the lock, waits for the test. */
    private static final class LockProbe {
        final java.util.concurrent.CountDownLatch inside = new java.util.concurrent.CountDownLatch(1);
        final java.util.concurrent.CountDownLatch go = new java.util.concurrent.CountDownLatch(1);
        private final int hash;

        LockProbe(int hash) {
            this.hash = hash;
        }

        @Override
        public int hashCode() {
            return hash;
        }

        @Override
        public boolean equals(Object o) {
            inside.countDown();
            try {
                go.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return this == o;
        }
    }
}
