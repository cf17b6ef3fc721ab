package dev.hazardmap.maps;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Properties that only several threads can break. Every loop runs until its writers are done, so each check has had writers beside it. */
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ConcurrentSwissMapStressTest {
    private static final int WRITES = TestScale.of(100_000, 5_000_000);
    private static final TableLayout SMALL = new TableLayout(12345, 64, 16);

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final AtomicInteger writers = new AtomicInteger();

    @AfterEach
    void stop() {
        threads.shutdownNow();
    }

    private Future<?> writer(Callable<?> work) {
        writers.incrementAndGet();
        return threads.submit(() -> {
            try {
                return work.call();
            } finally {
                writers.decrementAndGet();
            }
        });
    }

    private boolean writing() {
        return writers.get() > 0;
    }

    /** Each writer puts a new key and then removes the one before it, mostly in another table: a sum read in passing would be off. */
    @Test
    void size_besideWritersThatReplaceKeys_isNeverOff() throws Exception {
        ConcurrentSwissMap<Integer, Integer> map = new ConcurrentSwissMap<>(0, SMALL);
        int constant = 20_000;
        for (int i = 0; i < constant; i++) {
            map.put(-i - 1, 0);
        }
        map.put(0, 0);
        map.put(50_000_000, 0);
        List<Future<?>> done = new ArrayList<>();
        for (int t = 0; t < 2; t++) {
            int first = t * 50_000_000;
            done.add(writer(() -> {
                for (int i = 1; i < WRITES; i++) {
                    map.put(first + i, i);
                    map.remove(first + i - 1);
                }
                return null;
            }));
        }
        while (writing()) {
            for (int i = 0; i < 100; i++) { // Undisturbed by snapshots, after which each first write replaces a table.
                assertThat(map.size()).isBetween(constant + 2, constant + 4);
            }
            assertThat(map.snapshot().size()).isBetween(constant + 2, constant + 4);
            assertThat(map.isEmpty()).isFalse();
        }
        join(done);
        map.checkInvariants();
    }

    /** Many small tables: the longer the copy of the directory takes, the more a writer that does not stand still would spoil. */
    @Test
    void snapshot_besideAWriterOfTwoKeysInOrder_neverShowsTheSecondAlone() throws Exception {
        int pairs = 8_000;
        ConcurrentSwissMap<Integer, Integer> map = new ConcurrentSwissMap<>(0, TableLayout.of(8, 12345));
        for (int i = 0; i < 2 * pairs; i++) {
            map.put(i, 0);
        }
        AtomicBoolean stop = new AtomicBoolean();
        Future<?> done = threads.submit(() -> {
            for (int i = 1; !stop.get(); i++) {
                int pair = i % pairs;
                map.put(2 * pair, i);
                map.put(2 * pair + 1, i);
            }
            return null;
        });
        for (int snapshots = 0; snapshots < TestScale.of(400, 20_000); snapshots++) {
            checkPairs(map.snapshot(), pairs);
        }
        stop.set(true);
        done.get();
        map.checkInvariants();
    }

    /** At every moment at most one pair is unfinished, and it is the first key that is ahead, by one round. */
    private static void checkPairs(Map<Integer, Integer> snapshot, int pairs) {
        int unfinished = 0;
        for (int pair = 0; pair < pairs; pair++) {
            int first = snapshot.get(2 * pair);
            int second = snapshot.get(2 * pair + 1);
            if (first != second) {
                assertThat(second).isEqualTo(Math.max(0, first - pairs));
                unfinished++;
            }
        }
        assertThat(unfinished).isLessThanOrEqualTo(1);
    }

    @Test
    void iteration_besideSplitsAndRemovals_meetsEachConstantKeyOnce() throws Exception {
        ConcurrentSwissMap<Integer, Integer> map = new ConcurrentSwissMap<>(0, SMALL);
        int constant = 500;
        for (int i = 0; i < constant; i++) {
            map.put(i, i);
        }
        List<Future<?>> done = new ArrayList<>();
        for (int t = 0; t < 2; t++) {
            int first = 1_000 + t * 1_000_000;
            done.add(writer(() -> {
                for (int i = 0; i < WRITES; i++) {
                    map.put(first + i % 5_000, i);
                    map.remove(first + (i * 7) % 5_000);
                }
                return null;
            }));
        }
        while (writing()) {
            BitSet seen = new BitSet();
            for (Integer key : map.keySet()) {
                if (key < constant) {
                    assertThat(seen.get(key)).isFalse();
                    seen.set(key);
                }
            }
            assertThat(seen.cardinality()).isEqualTo(constant);
        }
        join(done);
        map.checkInvariants();
    }

    @Test
    void reads_besideGrowthFromEmpty_neverLoseAKeyThatWasPut() throws Exception {
        ConcurrentSwissMap<Integer, Integer> map = new ConcurrentSwissMap<>();
        AtomicInteger last = new AtomicInteger(-1);
        Future<?> done = writer(() -> {
            for (int i = 0; i < WRITES; i++) {
                map.put(i, i);
                last.set(i);
            }
            return null;
        });
        int at = 0;
        while (writing()) {
            int upTo = last.get();
            for (int n = 0; n < 1000 && upTo >= 0; n++) {
                at = (int) ((at * 48271L + 11) % (upTo + 1L));
                assertThat(map.get(at)).isEqualTo(at);
            }
        }
        done.get();
        assertThat(map).hasSize(WRITES);
        map.checkInvariants();
    }

    @Test
    void merge_fromSeveralThreads_losesNothing() throws Exception {
        ConcurrentSwissMap<Integer, Integer> map = new ConcurrentSwissMap<>(0, SMALL);
        List<Future<?>> done = new ArrayList<>();
        for (int t = 0; t < 4; t++) {
            done.add(writer(() -> {
                for (int i = 0; i < WRITES / 4; i++) {
                    map.merge(i % 97, 1, Integer::sum);
                }
                return null;
            }));
        }
        while (writing()) {
            map.snapshot();
        }
        join(done);
        assertThat(map.values().stream().mapToInt(Integer::intValue).sum()).isEqualTo(WRITES / 4 * 4);
        map.checkInvariants();
    }

    @Test
    void updatesFromFunctions_acrossTwoThreads_failInsteadOfHanging() throws Exception {
        for (int run = 0; run < 200; run++) {
            ConcurrentSwissMap<Integer, Integer> map = new ConcurrentSwissMap<>(0, SMALL);
            CountDownLatch both = new CountDownLatch(2);
            Future<?> ab = threads.submit(() -> nested(map, 1, 2, both));
            Future<?> ba = threads.submit(() -> nested(map, 2, 1, both));
            assertThat(ab.get(30, TimeUnit.SECONDS)).isInstanceOf(IllegalStateException.class);
            assertThat(ba.get(30, TimeUnit.SECONDS)).isInstanceOf(IllegalStateException.class);
            assertThat(map).isEmpty();
        }
    }

    private static Object nested(ConcurrentSwissMap<Integer, Integer> map, int outer, int inner, CountDownLatch both) {
        try {
            return map.computeIfAbsent(outer, key -> {
                both.countDown();
                return map.computeIfAbsent(inner, k -> 1);
            });
        } catch (IllegalStateException expected) {
            return expected;
        }
    }

    @Test
    void runningFunction_otherThreads_readCountAndTakeSnapshots() throws Exception {
        ConcurrentSwissMap<Integer, Integer> map = new ConcurrentSwissMap<>(0, TableLayout.of(8, 1));
        map.put(1, 1);
        CountDownLatch inside = new CountDownLatch(1);
        CountDownLatch release = new CountDownLatch(1);
        Future<?> function = threads.submit(() -> map.compute(1, (key, old) -> {
            inside.countDown();
            await(release);
            return 2;
        }));
        inside.await();
        assertThat(map.get(1)).isEqualTo(1);
        assertThat(map.size()).isEqualTo(1);
        Map<Integer, Integer> snapshot = map.snapshot();
        Future<?> clearing = threads.submit(() -> {
            map.clear();
            return null;
        });
        assertThat(map.snapshot()).isEqualTo(Map.of(1, 1));
        assertThat(clearing.isDone()).isFalse();
        release.countDown();
        function.get();
        clearing.get();
        assertThat(snapshot).isEqualTo(Map.of(1, 1));
        assertThat(map).isEmpty();
        map.checkInvariants();
    }

    @Test
    void runningFunctions_besideSnapshotsAndClear_neverDeadlock() throws Exception {
        ConcurrentSwissMap<Integer, Integer> map = new ConcurrentSwissMap<>(0, TableLayout.of(8, 1));
        AtomicBoolean stop = new AtomicBoolean();
        List<Future<?>> done = new ArrayList<>();
        for (int t = 0; t < 2; t++) {
            done.add(threads.submit(() -> {
                for (int i = 0; !stop.get(); i++) {
                    map.compute(i % 40, (key, old) -> {
                        Thread.yield();
                        return old == null ? 1 : old + 1;
                    });
                }
                return null;
            }));
        }
        done.add(threads.submit(() -> {
            while (!stop.get()) {
                map.snapshot();
            }
            return null;
        }));
        for (int i = 0; i < TestScale.of(2_000, 100_000); i++) {
            map.clear();
            assertThat(map.size()).isBetween(0, 40);
        }
        stop.set(true);
        join(done);
        map.checkInvariants();
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private static void join(List<Future<?>> done) throws Exception {
        for (Future<?> future : done) {
            future.get();
        }
    }
}
