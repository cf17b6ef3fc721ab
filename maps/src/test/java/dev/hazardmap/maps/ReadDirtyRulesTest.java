package dev.hazardmap.maps;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hazardmap.maps.SyncMapState.ReadDirty;
import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Semantics 3: sync.Map of Go 1.9 to 1.23. */
@Timeout(60)
class ReadDirtyRulesTest {
    private final SyncMap<Object, Object> map = SyncMap.readDirty();

    @AfterEach
    void invariantsHold() {
        map.checkInvariants();
    }

    private ReadDirty state() {
        return (ReadDirty) map.state();
    }

    private void storeAll(int n) {
        for (int i = 0; i < n; i++) {
            map.store(i, i);
        }
    }

    /** Makes every key a key of read. */
    private void promote() {
        map.range((k, v) -> false);
        assertThat(state().amended()).isFalse();
    }

    @Test
    void must_3_zeroValueIsReady() {
        assertThat(map.load("k")).isEqualTo(new SyncMap.Loaded<>(null, false));
        assertThat(state()).isEqualTo(new ReadDirty(false, 0, 0, 0, 0, 0));
    }

    @Test
    void must_3_newKey_goesToDirtyAndAmends() {
        map.store("k", 1);
        assertThat(state()).isEqualTo(new ReadDirty(true, 0, 0, 0, 1, 0));
    }

    @Test
    void must_3_loadMissWhileAmended_countsWhetherFoundOrNot() {
        storeAll(5);
        map.load(1);
        assertThat(state().misses()).isEqualTo(1);
        map.load("absent");
        assertThat(state().misses()).isEqualTo(2);
    }

    @Test
    void must_3_loadMissWhileNotAmended_countsNothing() {
        storeAll(3);
        promote();
        map.load("absent");
        assertThat(state().misses()).isZero();
    }

    @Test
    void must_3_missLocked_promotesWhenMissesReachDirtysSize() {
        storeAll(5);
        for (int i = 0; i < 4; i++) {
            map.load(i);
        }
        assertThat(state()).isEqualTo(new ReadDirty(true, 4, 0, 0, 5, 0));
        map.load(4);
        assertThat(state()).isEqualTo(new ReadDirty(false, 0, 1, 5, 0, 0));
    }

    @Test
    void must_3_readHit_takesNoLock() throws InterruptedException {
        storeAll(1);
        promote();
        whileLocked(() -> {
            assertThat(map.load(0).ok()).isTrue();
            assertThat(map.load("absent").ok()).as("not amended").isFalse();
            map.store(0, 7);
            map.compareAndSwap(0, 7, 8);
            assertThat(map.loadOrStore(0, 9).value()).isEqualTo(8);
            assertThat(map.loadAndDelete(0).value()).isEqualTo(8);
        });
    }

    /** Runs the body while another thread holds the engine's lock: it does so inside the hashCode of a new key. */
    private void whileLocked(Runnable body) throws InterruptedException {
        CountDownLatch locked = new CountDownLatch(1);
        CountDownLatch done = new CountDownLatch(1);
        AtomicInteger calls = new AtomicInteger();
        Object key = new Object() {
            @Override
            public int hashCode() {
                if (calls.incrementAndGet() == 2) { // the first call is outside the lock
                    locked.countDown();
                    try {
                        done.await();
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                }
                return 1;
            }
        };
        Thread holder = new Thread(() -> map.store(key, 1));
        holder.start();
        locked.await();
        try {
            body.run();
        } finally {
            done.countDown();
            holder.join();
        }
    }

    @Test
    void must_3_swapThatFindsItsKeyInDirty_countsNoMiss() {
        storeAll(5);
        map.swap(1, "new");
        map.store(2, "new");
        assertThat(state().misses()).isZero();
        assertThat(map.load(1).value()).isEqualTo("new");
    }

    @Test
    void must_3_loadOrStore_hitInDirtyCountsAMissAndNeverPublishesByItself() {
        storeAll(3);
        assertThat(map.loadOrStore(1, "x")).isEqualTo(new SyncMap.Loaded<>(1, true));
        assertThat(state().misses()).isEqualTo(1);
        map.loadOrStore("new", 1);
        assertThat(state()).isEqualTo(new ReadDirty(true, 1, 0, 0, 4, 0));
    }

    @Test
    void must_3_dirtyLocked_copiesTheLiveAndExpungesTheDeleted() {
        storeAll(4);
        promote();
        map.delete(0);
        map.delete(1);
        assertThat(state().expunged()).isZero();
        map.store("new", 1);
        assertThat(state()).isEqualTo(new ReadDirty(true, 0, 1, 4, 3, 2));
    }

    @Test
    void must_3_storeToAnExpungedEntry_putsItBackIntoDirty() {
        storeAll(2);
        promote();
        map.delete(0);
        map.store("new", 1);
        assertThat(state().expunged()).isEqualTo(1);
        map.store(0, "again");
        assertThat(state().expunged()).isZero();
        assertThat(state().dirtyEntries()).isEqualTo(3);
        assertThat(map.load(0).value()).isEqualTo("again");
    }

    @Test
    void must_3_loadOrStoreToAnExpungedEntry_storesAndCountsNoMiss() {
        storeAll(2);
        promote();
        map.delete(0);
        map.store("new", 1);
        assertThat(map.loadOrStore(0, "again")).isEqualTo(new SyncMap.Loaded<>("again", false));
        assertThat(state().misses()).isZero();
        assertThat(state().dirtyEntries()).isEqualTo(3);
    }

    @Test
    void must_3_deleteOfAReadEntry_leavesItDeletedInPlace() {
        storeAll(2);
        promote();
        assertThat(map.loadAndDelete(0)).isEqualTo(new SyncMap.Loaded<>(0, true));
        assertThat(state()).isEqualTo(new ReadDirty(false, 0, 1, 2, 0, 0));
        assertThat(map.load(0).ok()).isFalse();
    }

    @Test
    void must_3_deleteOfADirtyKey_removesItAndCountsAMiss() {
        storeAll(5);
        map.delete(3);
        assertThat(state()).isEqualTo(new ReadDirty(true, 1, 0, 0, 4, 0));
    }

    @Test
    void must_3_compareAndSwap_missCountedOnADirtyHitOnly() {
        storeAll(5);
        assertThat(map.compareAndSwap(1, 1, "x")).isTrue();
        assertThat(state().misses()).isEqualTo(1);
        assertThat(map.compareAndSwap("absent", 1, 2)).isFalse();
        assertThat(state().misses()).isEqualTo(1);
        assertThat(map.compareAndSwap(2, "wrong", 2)).isFalse();
        assertThat(state().misses()).isEqualTo(2);
    }

    @Test
    void must_3_compareAndSwap_absentAndNotAmendedIsFalseWithoutTheLock() throws InterruptedException {
        storeAll(1);
        promote();
        whileLocked(() -> assertThat(map.compareAndSwap("absent", 1, 2)).isFalse());
    }

    @Test
    void must_3_compareAndDelete_leavesTheKeyInDirty() {
        storeAll(5);
        assertThat(map.compareAndDelete(1, 1)).isTrue();
        assertThat(state()).isEqualTo(new ReadDirty(true, 1, 0, 0, 5, 0));
        assertThat(map.load(1).ok()).isFalse();
        assertThat(map.compareAndDelete(2, "wrong")).isFalse();
    }

    @Test
    void must_3_uncomparableOldValue_panics() {
        map.store("k", new int[0]);
        assertThatThrownBy(() -> map.compareAndSwap("k", new int[0], 1))
                .isInstanceOf(UncomparableException.class)
                .hasMessageStartingWith("called CompareAndSwap when value is not of comparable type");
        assertThatThrownBy(() -> map.compareAndDelete("k", new int[0]))
                .isInstanceOf(UncomparableException.class)
                .hasMessageStartingWith("called CompareAndDelete when value is not of comparable type");
    }

    @Test
    void must_3_range_promotesFirst() {
        storeAll(5);
        map.range((k, v) -> true);
        assertThat(state()).isEqualTo(new ReadDirty(false, 0, 1, 5, 0, 0));
    }

    @Test
    void must_3_range_neverSeesKeysStoredMeanwhileNorAnyKeyTwice() {
        int seenNew = 0;
        for (int trial = 0; trial < 1000; trial++) {
            SyncMap<Object, Object> m = SyncMap.readDirty();
            for (int i = 0; i < 10; i++) {
                m.store(i, i);
            }
            Set<Object> seen = new HashSet<>();
            m.range((k, v) -> {
                assertThat(seen.add(k)).isTrue();
                m.store("during " + k, 1);
                return true;
            });
            seenNew += (int) seen.stream().filter(String.class::isInstance).count();
            m.checkInvariants();
        }
        assertThat(seenNew).as("of 1000 trials").isZero();
    }

    @Test
    void must_3_range_loadsEachEntryNow() {
        storeAll(100);
        List<Object> values = new ArrayList<>();
        map.range((k, v) -> {
            values.add(v);
            for (int i = 0; i < 100; i++) {
                map.compareAndSwap(i, i, -1);
            }
            return true;
        });
        assertThat(values).hasSize(100);
        assertThat(values.subList(1, 100)).containsOnly(-1);
    }

    @Test
    void must_3_range_stopsWhenTheVisitorSaysSoAndBlocksNoWriter() throws InterruptedException {
        storeAll(10);
        AtomicInteger visits = new AtomicInteger();
        map.range((k, v) -> {
            Thread writer = new Thread(() -> map.store("from another thread", 1));
            writer.start();
            try {
                writer.join();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            return visits.incrementAndGet() < 3;
        });
        assertThat(visits).hasValue(3);
        assertThat(map.load("from another thread").ok()).isTrue();
    }

    @Test
    void must_3_clear_emptiesReadAndDirtyAndMisses() {
        storeAll(5);
        map.load(1);
        map.clear();
        assertThat(state()).isEqualTo(new ReadDirty(false, 0, 0, 0, 0, 0));
        map.store("k", 1);
        assertThat(map.load("k").value()).isEqualTo(1);
    }

    @Test
    void must_3_apiOfGo_allElevenMethodsAreThere() {
        map.store("k", 1);
        assertThat(map.load("k").ok()).isTrue();
        assertThat(map.loadOrStore("k", 2).value()).isEqualTo(1);
        assertThat(map.swap("k", 3)).isEqualTo(new SyncMap.Loaded<>(1, true));
        assertThat(map.compareAndSwap("k", 3, 4)).isTrue();
        assertThat(map.compareAndDelete("k", 4)).isTrue();
        assertThat(map.loadAndDelete("k")).isEqualTo(new SyncMap.Loaded<>(null, false));
        map.delete("k");
        map.range((k, v) -> true);
        map.clear();
        assertThat(map.swap("k", 5)).isEqualTo(new SyncMap.Loaded<>(null, false));
    }

    @Test
    void plantedFault_isFoundByCheckInvariants() throws ReflectiveOperationException {
        ReadDirtyEngine<Object, Object> engine = new ReadDirtyEngine<>();
        engine.swap("k", 1);
        engine.range((k, v) -> true);
        engine.swap("new", 1);
        engine.checkInvariants();
        Field dirty = ReadDirtyEngine.class.getDeclaredField("dirty");
        dirty.setAccessible(true);
        ((GoHmap<?, ?>) dirty.get(engine)).remove("k");
        assertThatThrownBy(engine::checkInvariants)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("missing from dirty");
    }
}
