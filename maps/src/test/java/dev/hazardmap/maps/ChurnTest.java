package dev.hazardmap.maps;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.LongConsumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Keys that come and go must leave nothing behind: with a constant number of live entries the map's size in bytes stays what it is, however
 * many keys have passed through. (JCTools' NonBlockingHashMap keeps removed keys: JCTools#354.)
 */
class ChurnTest {
    private static final int LIVE = 10_000;
    private static final long FRESH = TestScale.of(300_000, 20_000_000);
    private static final long MINUTES = Long.getLong("hazardmap.churn.minutes", 10);

    /** A map, what puts the n-th fresh key into it, and what removes it. */
    private record Subject(String name, Object map, LongConsumer put, LongConsumer remove, Runnable clear) {
        /** One key comes, the oldest goes. */
        void churn(long from, long to) {
            for (long n = from; n < to; n++) {
                put.accept(n);
                if (n >= LIVE) {
                    remove.accept(n - LIVE);
                }
            }
        }

        /** By what the heap loses: a walk over the objects would go from a map's remembered thread to the whole JVM. */
        long bytesAbove(long heap) {
            return usedAfterGc() - heap;
        }

        @Override
        public String toString() {
            return name;
        }
    }

    private static Subject of(java.util.Map<Object, Object> map) {
        return new Subject(
                map.getClass().getSimpleName(),
                map,
                n -> map.put("key " + n, n),
                n -> map.remove("key " + n),
                map::clear);
    }

    private static Subject of(String name, SyncMap<Object, Object> map) {
        return new Subject(name, map, n -> map.store("key " + n, n), n -> map.loadAndDelete("key " + n), map::clear);
    }

    static Stream<Subject> subjects() {
        LongLongMap longs = new LongLongMap();
        LongObjectMap<Object> objects = new LongObjectMap<>();
        return Stream.of(
                of(new ConcurrentSwissMap<>()),
                of(new SwissMap<>()),
                of(new GoMap<>()),
                of(new ShardedMap<>()),
                of(new MutexMap<>()),
                of(new RwLockMap<>()),
                of("SyncMap.readDirty", SyncMap.readDirty()),
                of("SyncMap.hashTrie", SyncMap.hashTrie()),
                new Subject("LongLongMap", longs, n -> longs.put(n, n), longs::remove, longs::clear),
                new Subject("LongObjectMap", objects, n -> objects.put(n, "v"), objects::remove, objects::clear));
    }

    @ParameterizedTest
    @MethodSource("subjects")
    void bytes_afterManyFreshKeys_areNoMoreThanAfterFew(Subject subject) {
        long heap = usedAfterGc();
        subject.churn(0, 5L * LIVE);
        long early = subject.bytesAbove(heap);
        long most = early;
        for (long n = 5L * LIVE; n < FRESH; n += FRESH / 3) {
            subject.churn(n, n + FRESH / 3);
            most = Math.max(most, subject.bytesAbove(heap));
        }
        // Tables are rebuilt at a quarter of dead slots and at most doubled; dirty of read-dirty is copied when it is
        // promoted.
        assertThat(most).as("%s: %d bytes early", subject, early).isLessThan(2 * early + (1 << 20));
        subject.clear.run();
        assertThat(subject.bytesAbove(heap)).as("%s: cleared", subject).isLessThan(early / 2 + (1 << 20));
    }

    @Test
    void heap_afterGrowthToMillionsAndClear_isAsBefore() {
        int entries = TestScale.of(1_000_000, 4_000_000);
        for (int round = 0; round < 2; round++) {
            ConcurrentSwissMap<Integer, Integer> map = new ConcurrentSwissMap<>();
            long before = usedAfterGc();
            for (int i = 0; i < entries; i++) {
                map.put(i, i);
            }
            long full = usedAfterGc() - before;
            map.clear();
            long left = usedAfterGc() - before;
            assertThat(full).as("bytes of %d entries", entries).isGreaterThan(30L * entries);
            assertThat(left).as("bytes left of %d", full).isLessThan(full / 20);
            map.checkInvariants();
        }
    }

    private static long usedAfterGc() {
        Runtime runtime = Runtime.getRuntime();
        long least = Long.MAX_VALUE;
        for (int i = 0; i < 2; i++) {
            System.gc();
            least = Math.min(least, runtime.totalMemory() - runtime.freeMemory());
        }
        return least;
    }

    /** {@code -Dhazardmap.churn.minutes=10}: two threads, fresh keys without end, the heap measured every few seconds. */
    @Test
    @EnabledIfSystemProperty(named = "hazardmap.churn.minutes", matches = "[0-9]+")
    void heap_underMinutesOfChurn_staysFlat() throws InterruptedException {
        ConcurrentSwissMap<Object, Object> map = new ConcurrentSwissMap<>();
        long end = System.nanoTime() + TimeUnit.MINUTES.toNanos(MINUTES);
        long[] passed = new long[2];
        List<Thread> threads = new ArrayList<>();
        for (int t = 0; t < 2; t++) {
            int thread = t;
            Subject subject = new Subject(
                    "", map, n -> map.put(n * 2 + thread, new byte[16]), n -> map.remove(n * 2 + thread), map::clear);
            Thread worker = new Thread(() -> {
                for (; System.nanoTime() < end; passed[thread] += 100_000) {
                    subject.churn(passed[thread], passed[thread] + 100_000);
                }
            });
            threads.add(worker);
            worker.start();
        }
        List<Long> megabytes = new ArrayList<>();
        while (System.nanoTime() < end) {
            Thread.sleep(TimeUnit.SECONDS.toMillis(5));
            megabytes.add(usedAfterGc() >> 20);
        }
        for (Thread worker : threads) {
            worker.join();
        }
        System.out.println("churn: " + (passed[0] + passed[1]) + " fresh keys, " + map.size()
                + " live, MB after each GC: " + megabytes);
        map.checkInvariants();
        assertThat(map).hasSize(2 * LIVE);
        int half = megabytes.size() / 2;
        long early = megabytes.subList(0, half).stream()
                .mapToLong(Long::longValue)
                .max()
                .orElseThrow();
        long late = megabytes.subList(half, megabytes.size()).stream()
                .mapToLong(Long::longValue)
                .max()
                .orElseThrow();
        assertThat(late).isLessThanOrEqualTo(early + 8);
    }
}
